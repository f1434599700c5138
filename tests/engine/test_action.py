"""A person's word on what nobody else can settle."""

from datetime import timedelta

import pytest

from engine.action import ActionVerdict
from engine.assignment import resume, stop
from models import Action, ActionState, Assignment, Event, EventKind, StepKind
from models.errors import Conflict, IllegalTransition
from tests.engine.conftest import World

S, V = ActionState, ActionVerdict
ALLOWED = {
    S.PARKED: {V.WAS_SENT, V.WAS_NOT_SENT, V.STOP},
    S.FAILED: {V.RETRY, V.SKIP, V.STOP},
    S.REJECTED: {V.RETRY, V.SKIP, V.STOP},
}


async def _ended(world: World, state: ActionState, kind: StepKind = StepKind.CONNECT) -> tuple[Assignment, Action]:
    """An invitation that ended so, with what that leaves on its assignment."""
    assignment, action = await world.at_step(kind)
    await Action.filter(id=action.id).update(state=state, finished_at=world.clock.now())
    blocker = "parked" if state is S.PARKED else "failed"
    await Assignment.filter(id=assignment.id).update(blocker=blocker, next_at=None)
    world.clock.move(hours=1)
    return await world.again(assignment), await Action.get(id=action.id)


@pytest.mark.parametrize("state", S)
async def test_each_state_takes_only_its_own_verdicts(world: World, state: ActionState):
    _, action = await _ended(world, state)
    for verdict in set(V) - ALLOWED.get(state, set()) - ({V.RETRY, V.SKIP, V.STOP} if state is S.CANCELLED else set()):
        with pytest.raises(IllegalTransition):
            await world.decided(action, verdict)
    assert (await Action.get(id=action.id)).state is state


async def test_was_sent_is_executed_as_of_the_sending(world: World):
    assignment, action = await _ended(world, S.PARKED)
    done = await world.decided(action, V.WAS_SENT)
    assert (done.state, done.executed_at, done.unconfirmed) == (S.EXECUTED, action.sent_at, True)
    now = await world.again(assignment)
    assert (now.blocker, now.next_step, now.invited_at) == (None, 3, action.sent_at)
    assert action.sent_at is not None
    assert now.deadline_at == action.sent_at + timedelta(days=21)


async def test_was_not_sent_is_planned_again_and_leaves_again(world: World):
    assignment, action = await _ended(world, S.PARKED)
    again = await world.decided(action, V.WAS_NOT_SENT)
    assert (again.state, again.sent_at, again.generation) == (S.PLANNED, None, 1)
    assert (await world.again(assignment)).blocker is None
    world.clock.move(hours=3)
    assert await world.turn() is None


async def test_was_not_sent_after_the_reply_is_cancelled(world: World):
    assignment, action = await _ended(world, S.PARKED, StepKind.MESSAGE)
    await world.letter()
    assert (await world.decided(action, V.WAS_NOT_SENT)).state is S.CANCELLED
    assert (await world.again(assignment)).next_step is None


async def test_retry_is_a_new_generation(world: World):
    assignment, action = await _ended(world, S.FAILED)
    assert (await world.decided(action, V.RETRY)).state is S.FAILED
    second = await world.last(assignment)
    assert (second.generation, second.state, second.step_id) == (2, S.PLANNED, action.step_id)
    assert (await world.again(assignment)).blocker is None
    with pytest.raises(IllegalTransition):
        await world.decided(action, V.RETRY)
    world.clock.move(hours=3)
    assert await world.turn() is None


async def test_a_skip_counts_as_execution_and_lets_the_acceptance_window_run(world: World):
    assignment, action = await _ended(world, S.FAILED)
    assert (await world.decided(action, V.SKIP)).state is S.FAILED
    now = await world.again(assignment)
    assert (now.blocker, now.next_step, now.invited_at) == (None, 3, world.clock.now())
    assert now.deadline_at == world.clock.now() + timedelta(days=21)
    world.clock.move(days=22)
    await world.passed_by()
    assert (await world.again(assignment)).status == "not_accepted"


