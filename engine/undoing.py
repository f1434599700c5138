"""Takes back an execution that nobody had confirmed: Dux-Soup says late that it failed."""

from engine import progress
from models import Action, Assignment, Step, StepKind, Unit
from models.step import HOLDING_KINDS


async def undone(unit: Unit, assignment: Assignment, action: Action, outcome: str) -> None:
    """Both rows are locked, and the action counts as executed. Where nothing has left since, the assignment goes back to this step
    and asks a person; a visit and the like stays passed over.
    """
    if action.kind in HOLDING_KINDS and not await _went_on(assignment, action):
        assignment_values: dict[str, object] = {"next_step": (await Step.get(id=action.step_id)).position}
        if action.kind is StepKind.CONNECT:
            assignment_values["invited_at"] = None
        await assignment.changed(unit, **assignment_values)
    await progress.failed(unit, assignment, action, outcome)


async def _went_on(assignment: Assignment, action: Action) -> bool:
    """Something later has left, or the person has accepted what is said to have failed."""
    if action.kind is StepKind.CONNECT and assignment.accepted_at is not None:
        return True
    later = Action.filter(assignment_id=assignment.id, sent_at__gt=action.sent_at or action.created_at)
    return await later.exclude(id=action.id).exists()
