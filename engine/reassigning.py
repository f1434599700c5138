"""Hands assignments to another member, or back to nobody; never to another account, which keeps whom it has touched."""

from collections.abc import Sequence
from uuid import UUID

from models import Assignment, EventKind, Member, Role, Unit, sql
from models.errors import InvalidInput, NotFound

Share = tuple[Assignment, UUID | None]


async def workers(workspace_id: UUID, member_ids: Sequence[UUID], path: Sequence[str]) -> list[Member]:
    """Members who may be given work, in the order given; raises NotFound or InvalidInput that names the field."""
    wanted = list(dict.fromkeys(member_ids))
    found = {one.id: one for one in await Member.present(workspace_id).filter(id__in=wanted)} if wanted else {}
    for member_id in wanted:
        if member_id not in found:
            raise NotFound(member_id, path=path)
        if not found[member_id].role.at_least(Role.MEMBER):
            raise InvalidInput("A viewer works no assignments.", path=path)
    return [found[member_id] for member_id in wanted]


async def unworked(assignments: Sequence[Assignment]) -> set[UUID]:
    """Those that nobody works: without a member, or with one who was removed. Asked once they are locked."""
    theirs = list({one.member_id for one in assignments if one.member_id is not None})
    gone = await Member.filter(id__in=theirs, removed_at__isnull=False).values_list("id", flat=True) if theirs else []
    return {one.id for one in assignments if one.member_id is None or one.member_id in gone}


async def reassign(unit: Unit, assignments: Sequence[Assignment], member: Member | None) -> list[UUID]:
    """Those whose member it was not already; without one they wait (`not_assigned`) until somebody gets them."""
    to = member.id if member else None
    moved = [assignment for assignment in assignments if assignment.member_id != to]
    await hand_over(unit, [(assignment, to) for assignment in moved])
    return [assignment.id for assignment in moved]


async def hand_over(unit: Unit, shares: Sequence[Share]) -> None:
    """The assignments are locked already, so their versions cannot have moved meanwhile."""
    statement = "UPDATE assignment SET member_id = $1, version = version + 1, updated_at = $2 WHERE id = $3"
    await sql.update(unit.connection, statement, [(who, unit.now, assignment.id) for assignment, who in shares])
    for assignment, who in shares:
        before, assignment.member_id = assignment.member_id, who
        told = {"from": before and str(before), "member": who and str(who)}
        unit.record(assignment.event(EventKind.ASSIGNMENT_REASSIGNED, **told))
