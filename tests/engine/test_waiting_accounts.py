"""An account that waits is left as it is: being told so takes no lease, and writes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from engine.idle import Idle
from models import AccountHealth, Action, ActionState, DuxSoupAccount
from tests.engine.conftest import World
from tests.factories import START
from tests.queries import queries

CLOSED = [{"weekday": 3, "opens": "09:00", "closes": "18:00"}]
WAITS: dict[str, dict[str, Any]] = {
    "outside_hours": {"working_hours": CLOSED},
    "account_disconnected": {"health": AccountHealth.DISCONNECTED},
    "backoff": {"retry_at": START + timedelta(hours=1)},
}


@contextmanager
def nothing_written() -> Iterator[None]:
    with queries() as seen:
        yield
    assert [text for text in seen if text.lstrip().startswith(("UPDATE", "INSERT", "DELETE"))] == []


@pytest.mark.parametrize("reason", WAITS)
async def test_nothing_is_written_while_an_account_is_held(world: World, reason: str):
    await world.launched()
    await DuxSoupAccount.all().update(**WAITS[reason])
    with nothing_written():
        idle = await world.turn()
    assert isinstance(idle, Idle)
    assert idle.reason == reason


async def test_nothing_is_written_while_an_account_rests(world: World):
    await world.launched(2)
    assert await world.turn() is None
    with nothing_written():
        idle = await world.turn()
    assert isinstance(idle, Idle)
    assert idle.reason == "pacing"


async def test_nothing_is_written_while_three_are_outstanding(world: World):
    world.sandbox.knobs(world.account.dux_soup_user_id, online=False)
    await world.launched(4)
    await world.sent(60)
    with nothing_written():
        assert await world.turn() == Idle("outstanding")


async def test_a_pause_that_has_run_out_ends_though_the_account_rests(world: World):
    await world.launched(2)
    assert await world.turn() is None
    await DuxSoupAccount.all().update(paused_at=START, paused_until=START, pause_code="by_hand")
    assert isinstance(await world.turn(), Idle)
    assert (await DuxSoupAccount.get(id=world.account.id)).paused_at is None


async def test_what_a_vanished_sender_left_is_unknown_though_the_account_rests(world: World):
    await world.launched(2)
    assert await world.turn() is None
    await Action.filter(state=ActionState.QUEUED).update(state=ActionState.SENDING)
    assert isinstance(await world.turn(), Idle)
    assert await Action.filter(state=ActionState.UNKNOWN).count() == 1
