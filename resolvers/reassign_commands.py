"""Who asks for assignments to be handed to another member, or back to nobody."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

import strawberry

from auth.viewer import Viewer
from engine import reassigning
from models import Assignment, Member, Unit
from models.errors import NotFound
from resolvers.assignment import NAMED, conditions
from resolvers.command import Answer, answered, as_id, may_read
from resolvers.matching import matching, named, seen_count
from resolvers.permissions import check_own
from schema.context import Context
from schema.cost import MAX_PAGE
from schema.types.assignment import AssignmentsPayload, ReassignInput, UnassignInput

Info = strawberry.Info[Context, None]


async def reassign(info: Info, input: ReassignInput) -> AssignmentsPayload:  # noqa: A002 - the API's name
    work = partial(_reassign, info.context, input)
    return await answered(info.context, "reassign", work, _shown, AssignmentsPayload)


async def unassign(info: Info, input: UnassignInput) -> AssignmentsPayload:  # noqa: A002 - the API's name
    work = partial(_unassign, info.context, input)
    return await answered(info.context, "unassign", work, _shown, AssignmentsPayload)


async def _reassign(context: Context, asked: ReassignInput, unit: Unit, viewer: Viewer) -> Answer:
    [member] = await reassigning.workers(viewer.workspace_id, [as_id(asked.member_id, "memberId")], ["memberId"])
    return await _hand(unit, await _chosen(context, asked, viewer), member)


async def _unassign(context: Context, asked: UnassignInput, unit: Unit, viewer: Viewer) -> Answer:
    """A member gives back what is theirs, an admin anything."""
    chosen = await _chosen(context, asked, viewer)
    for assignment in chosen:
        check_own(viewer, assignment.member_id, assignment.id, ("assignmentIds",))
    return await _hand(unit, chosen, None)


async def _hand(unit: Unit, chosen: Sequence[Assignment], member: Member | None) -> Answer:
    moved = await reassigning.reassign(unit, chosen, member)
    return {"assignment_ids": [str(one) for one in moved[:MAX_PAGE]], "total": len(moved)}


async def _chosen(context: Context, asked: ReassignInput | UnassignInput, viewer: Viewer) -> list[Assignment]:
    ids = named(asked.assignment_ids, "assignmentIds", asked.filter)
    if ids is not None:
        return await _all_of(viewer, ids)
    wanted = await conditions(context, asked.filter or None)
    matched = await matching(NAMED, viewer.workspace_id, wanted, seen_count(asked.expected_count))
    return await Assignment.all_locked(viewer.workspace_id, matched)


async def _all_of(viewer: Viewer, ids: Sequence[UUID]) -> list[Assignment]:
    found = await Assignment.all_locked(viewer.workspace_id, ids)
    missing = set(ids) - {assignment.id for assignment in found}
    for one in ids:
        if one in missing:
            raise NotFound(one, path=["assignmentIds"])
    return found


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    ids = answer["assignment_ids"] if may_read(context) else []
    return {"assignments": await context.loaders.assignment.load_many(ids), "total": answer["total"]}
