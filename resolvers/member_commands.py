"""Who asks for people to be invited, given another role, removed, or helped with their password."""

from functools import partial
from typing import Any

import strawberry

from auth.tokens import Minted
from auth.viewer import Viewer
from engine import member as members
from engine.membership import MemberDraft
from engine.password import LINK_LASTS, link_address
from models import Unit
from resolvers.command import Answer, answered, as_id, seen
from schema.context import Context
from schema.types.member import ChangeMemberRoleInput, InviteMemberInput, MemberPayload, PasswordLinkPayload

Info = strawberry.Info[Context, None]


async def invite_member(info: Info, input: InviteMemberInput) -> PasswordLinkPayload:  # noqa: A002 - the API's name
    work = partial(_invite, info.context, input)
    return await answered(info.context, "inviteMember", work, _shown_with_link, PasswordLinkPayload)


async def change_member_role(info: Info, input: ChangeMemberRoleInput) -> MemberPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "changeMemberRole", partial(_change, input), _shown, MemberPayload)


async def remove_member(info: Info, id: strawberry.ID) -> MemberPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "removeMember", partial(_remove, id), _shown, MemberPayload)


async def reset_password(info: Info, member_id: strawberry.ID) -> PasswordLinkPayload:
    work = partial(_reset, info.context, member_id)
    return await answered(info.context, "resetPassword", work, _shown_with_link, PasswordLinkPayload)


async def _invite(context: Context, asked: InviteMemberInput, unit: Unit, viewer: Viewer) -> Answer:
    draft = MemberDraft(asked.email, asked.role, asked.first_name, asked.last_name)
    invited = await members.invite(unit, viewer.workspace_id, viewer.role, draft)
    return {"member_id": str(invited.member.id), **_linked(context, unit, invited.link)}


async def _change(asked: ChangeMemberRoleInput, unit: Unit, viewer: Viewer) -> Answer:
    member = await members.change_role(unit, viewer.workspace_id, viewer.role, as_id(asked.id), asked.role)
    return {"member_id": str(member.id)}


async def _remove(text: str, unit: Unit, viewer: Viewer) -> Answer:
    member = await members.remove(unit, viewer.workspace_id, viewer.role, as_id(text))
    return {"member_id": str(member.id)}


async def _reset(context: Context, text: str, unit: Unit, viewer: Viewer) -> Answer:
    member, link = await members.reset_password(unit, viewer.workspace_id, viewer.role, as_id(text, "memberId"))
    return {"member_id": str(member.id), **_linked(context, unit, link)}


def _linked(context: Context, unit: Unit, link: Minted | None) -> Answer:
    shown = link and link_address(context.public_url, link.text)
    return {"link": shown, "expires_at": unit.wall + LINK_LASTS} if shown else {}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    return {"member": await seen(context, "member", answer)}


async def _shown_with_link(context: Context, answer: Answer) -> dict[str, Any]:
    return await _shown(context, answer) | {name: answer.get(name) for name in ("link", "expires_at")}
