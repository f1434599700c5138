"""When a look at the remote queue is not made, and what that leaves of the time in which the account could be reached."""

import pytest

from engine.looks import UNWELL_AT, Looks
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Action, ActionState, DuxSoupAccount
from tests import factories
from tests.engine.conftest import World


async def _unknown(world: World, count: int = 1) -> list[Action]:
    await world.launched(count)
    now, wall = world.clock.now(), world.clock.wall()
    await Action.all().update(state=ActionState.UNKNOWN, sent_at=now, sent_wall=wall)
    return await Action.all().order_by("id")


async def test_after_three_in_a_row_without_an_answer_the_rest_waits_for_the_next_turn(world: World) -> None:
    await _unknown(world, 5)
    async with DuxSoup("http://127.0.0.1:9/xapi", limiter=Limiter(account_gap=0, host_gap=0)) as nowhere:
        looks = Looks(world.units, factories.RING, nowhere)
        for looked in (UNWELL_AT, 5):
            assert await looks.turn() == 0
            assert await Action.filter(looked_wall__isnull=False).count() == looked


async def test_of_two_workers_one_looks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (action,) = await _unknown(world)
    read = await Action.get(id=action.id)
    assert await world.reconciler.at(action.id)
    monkeypatch.setattr(Action, "get", lambda **_: _as_read(read))
    assert not await world.reconciler.at(action.id)


async def _as_read(row: Action) -> Action:
    return row


async def test_an_account_that_was_taken_out_is_not_asked_and_counts_as_out_of_reach(world: World) -> None:
    (action,) = await _unknown(world)
    assert await world.reconciler.turn() == 1
    assert (await Action.get(id=action.id)).answered_wall is not None
    await DuxSoupAccount.all().update(disconnected_at=world.clock.now())
    world.clock.move(minutes=2)
    assert await world.reconciler.turn() == 0
    now = await Action.get(id=action.id)
    assert (now.looked_wall, now.answered_wall) == (world.clock.wall(), None)
