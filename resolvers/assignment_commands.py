"""Who asks for an assignment to be held, let go or marked, and for an action to be settled."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import strawberry

from auth.viewer import Viewer
from engine import action as actions
from engine import assignment as assignments
from engine import progress
from engine.action import SENDS_AGAIN
from models import Action, Assignment, AssignmentStatus, Unit
from models.errors import NotFound
from resolvers.command import Answer, answered, as_id, seen, seen_version
from resolvers.permissions import check_admin, check_own
from resolvers.remote_queue import check_gone
from schema.context import Context
from schema.types.action import ActionPayload
from schema.types.action_verdict import ResolveActionInput
from schema.types.assignment import AssignmentPayload, ChangeAssignmentInput, SetStatusInput

Info = strawberry.Info[Context, None]
Change = Callable[[Unit, Assignment, str | None], Awaitable[object]]


async def pause_assignment(info: Info, input: ChangeAssignmentInput) -> AssignmentPayload:  # noqa: A002 - the API's name
    work = partial(_change, assignments.pause, input)
    return await answered(info.context, "pauseAssignment", work, _shown, AssignmentPayload)


async def resume_assignment(info: Info, input: ChangeAssignmentInput) -> AssignmentPayload:  # noqa: A002 - the API's name
    work = partial(_change, assignments.resume, input)
    return await answered(info.context, "resumeAssignment", work, _shown, AssignmentPayload)


async def stop_assignment(info: Info, input: ChangeAssignmentInput) -> AssignmentPayload:  # noqa: A002 - the API's name
    work = partial(_change, assignments.stop, input)
    return await answered(info.context, "stopAssignment", work, _shown, AssignmentPayload)


async def set_assignment_status(info: Info, input: SetStatusInput) -> AssignmentPayload:  # noqa: A002 - the API's name
    work = partial(_set_status, info.context, input)
    return await answered(info.context, "setAssignmentStatus", work, _shown, AssignmentPayload)


async def resolve_action(info: Info, input: ResolveActionInput) -> ActionPayload:  # noqa: A002 - the API's name
    broken = await check_gone(info.context, input.id) if input.as_ in SENDS_AGAIN else None
    work = partial(_resolve, input, broken)
    return await answered(info.context, "resolveAction", work, _shown_action, ActionPayload)


async def _change(change: Change, asked: ChangeAssignmentInput, unit: Unit, viewer: Viewer) -> Answer:
    assignment = await _own(viewer, asked.id, seen_version(asked.expected_version))
    await change(unit, assignment, asked.reason or None)
    return {"assignment_id": str(assignment.id)}


async def _set_status(context: Context, asked: SetStatusInput, unit: Unit, viewer: Viewer) -> Answer:
    if asked.to is AssignmentStatus.PENDING:
        check_admin(viewer)
    assignment = await _own(viewer, asked.id, seen_version(asked.expected_version))
    await assignments.set_status(unit, context.ring, assignment, asked.to, asked.reason or None)
    return {"assignment_id": str(assignment.id)}


async def _resolve(asked: ResolveActionInput, broken: Exception | None, unit: Unit, viewer: Viewer) -> Answer:
    found = await Action.own(viewer.workspace_id, as_id(asked.id))
    if found is None:
        raise NotFound(asked.id)
    assignment, action = await progress.pair(found.id)
    check_own(viewer, assignment.member_id, asked.id)
    if broken is not None:
        raise broken
    await actions.resolve(unit, assignment, action, asked.as_)
    return {"action_id": str(action.id)}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    return {"assignment": await seen(context, "assignment", answer)}


async def _shown_action(context: Context, answer: Answer) -> dict[str, Any]:
    return {"action": await seen(context, "action", answer)}


async def _own(viewer: Viewer, text: str, expected: int | None) -> Assignment:
    assignment = await Assignment.locked(viewer.workspace_id, as_id(text))
    if assignment is None:
        raise NotFound(text)
    check_own(viewer, assignment.member_id, text)
    assignment.check_version(expected)
    return assignment
