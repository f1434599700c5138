"""Who says that a member is away, or back again."""

from functools import partial
from typing import Any

import strawberry

from auth.viewer import Viewer
from models import Member, Unit
from models.errors import NotFound
from resolvers.command import Answer, answered, as_id, seen
from resolvers.permissions import check_own
from schema.context import Context
from schema.types.member import MemberPayload, SetAbsenceInput

Info = strawberry.Info[Context, None]


async def set_absence(info: Info, input: SetAbsenceInput) -> MemberPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "setAbsence", partial(_set, input), _shown, MemberPayload)


async def _set(asked: SetAbsenceInput, unit: Unit, viewer: Viewer) -> Answer:
    found = await Member.locked(unit, viewer.workspace_id, as_id(asked.member_id, "memberId"))
    if not found:
        raise NotFound(asked.member_id, path=["memberId"])
    [member] = found
    check_own(viewer, member.id, asked.member_id, ("memberId",))
    await member.set_absence(unit, asked.until or None)
    return {"member_id": str(member.id)}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    return {"member": await seen(context, "member", answer)}
