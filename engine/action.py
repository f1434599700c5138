"""A person's word on an action that nobody else can settle: parked or failed."""

from datetime import datetime
from enum import StrEnum

from engine import progress
from engine.follow_up import SKIPPED
from engine.reconcile import LONGEST_EXECUTION
from models import Action, ActionState, Assignment, LearnedBy, Step, StepKind, Unit
from models.errors import Conflict, IllegalTransition
from models.lifecycle import change


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

# After these it may leave once more, so the remote queue must not hold it any longer.
SENDS_AGAIN = frozenset({_V.RETRY, _V.WAS_NOT_SENT})


async def resolve(unit: Unit, assignment: Assignment, action: Action, verdict: ActionVerdict) -> None:
    """Both rows are locked. Raises IllegalTransition where the verdict does not fit the state.

    RETRY plans the step anew, in a new generation. That the remote queue holds it no longer is for the caller to look at first,
    outside the transaction, with a verdict of SENDS_AGAIN; and Conflict is raised for one while a try may still be under way.
    """
    step = await Step.get(id=action.step_id)
    allowed = await _allowed(assignment, action, step)
    if verdict not in allowed:
        raise IllegalTransition(action.state.value.upper(), sorted(one.value.upper() for one in allowed), path=["as"])
    if verdict in SENDS_AGAIN:
        _check_idle(action, unit.now)
    match verdict:
        case ActionVerdict.WAS_SENT:
            await _was_sent(unit, assignment, action)
        case ActionVerdict.WAS_NOT_SENT:
            await _plan_again(unit, assignment, action)
        case ActionVerdict.RETRY:
            await _retry(unit, assignment)
        case ActionVerdict.SKIP:
            await _skip(unit, assignment, action, step)
        case ActionVerdict.STOP:
            await _stop(unit, assignment, action)


async def _allowed(assignment: Assignment, action: Action, step: Step) -> frozenset[ActionVerdict]:
    """What ended undone is a person's matter only as the last try of the step that the assignment stands at.

    A cancelled action only where it had left: what we took back before that is planned again without asking.
    """
    if action.state is ActionState.CANCELLED and action.sent_at is None:
        return frozenset()
    if action.state in _UNDONE and (assignment.next_step != step.position or await _tried_again(action)):
        return frozenset()
    return VERDICTS.get(action.state, frozenset())


def _check_idle(action: Action, now: datetime) -> None:
    """What Dux-Soup is carrying out is in no queue, so after any word of it the longest execution has to pass."""
    until = action.last_word_at + LONGEST_EXECUTION if action.last_word_at is not None else now
    if until > now:
        text = f"Dux-Soup spoke of it lately and may still be at it: say so again after {until:%Y-%m-%d %H:%M:%S} UTC."
        raise Conflict(text, path=["as"])


async def _tried_again(action: Action) -> bool:
    return await action.repeats().exists()


async def _was_sent(unit: Unit, assignment: Assignment, action: Action) -> None:
    at, by = action.sent_at or unit.now, LearnedBy.PERSON
    await progress.executed(unit, assignment, action, at, "was_sent", learned_by=by, unconfirmed=True)


async def _plan_again(unit: Unit, assignment: Assignment, action: Action) -> None:
    await progress.returned(unit, assignment, action, "was_not_sent")


async def _retry(unit: Unit, assignment: Assignment) -> None:
    await progress.advance(unit, assignment, {"blocker": None, "blocker_note": None}, again=True)


async def _skip(unit: Unit, assignment: Assignment, action: Action, step: Step) -> None:
    """Counts as execution, from now; skipping an invitation lets its acceptance window run all the same."""
    told = {"outcome": SKIPPED} if action.state is ActionState.CANCELLED else {}
    await change(action, {"state": action.state}, finished_at=unit.now, **told)
    values: dict[str, object] = {"blocker": None, "blocker_note": None, "next_step": step.position + 1}
    if action.kind is StepKind.CONNECT:
        values["invited_at"] = unit.now
    await progress.advance(unit, assignment, values)


async def _stop(unit: Unit, assignment: Assignment, action: Action) -> None:
    """The question stays open: who resumes is asked again whether it was sent, or what to do instead."""
    if action.state is ActionState.PARKED:
        await action.move(unit, ActionState.CANCELLED, finished_at=unit.now, outcome="stopped")
    await assignment.changed(unit, blocker=None, blocker_note=None)
    if assignment.runs:
        await progress.stopped(unit, assignment, "stopped at a failed step")


_UNDONE = frozenset({ActionState.FAILED, ActionState.REJECTED, ActionState.CANCELLED})
