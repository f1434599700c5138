"""Which sequences may have gone further after a backup than it knows: those are paused, for a person to look."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from models import Action, ActionState, Assignment, AssignmentStatus, EventKind, Step, Unit
from models.action import OUTSTANDING
from models.assignment import RUNNING_STATUSES

_OPEN = [ActionState.PLANNED, ActionState.PARKED, *sorted(OUTSTANDING)]
# A late acceptance or a reinstatement, of which the backup does not know, may have reopened what had ended.
_MAY_GO_ON = RUNNING_STATUSES | {AssignmentStatus.NOT_ACCEPTED, AssignmentStatus.BLACKLISTED}
_CHUNK = 500
_Steps = dict[tuple[UUID | None, int], Step]


async def pause(unit: Unit, since: datetime) -> int:
    """A step follows its predecessor's execution, or an acceptance, by its delay: what cannot have been due is left alone."""
    steps: _Steps = {(step.sequence_id, step.position): step for step in await Step.all()}
    launched = Assignment.filter(status__in=list(_MAY_GO_ON), launched_at__isnull=False)
    free = await launched.filter(paused_at=None, stopped_at=None).order_by("id")
    paused = 0
    for part in _parts(free):
        opened = Action.filter(assignment_id__in=[one.id for one in part], state__in=_OPEN)
        under_way = {action.assignment_id: action for action in await opened.order_by("created_at", "id")}
        for assignment in part:
            if _went_on(assignment, under_way.get(assignment.id), steps, since, unit.now):
                await _pause(unit, assignment)
                paused += 1
    return paused


def _went_on(assignment: Assignment, open_one: Action | None, steps: _Steps, since: datetime, now: datetime) -> bool:
    """Whether the step after what the backup knows may have been sent meanwhile."""
    if assignment.next_step is None:
        return False
    if open_one is None:
        following = steps.get((assignment.sequence_id, assignment.next_step))
        earliest = assignment.invited_at or assignment.launched_at or since
    elif open_one.state is ActionState.PLANNED and open_one.scheduled_for > now:
        return False
    else:
        following = steps.get((assignment.sequence_id, assignment.next_step + 1))
        earliest = open_one.sent_at or since
    return following is not None and earliest + following.delay <= now


async def _pause(unit: Unit, assignment: Assignment) -> None:
    """A person pauses only what runs; this holds what does not run yet, too, for when it is reopened."""
    await assignment.changed(unit, paused_at=unit.now)
    unit.record(assignment.event(EventKind.ASSIGNMENT_PAUSED, reason="restored"))


def _parts(found: list[Assignment]) -> Iterator[list[Assignment]]:
    return (found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK))
