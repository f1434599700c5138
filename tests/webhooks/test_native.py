"""Dux-Soup's own bodies: stored, then always 202."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import orjson
import pytest

from auth.tokens import mint
from engine import reactions
from integrations.duxsoup.inbound import read
from models import ApiToken, Dialect, DuxSoupAccount, Event, EventKind, IdentityKind, Message, Receipt, Units, Verdict
from tests import factories
from tests.settable_clock import SettableClock
from tests.webhooks.conftest import Hooks
from webhooks.duxsoup.endpoint import PATH


async def test_a_native_body_is_stored_sealed_and_answered_202(hooks: Hooks, clock: SettableClock) -> None:
    body = orjson.dumps(hooks.visit())
    assert (await hooks.native(body)).status_code == 202
    (receipt,) = await hooks.receipts()
    assert (receipt.dialect, receipt.kind, receipt.verdict) == (Dialect.NATIVE, "visit.create", Verdict.WAITING)
    assert (receipt.account_id, receipt.workspace_id) == (hooks.account.id, hooks.workspace.id)
    assert receipt.created_at == clock.now()
    assert "Robin" not in (receipt.sealed_body or "")
    assert read(hooks.opened(receipt).encode()) == read(body)


async def test_a_repeat_is_answered_202_and_is_nothing_else(hooks: Hooks) -> None:
    answers = [(await hooks.native()).status_code for _ in range(3)]
    assert answers == [202, 202, 202]
    assert len(await hooks.receipts()) == 1
    assert hooks.intake.counts == {"waiting": 1, "repeated": 2}


async def test_of_repeats_at_once_one_is_stored(hooks: Hooks) -> None:
    answers = await asyncio.gather(*(hooks.native() for _ in range(8)))
    assert {answer.status_code for answer in answers} == {202}
    assert len(await hooks.receipts()) == 1


async def test_the_raw_body_tells_repeats_so_another_spelling_is_kept(hooks: Hooks) -> None:
    await hooks.native(orjson.dumps(hooks.visit()))
    await hooks.native(orjson.dumps(hooks.visit(), option=orjson.OPT_INDENT_2))
    assert len(await hooks.receipts()) == 2


async def test_the_same_body_in_another_workspace_is_a_receipt_of_its_own(hooks: Hooks) -> None:
    address = mint("")
    await factories.account(webhook_hash=address.hash, dux_soup_user_id=hooks.account.dux_soup_user_id)
    await hooks.native()
    assert (await hooks.post(f"{PATH}/{address.text}", hooks.visit())).status_code == 202
    assert len({receipt.workspace_id for receipt in await hooks.receipts()}) == 2


@pytest.mark.parametrize(("kind", "event"), [("hologram", "beamed"), ("visit", "delete"), ("", ""), (7, None)])
async def test_an_unknown_kind_is_stored_and_never_refused(hooks: Hooks, kind: Any, event: Any) -> None:
    assert (await hooks.native(type=kind, event=event)).status_code == 202
    assert len(await hooks.receipts(verdict=Verdict.WAITING)) == 1


@pytest.mark.parametrize("userid", ["900000000000000000009", 9, None, {"a": 1}])
async def test_a_body_of_another_dux_soup_user_is_quarantined(hooks: Hooks, userid: Any) -> None:
    assert (await hooks.native(userid=userid)).status_code == 202
    (receipt,) = await hooks.receipts()
    assert (receipt.verdict, receipt.reason) == (Verdict.QUARANTINED, "userid")


async def test_a_user_id_is_text_of_21_digits_even_when_it_comes_as_a_number(hooks: Hooks) -> None:
    await hooks.native(orjson.dumps(hooks.visit()).replace(f'"{hooks.account.dux_soup_user_id}"'.encode(), b"1" * 21))
    await hooks.native(hooks.visit(userid=hooks.account.dux_soup_user_id))
    assert [receipt.verdict for receipt in await hooks.receipts()] == [Verdict.QUARANTINED, Verdict.WAITING]


async def test_a_strange_time_is_no_reason_to_refuse_or_quarantine(hooks: Hooks) -> None:
    for time in ("1999-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "yesterday", None):
        assert (await hooks.native(time=time)).status_code == 202
    assert len(await hooks.receipts(verdict=Verdict.WAITING)) == 4


async def test_on_the_bearer_address_the_account_is_the_workspaces_one_with_that_user_id(hooks: Hooks) -> None:
    assert (await hooks.bearer(hooks.visit())).status_code == 202
    (receipt,) = await hooks.receipts()
    assert (receipt.account_id, receipt.verdict) == (hooks.account.id, Verdict.WAITING)


async def test_on_the_bearer_address_a_user_id_of_nobody_here_is_quarantined(hooks: Hooks) -> None:
    foreign = await factories.account()
    assert (await hooks.bearer(hooks.visit(userid=foreign.dux_soup_user_id))).status_code == 202
    (receipt,) = await hooks.receipts()
    assert (receipt.account_id, receipt.workspace_id) == (None, hooks.workspace.id)
    assert receipt.verdict is Verdict.QUARANTINED


async def test_the_address_before_stays_valid_for_seven_days(hooks: Hooks, clock: SettableClock) -> None:
    previous = mint("")
    until = clock.wall() + timedelta(days=7)
    await DuxSoupAccount.filter(id=hooks.account.id).update(
        webhook_previous_hash=previous.hash, webhook_previous_until=until
    )
    assert (await hooks.post(f"{PATH}/{previous.text}", hooks.visit())).status_code == 202
    clock.move_wall(days=7)
    assert (await hooks.post(f"{PATH}/{previous.text}", hooks.visit(time="later"))).status_code == 404
    assert (await hooks.native(time="later")).status_code == 202


async def test_the_same_webhook_under_the_old_and_the_new_address_is_applied_once(hooks: Hooks, units: Units) -> None:
    renewed, account = mint(""), await DuxSoupAccount.get(id=hooks.account.id)
    contact = await factories.contact(hooks.workspace)
    await factories.identity(contact, "id.7", IdentityKind.DUX_ID)
    await units.run(partial(account.rotate_webhook, token_hash=renewed.hash))
    body = hooks.letter("id.7")
    for address in (hooks.address, renewed, hooks.address):
        assert (await hooks.post(f"{PATH}/{address.text}", body)).status_code == 202
    (receipt,) = await hooks.receipts()
    for _ in range(2):
        await units.run(partial(reactions.apply, ring=hooks.ring, receipt_id=receipt.id))
    assert (await Receipt.get(id=receipt.id)).verdict is Verdict.APPLIED
    assert await Message.filter(contact_id=contact.id).count() == 1
    assert await Event.filter(kind=EventKind.MESSAGE_RECORDED).count() == 1


async def test_a_repeat_is_known_after_the_body_was_blanked(hooks: Hooks) -> None:
    await hooks.native()
    await Receipt.all().update(sealed_body=None, body_until=None)
    assert (await hooks.native()).status_code == 202
    assert len(await hooks.receipts()) == 1


async def test_when_an_address_was_last_used_is_noted_to_the_minute(hooks: Hooks, clock: SettableClock) -> None:
    start = clock.wall()
    seen = []
    for move in (0, 30, 31):
        clock.move_wall(seconds=move)
        await hooks.native(time=str(move))
        seen.append((await DuxSoupAccount.get(id=hooks.account.id)).webhook_used_at)
    assert seen == [start, start, start + timedelta(seconds=61)]


async def test_each_address_is_noted_when_it_is_used_itself_and_the_bearer_address_notes_neither(
    hooks: Hooks, units: Units, clock: SettableClock
) -> None:
    async def used() -> list[datetime | None]:
        row = await DuxSoupAccount.get(id=hooks.account.id)
        return [row.webhook_used_at, row.webhook_previous_used_at]

    await hooks.native()
    first, renewed = clock.wall(), mint("")
    account = await DuxSoupAccount.get(id=hooks.account.id)
    await units.run(partial(account.rotate_webhook, token_hash=renewed.hash))
    assert await used() == [None, first]
    clock.move_wall(minutes=5)
    assert (await hooks.post(f"{PATH}/{renewed.text}", hooks.visit(time="2"))).status_code == 202
    assert await used() == [clock.wall(), first]
    clock.move_wall(minutes=5)
    await hooks.native(time="3")
    second = await used()
    assert second[1] == clock.wall() != second[0]
    clock.move_wall(minutes=5)
    await hooks.bearer(hooks.visit(time="4"))
    assert await used() == second


async def test_the_token_of_the_bearer_address_is_noted_as_used_to_the_minute(
    hooks: Hooks, clock: SettableClock
) -> None:
    seen = []
    for number, seconds in enumerate((0, 59, 2)):
        clock.move_wall(seconds=seconds)
        await hooks.bearer(hooks.visit(time=str(number)))
        seen.append((await ApiToken.get(token_hash=hooks.token.hash)).last_used_at)
    start = clock.wall() - timedelta(seconds=61)
    assert seen == [start, start, start + timedelta(seconds=61)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
async def test_a_body_in_any_encoding_of_json_can_be_read_again(hooks: Hooks, encoding: str) -> None:
    body = orjson.dumps(hooks.visit(note="Zoë 🦆")).decode().encode(encoding)
    assert (await hooks.native(body)).status_code == 202
    (receipt,) = await hooks.receipts()
    assert (receipt.verdict, receipt.kind) == (Verdict.WAITING, "visit.create")
    assert "Zoë 🦆" in hooks.opened(receipt)
    assert read(hooks.opened(receipt).encode()) == read(body)


async def test_a_body_whose_charset_is_nobodys_is_kept_as_far_as_it_can_be_read(hooks: Hooks) -> None:
    body = orjson.dumps(hooks.visit(note="cafe")).replace(b"cafe", "café".encode("latin-1"))
    assert (await hooks.native(body)).status_code == 202
    (receipt,) = await hooks.receipts()
    assert "caf\ufffd" in hooks.opened(receipt)