async def test_the_delay_after_a_skip_counts_from_it_whoever_plans_again(world: World):
    assignment, action = await _ended(world, S.FAILED, StepKind.MESSAGE)
    await world.decided(action, V.SKIP)
    now = await world.again(assignment)
    assert (now.next_step, now.deadline_at) == (None, world.clock.now() + timedelta(days=3))
    skipped_at = world.clock.now()
    world.clock.move(hours=5)
    await world.ordered(stop, assignment, None)
    await world.ordered(resume, assignment, None)
    assert (await world.again(assignment)).deadline_at == skipped_at + timedelta(days=3)


@pytest.mark.parametrize("state", [S.PARKED, S.FAILED])
async def test_stop_leaves_the_question_open_so_that_resuming_sends_nothing_twice(world: World, state: ActionState):
    assignment, action = await _ended(world, state)
    await world.decided(action, V.STOP)
    stopped = await world.again(assignment)
    assert (stopped.stopped_at, stopped.blocker) == (world.clock.now(), None)
    await world.ordered(resume, assignment, None)
    assert (await world.again(assignment)).blocker == "failed"
    world.clock.move(days=1)
    assert await world.turn() is not None
    assert await Action.filter(assignment_id=assignment.id, kind=StepKind.CONNECT).count() == 1
    await world.decided(action, V.RETRY)
    assert await world.turn() is None


async def _tried_again(world: World) -> tuple[Assignment, Action, Action]:
    """An invitation that Dux-Soup reported as failed, and the second one that a person asked for."""
    assignment, action = await world.at_step(StepKind.CONNECT)
    await world.receive(world.command("completed", action, result=False))
    await world.gone(action)
    world.clock.move(minutes=10)
    await world.decided(await Action.get(id=action.id), V.RETRY)
    return assignment, action, await Action.get(assignment_id=assignment.id, generation=2)


@pytest.mark.parametrize(("state", "verdict"), [(S.FAILED, V.RETRY), (S.PARKED, V.WAS_NOT_SENT)])
async def test_nothing_leaves_again_while_dux_soup_may_still_be_at_it(
    world: World, state: ActionState, verdict: ActionVerdict
):
    _, action = await _ended(world, state)
    await Action.filter(id=action.id).update(last_word_at=world.clock.now())
    world.clock.move(minutes=9, seconds=59)
    with pytest.raises(Conflict, match="may still be at it"):
        await world.decided(action, verdict)
    assert await Action.all().count() == 2
    world.clock.move(seconds=1)
    await world.decided(action, verdict)


async def test_of_what_was_stopped_in_doubt_a_skip_counts_from_then_too(world: World):
    assignment, action = await _ended(world, S.PARKED, StepKind.MESSAGE)
    await world.decided(action, V.STOP)
    await world.ordered(resume, assignment, None)
    skipped_at = world.clock.now()
    await world.decided(action, V.SKIP)
    world.clock.move(hours=5)
    await world.ordered(stop, assignment, None)
    await world.ordered(resume, assignment, None)
    assert (await world.again(assignment)).deadline_at == skipped_at + timedelta(days=3)


async def test_a_late_success_of_the_old_generation_cancels_the_new_one_still_planned(world: World):
    assignment, action, second = await _tried_again(world)
    assert second.state is S.PLANNED
    await world.carried_out(action)
    assert (await Action.get(id=action.id)).state is S.EXECUTED
    assert (await Action.get(id=second.id)).state is S.CANCELLED
    now = await world.again(assignment)
    assert (now.next_step, now.blocker, now.next_at) == (3, None, None)
    assert not await Event.exists(kind=EventKind.ACTION_REPEATED)


async def test_a_late_success_of_the_old_generation_is_reported_where_the_new_one_has_left(world: World):
    _, action, second = await _tried_again(world)
    world.clock.move(hours=4)
    assert await world.turn() is None
    await world.carried_out(action)
    told = await Event.get(kind=EventKind.ACTION_REPEATED)
    assert (told.action_id, told.data["state"]) == (second.id, "queued")
    assert (await Action.get(id=action.id)).state is S.EXECUTED


async def test_what_lies_behind_is_no_longer_a_persons_matter(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    await world.receive(world.command("completed", visit, result=False))
    await world.gone(visit)
    assert (await world.again(assignment)).next_step == 2
    for verdict in V:
        with pytest.raises(IllegalTransition):
            await world.decided(visit, verdict)
