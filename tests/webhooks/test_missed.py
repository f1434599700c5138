"""A webhook that could not be stored is known to be missing, and as few as possible are."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from starlette.applications import Starlette
from starlette.types import Message
from tortoise import connections

from auth.tokens import mint
from models import DuxSoupAccount, Role, Scope, Unit, sql
from tests.factories import START
from tests.settable_clock import SettableClock
from tests.webhooks.conftest import Hooks, client_of, token_of
from webhooks.body import MAX_BYTES
from webhooks.duxsoup.endpoint import PATH, Intake, routes
from webhooks.pace import Pace


async def test_a_body_that_does_not_arrive_in_time_is_given_up(hooks: Hooks) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    missed: list[UUID | None] = []
    impatient = Intake(
        hooks.intake.units, hooks.ring, read_within=0.01, counts=hooks.intake.counts, missed=missed.append
    )
    async with client_of(impatient) as client:
        answer = await client.post(
            f"{PATH}/{hooks.address.text}", content=trickle(), headers={"Content-Type": "application/json"}
        )
        strange = await client.post(
            f"{PATH}/nobodys-address", content=trickle(), headers={"Content-Type": "application/json"}
        )
    assert (answer.status_code, strange.status_code, await hooks.receipts()) == (408, 408, [])
    assert impatient.counts["too_slow"] == 2
    assert missed == [hooks.account.id]  # a stranger makes nobody doubt what was heard


@pytest.mark.parametrize("whose", ["ours", "nobody's"])
async def test_only_what_was_refused_under_a_token_of_ours_was_missed(hooks: Hooks, whose: str) -> None:
    missed: list[UUID | None] = []
    token = hooks.token.text if whose == "ours" else "chk_nobodys"
    slow = Intake(hooks.intake.units, hooks.ring, pace=Pace(1, period=86_400), missed=missed.append)
    async with client_of(slow) as client:
        for _ in range(2):
            answer = await client.post(PATH, json=hooks.visit(), headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 429
    assert missed == ([hooks.account.workspace_id] if whose == "ours" else [])


async def test_a_webhook_is_acknowledged_while_somebody_works_on_its_account(hooks: Hooks) -> None:
    working, over = asyncio.Event(), asyncio.Event()

    async def work(unit: Unit) -> None:
        await DuxSoupAccount.locked(hooks.account.id)
        working.set()
        await over.wait()

    if sql.dialect(connections.get("default")) == "sqlite":
        return  # one writes at a time there, for milliseconds
    holding = asyncio.create_task(hooks.intake.units.run(work))
    await working.wait()
    try:
        answer = await asyncio.wait_for(hooks.native(), 20)
    finally:
        over.set()
        await holding
    assert answer.status_code == 202
    assert len(await hooks.receipts()) == 1


async def test_a_sender_who_hangs_up_amid_the_body_is_counted_and_something_was_missed(hooks: Hooks) -> None:
    missed: list[UUID | None] = []
    intake = Intake(hooks.intake.units, hooks.ring, missed=missed.append)
    said: list[Message] = [
        {"type": "http.request", "body": b'{"userid":', "more_body": True},
        {"type": "http.disconnect"},
    ]
    answers: list[Message] = []

    async def receive() -> Message:
        return said.pop(0)

    async def send(message: Message) -> None:
        answers.append(message)

    path = f"{PATH}/{hooks.address.text}"
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "root_path": "",
             "query_string": b"", "headers": [(b"content-type", b"application/json")]}  # fmt: skip
    await Starlette(routes=routes(intake))(scope, receive, send)
    assert answers[0]["status"] == 400
    assert (intake.counts, missed) == ({"disconnected": 1}, [hooks.account.id])
    assert await hooks.receipts() == []


@pytest.mark.parametrize("status", [400, 413, 415])
async def test_a_body_that_is_refused_at_an_address_of_ours_was_missed(hooks: Hooks, status: int) -> None:
    missed: list[UUID | None] = []
    intake = Intake(hooks.intake.units, hooks.ring, missed=missed.append)
    body, media_type = {400: (b"[]", "application/json"), 413: (b" " * (MAX_BYTES + 1), "application/json"),
                        415: (b"{}", "text/plain")}[status]  # fmt: skip
    async with client_of(intake) as client:
        for token in (hooks.address.text, "nobodys-address"):
            answer = await client.post(f"{PATH}/{token}", content=body, headers={"Content-Type": media_type})
            assert answer.status_code == status
    assert missed == [hooks.account.id]


ENDED: dict[str, dict[str, Any]] = {
    "revoked": {"revoked_at": START}, "expired": {"expires_at": START}, "of a viewer": {"role": Role.VIEWER},
    "reads alone": {"revoked_at": START, "scopes": [Scope.READ]}, "unknown": {},
}  # fmt: skip


@pytest.mark.parametrize("said", ["its own", "nobody's", "nothing"])
@pytest.mark.parametrize("how", ENDED)
async def test_what_comes_under_a_token_that_was_good_was_meant_for_the_account_that_it_names(
    hooks: Hooks, how: str, said: str
) -> None:
    missed: list[UUID | None] = []
    token = "chk_nobodys" if how == "unknown" else await token_of(hooks.workspace, **ENDED[how])
    body = {"its own": hooks.visit(), "nobody's": hooks.visit(userid="9"), "nothing": []}[said]
    async with client_of(Intake(hooks.intake.units, hooks.ring, missed=missed.append)) as client:
        answer = await client.post(PATH, json=body, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == (403 if how == "of a viewer" else 401)
    good = said == "its own" and how in {"revoked", "expired", "of a viewer"}
    assert missed == ([hooks.account.id] if good else [])


async def test_a_token_that_ended_cannot_make_its_workspace_doubt_what_it_heard(hooks: Hooks) -> None:
    missed: list[UUID | None] = []
    token = await token_of(hooks.workspace, revoked_at=START)
    slow = Intake(hooks.intake.units, hooks.ring, pace=Pace(1, period=86_400), missed=missed.append)
    async with client_of(slow) as client:
        told = {"Authorization": f"Bearer {token}"}
        answers = [(await client.post(PATH, json=hooks.visit(), headers=told)).status_code for _ in range(2)]
    assert (answers, missed) == ([401, 429], [hooks.account.id])


@pytest.mark.parametrize("how", ["revoked", "expired"])
async def test_what_comes_to_an_address_that_was_good_was_meant_for_its_account(
    hooks: Hooks, clock: SettableClock, how: str
) -> None:
    missed: list[UUID | None] = []
    units, account = hooks.intake.units, await DuxSoupAccount.get(id=hooks.account.id)
    await units.run(partial(account.rotate_webhook, token_hash=mint("").hash))
    if how == "revoked":
        await units.run(account.revoke_previous_webhook)
        clock.jump(-timedelta(minutes=1))  # for good, whatever a clock says
    else:
        await DuxSoupAccount.filter(id=account.id).update(webhook_previous_until=units.clock.wall())
    async with client_of(Intake(units, hooks.ring, missed=missed.append)) as client:
        for token in (hooks.address.text, mint("").text):
            assert (await client.post(f"{PATH}/{token}", json=hooks.visit())).status_code == 404
    assert missed == [hooks.account.id]
