"""What is planned can be cancelled, with an event each; what may be at Dux-Soup cannot."""

import pytest

from engine.cancelling import cancel_planned
from models import Action, ActionState, Assignment, Event, EventKind, StepKind, Unit, Units
from tests import factories


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
