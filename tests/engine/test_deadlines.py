"""What time alone brings about."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engine import deadlines
from engine.assignment import pause, stop
from models import Action, ActionState, Assignment, AssignmentStatus, Campaign, Event, EventKind, StepKind
from tests import factories
from tests.engine.conftest import World

S = AssignmentStatus


async def _invited(world: World) -> tuple[Assignment, Action]:
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    return await world.again(assignment), await Action.get(id=connect.id)


async def test_not_accepted_when_the_acceptance_window_has_passed_and_not_before(world: World):
    assignment, connect = await _invited(world)
    assert connect.executed_at is not None
    end = connect.executed_at + timedelta(days=21)
    world.clock.set(end - timedelta(seconds=1))
    await world.passed_by()
    assert (await world.again(assignment)).status is S.ACTIVE
    world.clock.move(days=3)
    await world.passed_by()
    now = await world.again(assignment)
    assert (now.status, now.not_accepted_at, now.deadline_at, now.running_contact_id) == (
        S.NOT_ACCEPTED,
        end,
        None,
        None,
    )


async def test_the_campaign_says_how_long_the_windows_are(world: World):
    await Campaign.all().update(acceptance_window_days=2)
    assignment, _ = await _invited(world)
    world.clock.move(days=2)
    await world.passed_by()
    assert (await world.again(assignment)).status is S.NOT_ACCEPTED


@pytest.mark.parametrize(("resumes", "next_step"), [(True, 3), (False, None)])
async def test_a_late_acceptance_reopens_it_and_goes_on_if_the_campaign_says_so(
    world: World, resumes: bool, next_step: int | None
):
    await Campaign.all().update(resume_on_late_acceptance=resumes)
    assignment, connect = await _invited(world)
    world.clock.move(days=25)
    await world.passed_by()
    await world.accepted(connect)
    now = await world.again(assignment)
    assert (now.status, now.next_step, now.running_contact_id) == (S.ACCEPTED, next_step, now.contact_id)
    assert now.next_at == (world.clock.now() + timedelta(days=3) if resumes else None)
    if not resumes:
        assert now.deadline_at == world.clock.now()
        await world.passed_by()
        assert (await world.again(assignment)).completed_at == now.accepted_at


async def test_an_acceptance_from_within_the_window_is_not_late_however_late_it_is_told(world: World):
    await Campaign.all().update(resume_on_late_acceptance=False)
    assignment, connect = await _invited(world)
    world.clock.move(days=1)
    tags = [f"🦆-{connect.id}-accepted"]
    body = world.envelope("visit", "update", {"id": "id.700000001", "Degree": "2", "My Tags": tags})
    world.clock.move(days=25)
    await world.passed_by()
    assert (await world.again(assignment)).status is S.NOT_ACCEPTED
    await world.receive(body)
    assert (await world.again(assignment)).next_step == 3


async def _written(world: World) -> tuple[Assignment, Action]:
    assignment, message = await world.at_step(StepKind.MESSAGE)
    await world.carried_out(message)
    return await world.again(assignment), await Action.get(id=message.id)


async def test_completed_when_the_reply_window_after_the_last_step_has_passed(world: World):
    assignment, message = await _written(world)
    assert message.executed_at is not None
    assert assignment.deadline_at == message.executed_at + timedelta(days=3)
    world.clock.move(days=4)
    await world.passed_by()
    now = await world.again(assignment)
    assert (now.status, now.completed_at) == (S.COMPLETED, assignment.deadline_at)
    await world.passed_by()
    assert await Event.filter(kind=EventKind.STATUS_CHANGED).count() == 3


async def test_a_reply_starts_the_window_anew(world: World):
    assignment, _ = await _written(world)
    for _ in range(2):
        world.clock.move(days=2)
        await world.letter(f"on day {world.clock.now()}")
        assert (await world.again(assignment)).deadline_at == world.clock.now() + timedelta(days=3)


async def test_a_reply_after_completion_is_recorded_and_the_status_stays(world: World):
    assignment, _ = await _written(world)
    world.clock.move(days=4)
    await world.passed_by()
    await world.letter()
    now = await world.again(assignment)
    assert (now.status, now.responded_at) == (S.COMPLETED, world.clock.now())
    assert await Event.filter(kind=EventKind.MESSAGE_RECORDED).count() == 1


async def test_an_undecided_invitation_keeps_it_from_being_completed(world: World):
    await _only_invite(world)
    assignment, _ = await _invited(world)
    assert assignment.invited_at is not None
    assert (assignment.next_step, assignment.deadline_at) == (None, assignment.invited_at + timedelta(days=21))


async def _only_invite(world: World) -> None:
    await factories.sequence(world.campaign, StepKind.VISIT, StepKind.CONNECT, number=2)


async def test_an_outstanding_action_keeps_it_from_being_completed(world: World):
    assignment, message = await world.at_step(StepKind.MESSAGE)
    await world.letter()
    assert (await world.again(assignment)).deadline_at == world.clock.now() + timedelta(days=3)
    world.clock.move(days=4)
    await world.passed_by()
    assert (await world.again(assignment)).status is S.RESPONDED
    await world.carried_out(message)
    await world.passed_by()
    assert (await world.again(assignment)).status is S.RESPONDED
    world.clock.move(days=3)
    await world.passed_by()
    assert (await world.again(assignment)).status is S.COMPLETED


async def test_a_sequence_that_addresses_nobody_is_completed_at_its_last_execution(world: World):
    await factories.sequence(world.campaign, StepKind.VISIT, number=2)
    assignment, visit = await world.at_step(StepKind.VISIT)
    await world.carried_out(visit)
    await world.passed_by()
    now = await world.again(assignment)
    assert (now.status, now.completed_at) == (S.COMPLETED, now.executed_at)


async def test_nothing_passes_by_what_was_stopped_and_windows_run_on_while_it_is_paused(world: World):
    assignment, _ = await _invited(world)
    await world.ordered(pause, assignment, None)
    world.clock.move(days=22)
    await world.passed_by()
    assert (await world.again(assignment)).status is S.NOT_ACCEPTED
    (other,) = await world.launched()
    await Assignment.filter(id=other.id).update(invited_at=world.clock.now())
    await world.ordered(stop, other, None)
    world.clock.move(days=22)
    await world.passed_by()
    assert (await world.again(other)).status is S.ACTIVE


async def test_not_accepted_cancels_what_is_planned_and_a_late_acceptance_plans_it_again(world: World):
    steps: list[Any] = [StepKind.VISIT, StepKind.CONNECT, {"kind": StepKind.FOLLOW, "delay_days": 30}]
    await factories.sequence(world.campaign, *steps, number=2)
    assignment, connect = await _invited(world)
    world.clock.move(days=22)
    await world.passed_by()
    assert (await world.last(assignment)).state is ActionState.CANCELLED
    await world.accepted(connect)
    again = await world.last(assignment)
    assert (again.kind, again.state, again.generation) == (StepKind.FOLLOW, ActionState.PLANNED, 2)


@pytest.mark.parametrize("meanwhile", [timedelta(days=1), None], ids=["moved", "gone"])
async def test_a_deadline_that_changed_after_it_was_listed_brings_about_nothing(
    world: World, meanwhile: timedelta | None
):
    assignment, _ = await _invited(world)
    world.clock.move(days=22)
    (listed,) = await deadlines.due(world.clock.now())
    now_at = None if meanwhile is None else world.clock.now() + meanwhile
    await Assignment.all().update(deadline_at=now_at)
    await world.units.run(partial(deadlines.pass_by, assignment_id=listed))
    now = await world.again(assignment)
    assert (now.status, now.deadline_at) == (S.ACTIVE, now_at)
