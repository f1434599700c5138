"""What time alone brings about: an invitation that was never accepted, a sequence that nobody answered any more."""

from datetime import datetime
from uuid import UUID

from engine import progress
from models import Assignment, Fact, Unit

BATCH = 200


async def due(now: datetime) -> list[UUID]:
    """Assignments whose deadline has passed, oldest first, a batch at a time."""
    found = Assignment.filter(deadline_at__lte=now).order_by("deadline_at").limit(BATCH)
    return [row["id"] for row in await found.values("id")]


async def pass_by(unit: Unit, assignment_id: UUID) -> None:
    """Adds the fact that the deadline stood for, as of the deadline itself; nothing if it moved meanwhile."""
    assignment = await progress.locked(assignment_id)
    at = assignment.deadline_at
    if at is None or at > unit.now:
        return
    invited = assignment.invited_at is not None and assignment.accepted_at is None
    if not assignment.runs or (not invited and await progress.outstanding(assignment)):
        await assignment.changed(unit, deadline_at=None)
        return
    await assignment.changed(unit, deadline_at=None)
    fact = Fact.NOT_ACCEPTED if invited else Fact.COMPLETED
    await progress.learned(unit, assignment, fact, at, "window_passed" if invited else "sequence_ended")
