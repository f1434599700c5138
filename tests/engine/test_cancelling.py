"""What is planned can be cancelled, with an event each; what may be at Dux-Soup cannot."""

from collections.abc import Awaitable, Callable

import pytest

from engine.assignment import set_status, stop
from engine.campaign import change_state
from engine.cancelling import cancel_planned
from engine.launch import LaunchConflict
from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Campaign,
    CampaignState,
    Event,
    EventKind,
    StepKind,
    Unit,
    Units,
)
from tests import factories
from tests.engine.conftest import World

End = Callable[[World, Assignment], Awaitable[None]]


async def _action(state: ActionState) -> Action:
    campaign = await factories.campaign()
    sequence = await factories.sequence(campaign)
    assignment = await factories.assignment(campaign)
    step = await factories.step(sequence, kind=StepKind.MESSAGE, template="Hello")
    account = await factories.account(await campaign.workspace)
    return await factories.action(assignment, step, account, state=state)


async def test_a_planned_action_is_cancelled_with_its_event(units: Units) -> None:
    action = await _action(ActionState.PLANNED)

    async def work(unit: Unit) -> int:
        return await cancel_planned(unit, [action.assignment_id], "replied")

    assert await units.run(work) == 1
    await action.refresh_from_db()
    assert (action.state, action.outcome, action.finished_at) == (ActionState.CANCELLED, "replied", factories.START)
    event = await Event.get()
    assert (event.kind, event.action_id, event.assignment_id) == (
        EventKind.ACTION_CANCELLED,
        action.id,
        action.assignment_id,
    )
    assert event.data == {"state": "cancelled", "kind": "message", "outcome": "replied"}


@pytest.mark.parametrize("state", [state for state in ActionState if state is not ActionState.PLANNED])
async def test_only_what_is_planned_is_cancelled(units: Units, state: ActionState) -> None:
    action = await _action(state)

    async def work(unit: Unit) -> int:
        return await cancel_planned(unit, [action.assignment_id], "stopped")

    assert await units.run(work) == 0
    await action.refresh_from_db()
    assert action.state is state
    assert await Event.all().count() == 0


async def test_actions_of_other_assignments_stay(units: Units) -> None:
    kept = await _action(ActionState.PLANNED)
    other: Assignment = await factories.assignment()

    async def work(unit: Unit) -> int:
        return await cancel_planned(unit, [other.id], "stopped") + await cancel_planned(unit, [], "stopped")

    assert await units.run(work) == 0
    await kept.refresh_from_db()
    assert kept.state is ActionState.PLANNED


async def _stopped(world: World, assignment: Assignment) -> None:
    await world.ordered(stop, assignment, None)


async def _blacklisted(world: World, assignment: Assignment) -> None:
    async def work(unit: Unit, found: Assignment) -> None:
        await set_status(unit, factories.RING, found, AssignmentStatus.BLACKLISTED, "asked for")

    await world.ordered(work, assignment)


async def _archived(world: World, _: Assignment) -> None:
    async def work(unit: Unit) -> None:
        await change_state(unit, await Campaign.get(id=world.campaign.id), CampaignState.ARCHIVED)

    await world.units.run(work)


async def _taken_over(world: World, _: Assignment) -> None:
    other = await factories.campaign(world.workspace)
    await factories.sequence(other, StepKind.VISIT)
    await factories.assignment(other, world.contacts[0], member=world.member)
    await world.launch(campaign_id=other.id, conflict=LaunchConflict.TAKE_OVER, reason="asked for")


CALLED_OFF = [_stopped, _blacklisted, _archived, _taken_over]


@pytest.mark.parametrize("end", CALLED_OFF)
async def test_what_dux_soup_has_of_somebody_who_is_called_off_is_reported_once(world: World, end: End):
    assignment, visit = await world.at_step(StepKind.VISIT)
    await end(world, assignment)
    told = await Event.get(kind=EventKind.ACTION_NOT_RECALLED)
    assert (told.action_id, told.contact_id, told.data["state"]) == (visit.id, assignment.contact_id, "queued")


@pytest.mark.parametrize("end", CALLED_OFF)
async def test_of_what_never_left_nothing_is_reported(world: World, end: End):
    (assignment,) = await world.launched()
    await end(world, assignment)
    assert (await world.last(assignment)).state is ActionState.CANCELLED
    assert not await Event.exists(kind=EventKind.ACTION_NOT_RECALLED)
