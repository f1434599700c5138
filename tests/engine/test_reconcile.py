"""What a look at the remote queue settles, and what it may never settle."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engine.reconcile import due, judge
from models import Action, ActionState, DuxSoupAccount, StepKind
from tests import factories
from tests.engine.conftest import World
from tests.engine.doubt import alive, lost, state_of, unknown

S = ActionState


async def test_unknown_and_found_under_its_own_label_is_queued(world: World):
    _, action = await unknown(world, drop_answers=1)
    await world.reconciler.turn()
    found = await Action.get(id=action.id)
    assert (found.state, found.message_id is not None) == (S.QUEUED, True)


async def test_absent_twice_with_proof_that_the_channel_works_is_planned_again_and_sent_once(world: World):
    action = await lost(world)
    await world.looked()
    assert await state_of(action) is S.PLANNED
    await DuxSoupAccount.all().update(retry_at=None)
    assert await world.turn() is None
    assert await state_of(action) is S.QUEUED
    assert len(world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)) == 1


async def test_one_look_proves_nothing(world: World):
    action = await lost(world)
    await world.looked(seconds=59)
    assert await state_of(action) is S.UNKNOWN


async def test_without_a_heartbeat_after_the_longest_execution_absence_proves_nothing(world: World):
    _, action = await unknown(world, drop_requests=1)
    world.clock.move(minutes=9)
    await alive(world)
    world.clock.move(minutes=3)
    await world.looked()
    assert await state_of(action) is S.UNKNOWN


async def test_a_word_that_it_was_received_is_never_followed_by_a_second_sending(world: World):
    _, action = await unknown(world, drop_requests=1)
    await world.receive(world.command("received", action, id="m-1"))
    world.clock.move(minutes=11)
    await alive(world)
    await world.looked()
    assert await state_of(action) is S.QUEUED


async def test_otherwise_after_20_minutes_of_wall_time_it_is_parked_for_a_person(world: World):
    assignment, action = await unknown(world, drop_requests=1)
    await world.watched(minutes=19)
    assert await state_of(action) is S.UNKNOWN
    await world.watched(minutes=1)
    found = await Action.get(id=action.id)
    assert (found.state, found.learned_by) == (S.PARKED, "sweep")
    assert (await world.again(assignment)).blocker == "unknown_outcome"


async def test_time_in_which_the_account_could_not_be_reached_parks_nothing(world: World):
    _, action = await unknown(world, drop_requests=1)
    await world.watched(minutes=12)
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=-1, fault_endpoints=["items"])
    await world.watched(minutes=60)
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=0)
    await world.watched(minutes=6)
    assert await state_of(action) is S.UNKNOWN
    await world.watched(minutes=4)
    assert await state_of(action) is S.PARKED


async def test_time_in_which_nobody_looked_parks_nothing(world: World):
    _, action = await unknown(world, drop_requests=1)
    await world.looked(hours=3)
    assert await state_of(action) is S.UNKNOWN


async def test_gaps_shorter_than_a_second_count_for_what_they_are(world: World):
    _, action = await unknown(world, drop_requests=1)
    looked = world.clock.wall()
    for _ in range(11):
        looked += timedelta(seconds=0.4)
        await world.units.run(partial(judge, action_id=action.id, found=None, looked=looked))
    assert (await Action.get(id=action.id)).reachable_for == pytest.approx(4.0)


async def test_simulated_time_parks_nothing(world: World):
    _, action = await unknown(world, drop_requests=1)
    await world.looked()
    world.clock.set(world.clock.now() + timedelta(days=3))
    world.clock._wall = world.clock._wall - timedelta(days=3)
    await world.reconciler.turn()
    assert await state_of(action) is S.UNKNOWN


async def test_an_account_that_does_not_answer_parks_nothing_and_holds_up_nobody(world: World):
    _, action = await unknown(world, drop_requests=1)
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=-1, fault_endpoints=["items"])
    await world.looked(minutes=30)
    found = await Action.get(id=action.id)
    assert (found.state, found.looked_wall) == (S.UNKNOWN, world.clock.wall())


async def test_what_was_settled_while_a_look_was_under_way_stays_as_it_is(world: World):
    _, action = await unknown(world, drop_requests=1)
    await Action.filter(id=action.id).update(state=S.EXECUTED, absent_wall=world.clock.wall() - timedelta(hours=1))
    late = partial(judge, action_id=action.id, found=None, looked=world.clock.wall())
    await world.units.run(late)
    after = await Action.get(id=action.id)
    assert (after.state, after.looked_wall) == (S.EXECUTED, None)


async def test_marks_of_a_time_before_the_clock_was_put_back_hold_up_no_look(world: World):
    _, action = await unknown(world, drop_requests=1)
    ahead = world.clock.wall() + timedelta(hours=1)
    await Action.filter(id=action.id).update(looked_wall=ahead, answered_wall=ahead, absent_wall=ahead)
    assert await due(world.clock.now(), world.clock.wall()) == [action.id]
    for _ in range(2):
        await world.judged(action)
        world.clock.move(minutes=1)
    after = await Action.get(id=action.id)
    assert after.absent_again_at is not None
    assert after.absent_wall is not None
    assert after.absent_wall < ahead


async def test_a_look_that_began_before_the_attempt_says_nothing_of_it(world: World):
    _, action = await unknown(world, drop_requests=1)
    before = world.clock.wall() - timedelta(seconds=1)
    await world.units.run(lambda unit: judge(unit, action.id, None, before))
    assert (await Action.get(id=action.id)).absent_wall is None


GONE = [
    (StepKind.VISIT, S.EXECUTED, True, None),
    (StepKind.CONNECT, S.EXECUTED, True, None),
    (StepKind.MESSAGE, S.PARKED, False, "parked"),
]


async def test_the_24_hours_count_from_the_last_receipt_that_spoke_of_it(world: World):
    _, action = await world.at_step(StepKind.VISIT)
    world.clock.move(hours=23)
    await world.receive(world.command("received", action))
    world.clock.move(hours=23, minutes=58)
    await world.gone(action)
    assert await state_of(action) is S.QUEUED
    world.clock.move(minutes=1)
    await world.judged(action)
    assert await state_of(action) is S.EXECUTED


@pytest.mark.parametrize(("kind", "state", "unconfirmed", "blocker"), GONE, ids=[row[0] for row in GONE])
async def test_queued_and_gone_without_a_word_for_24_hours(
    world: World, kind: StepKind, state: ActionState, unconfirmed: bool, blocker: str | None
):
    assignment, action = await world.at_step(kind)
    await world.judged(action)
    world.clock.move(hours=23)
    await world.judged(action)
    assert await state_of(action) is S.QUEUED
    world.clock.move(hours=1, minutes=1)
    await world.judged(action)
    found = await Action.get(id=action.id)
    assert (found.state, found.unconfirmed) == (state, unconfirmed)
    now = await world.again(assignment)
    assert now.blocker == blocker
    assert found.executed_at == (world.clock.now() if unconfirmed else None)
    if kind is StepKind.CONNECT:
        assert now.deadline_at == world.clock.now() + timedelta(days=21)


async def test_while_a_receipt_is_unread_a_word_may_have_come(world: World):
    _, action = await world.at_step(StepKind.MESSAGE)
    await world.judged(action)
    world.clock.move(hours=25)
    unread = await factories.receipt(world.account)
    await world.judged(action)
    assert await state_of(action) is S.QUEUED
    await unread.delete()
    await world.judged(action)
    assert await state_of(action) is S.PARKED


async def test_still_in_the_remote_queue_it_stays_queued_however_old(world: World):
    _, action = await world.at_step(StepKind.VISIT)
    for _ in range(5):
        world.clock.move(days=9)
        await world.judged(action, present=True)
    assert await state_of(action) is S.QUEUED


async def test_a_late_receipt_wins_over_executed_without_confirmation(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    done_at = world.clock.now()
    body = world.command("completed", visit, result=True)
    await world.judged(visit)
    world.clock.move(hours=25)
    await world.judged(visit)
    await world.receive(body)
    found = await Action.get(id=visit.id)
    assert (found.executed_at, found.unconfirmed) == (max(done_at, found.sent_at or done_at), False)
    assert (await world.again(assignment)).next_at == found.executed_at


async def test_a_late_success_of_what_was_taken_for_lost_calls_off_the_second_sending(world: World):
    _, action = await unknown(world, drop_requests=1)
    body: dict[str, Any] = world.command("completed", action, result=True, id="m-1")
    world.clock.move(minutes=11)
    await alive(world)
    await world.looked()
    assert await state_of(action) is S.PLANNED
    await world.receive(body)
    assert await state_of(action) is S.EXECUTED
    await DuxSoupAccount.all().update(retry_at=None)
    world.clock.move(hours=4)
    assert [one.kind for one in await world.sent() if one.id != action.id] == [StepKind.CONNECT]
    assert (await Action.get(id=action.id)).attempts == 1
