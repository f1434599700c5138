"""After a restore a sequence is paused where its next step may have gone out since, and only there."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engine.assignment import resume, set_status
from engine.idle import Idle
from engine.restored_sequences import pause
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Campaign,
    Event,
    EventKind,
    Step,
    StepKind,
    Unit,
    Units,
)
from tests import factories
from tests.engine.conftest import World
from tests.factories import START
from tests.settable_clock import SettableClock

DAY = timedelta(days=1)


async def _running(**values: Any) -> Assignment:
    """At the connect of a sequence whose message comes three days later."""
    campaign = await factories.campaign()
    message = {"kind": StepKind.MESSAGE, "template": "Hello", "delay_days": 3}
    sequence = await factories.sequence(campaign, StepKind.CONNECT, message)
    given: dict[str, Any] = {
        "status": AssignmentStatus.ACTIVE,
        "launched_at": START,
        "sequence": sequence,
        "next_step": 1,
    }
    return await factories.assignment(campaign, **(given | values))


async def _action(of: Assignment, **values: Any) -> Action:
    campaign = await Campaign.get(id=of.campaign_id)
    account = await factories.account(await campaign.workspace)
    return await factories.action(of, await Step.get(sequence_id=of.sequence_id, position=1), account, **values)


async def _set(unit: Unit, assignment: Assignment, to: AssignmentStatus) -> None:
    await set_status(unit, factories.RING, assignment, to, "asked us to")


async def _paused(units: Units, assignment: Assignment) -> bool:
    count = await units.run(partial(pause, since=START))
    held = (await Assignment.get(id=assignment.id)).paused_at is not None
    assert count == held
    return held


@pytest.mark.parametrize(("days", "held"), [(2.9, False), (3, True)])
async def test_what_waits_for_an_acceptance_may_have_gone_on_its_delay_after_the_invitation(
    units: Units, clock: SettableClock, days: float, held: bool
) -> None:
    assignment = await _running(next_step=2, invited_at=START + DAY)
    clock.move(days=1 + days)
    assert await _paused(units, assignment) is held


@pytest.mark.parametrize(("days", "held"), [(2.9, False), (3, True)])
async def test_what_was_at_dux_soup_may_have_gone_on_the_next_delay_after_its_sending(
    units: Units, clock: SettableClock, days: float, held: bool
) -> None:
    assignment = await _running()
    await _action(assignment, state=ActionState.QUEUED, sent_at=START + DAY)
    clock.move(days=1 + days)
    assert await _paused(units, assignment) is held


@pytest.mark.parametrize(("minutes", "held"), [(1, False), (0, True)])
async def test_what_was_planned_for_later_than_now_has_not_gone(
    units: Units, clock: SettableClock, minutes: float, held: bool
) -> None:
    assignment = await _running()
    clock.move(days=4)
    await _action(assignment, scheduled_for=clock.now() + timedelta(minutes=minutes))
    assert await _paused(units, assignment) is held


async def test_where_no_step_is_left_none_can_have_gone(units: Units, clock: SettableClock) -> None:
    assignment = await _running(status=AssignmentStatus.RESPONDED, next_step=None)
    await _action(assignment, state=ActionState.QUEUED, sent_at=START)
    clock.move(days=30)
    assert not await _paused(units, assignment)


async def test_where_a_late_acceptance_may_have_reopened_it_another_sends_nothing_before_a_person_looked(
    world: World,
) -> None:
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    world.clock.move(days=22)
    await world.passed_by()
    assert (await world.again(assignment)).status is AssignmentStatus.NOT_ACCEPTED
    world.clock.move(days=4)
    assert await _paused(world.units, assignment)
    assert (await Event.get(kind=EventKind.ASSIGNMENT_PAUSED)).data["reason"] == "restored"
    await world.accepted(connect)
    world.clock.move(days=3, hours=1)
    assert isinstance(await world.turn(), Idle)
    await world.ordered(resume, assignment, None)
    assert await world.turn() is None


async def test_who_was_reinstated_since_and_is_again_is_sent_nothing_before_a_person_looked(world: World) -> None:
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    await world.accepted(connect)
    await world.ordered(_set, assignment, AssignmentStatus.BLACKLISTED)
    world.clock.move(days=30)
    assert await _paused(world.units, assignment)
    await world.ordered(_set, assignment, AssignmentStatus.PENDING)
    assert (await world.again(assignment)).runs
    world.clock.move(days=4)
    assert isinstance(await world.turn(), Idle)
    await world.ordered(resume, assignment, None)
    assert await world.turn() is None


async def test_what_a_person_has_stopped_is_not_paused_too(units: Units, clock: SettableClock) -> None:
    assignment = await _running(status=AssignmentStatus.NOT_ACCEPTED, next_step=2, stopped_at=START)
    clock.move(days=30)
    assert not await _paused(units, assignment)
