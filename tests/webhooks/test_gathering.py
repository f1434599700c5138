"""What arrives together is stored together, and nobody suffers for another."""

import asyncio
from typing import Any

import orjson
import pytest
from tortoise.exceptions import IntegrityError

from auth.tokens import mint
from integrations.duxsoup.inbound import read
from models import Receipt
from tests import factories
from tests.webhooks.conftest import Hooks
from webhooks import gathering
from webhooks.duxsoup.store import Arrival


async def test_what_arrives_during_a_commit_is_stored_in_the_next_one(hooks: Hooks) -> None:
    commits: list[Any] = []
    hooks.intake.units.on_commit(commits.append)
    arrivals = [_arrival(hooks, number) for number in range(20)]
    assert await asyncio.gather(*map(hooks.intake.desk.stored.ask, arrivals)) == [True] * 20
    assert (len(commits), len(await hooks.receipts())) == (1, 20)


async def test_no_more_than_so_many_go_into_one_commit(hooks: Hooks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST", 8)
    commits: list[Any] = []
    hooks.intake.units.on_commit(commits.append)
    await asyncio.gather(*(hooks.intake.desk.stored.ask(_arrival(hooks, number)) for number in range(20)))
    assert (len(commits), len(await hooks.receipts())) == (3, 20)


async def test_one_that_cannot_be_stored_is_told_so_and_spoils_no_other(hooks: Hooks) -> None:
    arrivals = [_arrival(hooks, number) for number in range(3)]
    arrivals[1] = _arrival(hooks, 1, account_id=factories.some_id())
    told = await asyncio.gather(*map(hooks.intake.desk.stored.ask, arrivals), return_exceptions=True)
    assert (told[0], type(told[1]), told[2]) == (True, IntegrityError, True)
    assert await hooks.intake.desk.stored.ask(_arrival(hooks, 4))
    assert len(await hooks.receipts()) == 3


async def test_who_does_not_wait_for_the_answer_is_stored_all_the_same(hooks: Hooks) -> None:
    requests = [asyncio.create_task(hooks.intake.desk.stored.ask(_arrival(hooks, number))) for number in range(3)]
    await asyncio.sleep(0)
    requests[1].cancel()
    told = await asyncio.gather(*requests, return_exceptions=True)
    assert (told[0], type(told[1]), told[2]) == (True, asyncio.CancelledError, True)
    assert await Receipt.all().count() == 3


async def test_of_addresses_looked_up_together_each_is_told_its_own(hooks: Hooks) -> None:
    other, gone = mint(""), mint("")
    account = await factories.account(hooks.workspace, webhook_hash=other.hash)
    past = hooks.intake.units.clock.wall()
    await factories.account(hooks.workspace, webhook_previous_hash=gone.hash, webhook_previous_until=past)
    tokens = [other.text, "nobodys", hooks.address.text, gone.text, other.text]
    found = await asyncio.gather(*map(hooks.intake.desk.senders.ask, tokens))
    told = [sender.account.id if sender and sender.account else None for sender in found]
    assert told == [account.id, None, hooks.account.id, None, account.id]


async def test_of_equal_bodies_in_one_commit_one_is_stored(hooks: Hooks) -> None:
    told = await asyncio.gather(*(hooks.intake.desk.stored.ask(_arrival(hooks, 1)) for _ in range(3)))
    assert sorted(told) == [False, False, True]


def _arrival(hooks: Hooks, number: int, **values: Any) -> Arrival:
    body = orjson.dumps(hooks.visit(data={"id": f"id.{number}"}))
    return Arrival(hooks.workspace.id, values.get("account_id", hooks.account.id), body, read(body))
