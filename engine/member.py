"""Who belongs to a workspace, and as what: inviting, changing a role, removing; owners are the owners' matter, and one always stays."""

from dataclasses import dataclass
from uuid import UUID

from auth.tokens import Minted
from engine import password as passwords
from engine.membership import MemberDraft, add_member
from models import ApiToken, Member, PasswordLink, Role, Session, Unit, User
from models.errors import Forbidden, IllegalTransition, NotFound

_ANOTHERS_TOO = "This person belongs, or belonged, to another workspace too: whoever runs the installation {}."


@dataclass(frozen=True, slots=True)
class Invited:
    """`link` is null for who can sign in already."""

    member: Member
    link: Minted | None


async def invite(unit: Unit, workspace_id: UUID, by: Role, draft: MemberDraft) -> Invited:
    """Raises InvalidInput, Conflict for who is a member, Forbidden for an owner whom no owner invites, and for who is or was in another
    workspace: its admins were given the link that set the password, so that they may be the ones who come in with it.
    """
    _check_rank(by, draft.role, "role")
    member = await add_member(unit, workspace_id, draft)
    user = await User.get(id=member.user_id)
    if await Member.elsewhere(user.id, workspace_id):
        raise Forbidden(_ANOTHERS_TOO.format("adds them"), path=["email"])
    return Invited(member, await passwords.make_link(unit, member) if user.password_hash is None else None)


async def change_role(unit: Unit, workspace_id: UUID, by: Role, member_id: UUID, role: Role) -> Member:
    member = await _locked(unit, workspace_id, member_id)
    _check_rank(by, member.role, "id")
    _check_rank(by, role, "role")
    if role is not Role.OWNER:
        await _check_not_last(unit, member)
    elif member.role is not Role.OWNER:
        # An admin may have made them, and would be an owner by them.
        await _void_ways_in(unit, member)
    await member.change_role(unit, role)
    return member


async def remove(unit: Unit, workspace_id: UUID, by: Role, member_id: UUID) -> Member:
    """Their assignments stay with them until somebody takes them over; their ways into this workspace end."""
    member = await _locked(unit, workspace_id, member_id)
    _check_rank(by, member.role, "id")
    await _check_not_last(unit, member)
    await member.remove(unit)
    await _void_ways_in(unit, member)
    await Session.end_all(unit, member.user_id, "member_removed", workspace_id=workspace_id)
    return member


async def reset_password(unit: Unit, workspace_id: UUID, by: Role, member_id: UUID) -> tuple[Member, Minted]:
    """Whoever is or was in another workspace would be open to this one's admins there: for them it is made on the command line."""
    member = await _locked(unit, workspace_id, member_id, "memberId")
    _check_rank(by, member.role, "memberId")
    await User.locked(unit, member.user_id)  # so that nobody takes them in elsewhere meanwhile
    if await Member.elsewhere(member.user_id, workspace_id):
        raise Forbidden(_ANOTHERS_TOO.format("makes the link"), path=["memberId"])
    return member, await passwords.make_link(unit, member)


def _check_rank(by: Role, role: Role, name: str) -> None:
    if role is Role.OWNER and by is not Role.OWNER:
        raise Forbidden("Owners are invited, changed and removed by owners.", path=[name])


async def _locked(unit: Unit, workspace_id: UUID, member_id: UUID, name: str = "id") -> Member:
    """Owners first and all of them, so that of two who demote each other one comes second."""
    owners = await Member.locked_owners(unit, workspace_id)
    found = [one for one in owners if one.id == member_id] or await Member.locked(unit, workspace_id, member_id)
    if not found:
        raise NotFound(member_id, path=[name])
    return found[0]


async def _void_ways_in(unit: Unit, member: Member) -> None:
    for token in await ApiToken.of_member(unit, member.id):
        await token.revoke(unit)
    await PasswordLink.void(unit, member.user_id, member.workspace_id)


async def _check_not_last(unit: Unit, member: Member) -> None:
    if member.role is Role.OWNER and len(await Member.locked_owners(unit, member.workspace_id)) == 1:
        raise IllegalTransition(Role.OWNER.value, (), "A workspace keeps at least one owner.", path=["id"])
