"""A clock that is put forward or back proves nothing, and what it left behind holds nobody up."""

from datetime import timedelta

import pytest

from engine.health import Watch
from engine.idle import Idle
from engine.reactions import waiting
from models import AccountHealth, ActionState, ClockRow, DuxSoupAccount, Receipt, Verdict
from tests import factories
from tests.engine.conftest import World
from tests.engine.doubt import alive, lost, state_of, unknown

DAY = timedelta(days=1)


async def test_a_word_of_a_time_before_the_clock_was_put_back_is_no_proof(world: World):
    world.clock.move(days=1)
    await alive(world)
    world.clock.move(days=-1)
    _, action = await unknown(world, drop_answers=1)
    await world.gone(action)
    assert await state_of(action) is ActionState.UNKNOWN


async def test_a_later_word_takes_the_place_of_one_that_is_ahead_of_the_clock(world: World):
    world.clock.move(days=1)
    await alive(world)
    world.clock.move(days=-1)
    await alive(world)
    account = await DuxSoupAccount.get(id=world.account.id)
    assert account.command_word_at == account.ready_at == account.last_seen_at == world.clock.now()


@pytest.mark.parametrize("sides", [(timedelta(hours=1), True), (-timedelta(hours=1), False)])
async def test_after_a_jump_of_the_clock_what_was_sent_before_is_not_proved_untaken(
    world: World, sides: tuple[timedelta, bool]
):
    """The one who jumped may have been behind when it sent."""
    jump, uncertain = sides
    await ClockRow.begun(factories.START, factories.START, 86_400)
    action = await lost(world)
    await ClockRow.stepped(world.clock.wall() - timedelta(minutes=11) + jump)
    await world.looked()
    assert (await state_of(action) is ActionState.UNKNOWN) == uncertain


async def test_a_wait_from_before_the_clock_was_put_back_holds_nothing(world: World):
    (assignment,) = await world.launched()
    soon = world.clock.wall() + timedelta(seconds=4)
    await DuxSoupAccount.filter(id=world.account.id).update(failures=1, retry_at=soon)
    assert await world.turn() == Idle("backoff")
    await DuxSoupAccount.filter(id=world.account.id).update(retry_at=soon + DAY)
    assert await world.turn() is None
    assert (await world.last(assignment)).state is ActionState.QUEUED


async def test_an_account_that_was_heard_of_before_the_clock_was_put_back_falls_silent_all_the_same(world: World):
    world.clock.move(days=1)
    watch = Watch(world.units)
    await alive(world)
    world.clock.move(days=-1)
    await watch.turn()
    world.clock.move(hours=1, minutes=59)
    await watch.turn()
    assert (await DuxSoupAccount.get(id=world.account.id)).health is AccountHealth.CONNECTED
    world.clock.move(minutes=1)
    await watch.turn()
    assert (await DuxSoupAccount.get(id=world.account.id)).health is AccountHealth.DISCONNECTED


@pytest.mark.parametrize("verdict", [Verdict.WAITING, Verdict.UNMATCHED])
async def test_a_receipt_that_waits_for_a_time_before_the_clock_was_put_back_is_read_soon(
    world: World, verdict: Verdict
):
    await alive(world)
    soon = world.clock.wall() + timedelta(minutes=5)
    await Receipt.all().update(verdict=verdict, next_try_at=soon, awaits="id.700000001")
    await world.units.run(waiting.look_again)
    assert (await Receipt.get()).next_try_at == soon
    await Receipt.all().update(next_try_at=soon + DAY)
    await world.units.run(waiting.look_again)
    assert (await Receipt.get()).next_try_at == (world.clock.wall() if verdict is Verdict.WAITING else None)
