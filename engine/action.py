"""A person's word on an action that nobody else can settle: parked or failed."""

from enum import StrEnum

from engine import progress
from models import Action, ActionState, Assignment, Step, StepKind, Unit
from models.errors import IllegalTransition


class ActionVerdict(StrEnum):
    WAS_SENT = "was_sent"
    WAS_NOT_SENT = "was_not_sent"
    RETRY = "retry"
    SKIP = "skip"
    STOP = "stop"


_S, _V = ActionState, ActionVerdict
VERDICTS: dict[ActionState, frozenset[ActionVerdict]] = {
    _S.PARKED: frozenset({_V.WAS_SENT, _V.WAS_NOT_SENT, _V.STOP}),
    _S.FAILED: frozenset({_V.RETRY, _V.SKIP, _V.STOP}),
    _S.REJECTED: frozenset({_V.RETRY, _V.SKIP, _V.STOP}),
    _S.CANCELLED: frozenset({_V.RETRY, _V.SKIP, _V.STOP}),
}


async def resolve(unit: Unit, assignment: Assignment, action: Action, verdict: ActionVerdict) -> None:
    """Both rows are locked. Raises IllegalTransition where the verdict does not fit the state.

    RETRY plans the step anew, in a new generation; that the remote queue no longer holds the old one is for the caller to
    look at first, outside the transaction.
    """
    allowed = _allowed(assignment, action)
    if verdict not in allowed:
        raise IllegalTransition(action.state.value.upper(), sorted(one.value.upper() for one in allowed), path=["as"])
    match verdict:
        case ActionVerdict.WAS_SENT:
            await progress.executed(unit, assignment, action, action.sent_at or unit.now, "was_sent", unconfirmed=True)
        case ActionVerdict.WAS_NOT_SENT:
            await _plan_again(unit, assignment, action)
        case ActionVerdict.RETRY:
            await _retry(unit, assignment)
        case ActionVerdict.SKIP:
            await _skip(unit, assignment, action)
        case ActionVerdict.STOP:
            await _stop(unit, assignment, action)


def _allowed(assignment: Assignment, action: Action) -> frozenset[ActionVerdict]:
    """A cancelled action is a person's matter only where it was cancelled at Dux-Soup and holds the assignment."""
    if action.state is ActionState.CANCELLED and assignment.blocker != "failed":
        return frozenset()
    return VERDICTS.get(action.state, frozenset())


async def _plan_again(unit: Unit, assignment: Assignment, action: Action) -> None:
    await action.move(
        unit, ActionState.PLANNED, outcome="was_not_sent", sent_at=None, sent_wall=None, scheduled_for=unit.now
    )
    await assignment.changed(unit, blocker=None, blocker_note=None, next_at=unit.now)


async def _retry(unit: Unit, assignment: Assignment) -> None:
    await progress.advance(unit, assignment, {"blocker": None, "blocker_note": None}, again=True)


async def _skip(unit: Unit, assignment: Assignment, action: Action) -> None:
    """Skipping an invitation lets its acceptance window run all the same."""
    values: dict[str, object] = {"blocker": None, "blocker_note": None}
    if action.kind is StepKind.CONNECT:
        values["invited_at"] = unit.now
    step = await Step.get(id=action.step_id)
    if assignment.next_step == step.position:
        values["next_step"] = step.position + 1
    await progress.advance(unit, assignment, values, since=unit.now)


async def _stop(unit: Unit, assignment: Assignment, action: Action) -> None:
    if action.state is ActionState.PARKED:
        await action.move(unit, ActionState.CANCELLED, finished_at=unit.now, outcome="stopped")
    await assignment.changed(unit, blocker=None, blocker_note=None)
    if assignment.runs:
        await assignment.stop(unit, "stopped at a failed step")
