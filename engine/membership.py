"""Makes workspaces, members and tokens: who belongs here, before anything else can happen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import available_timezones

from auth.tokens import Minted
from models import ApiToken, EventKind, Member, NewEvent, PasswordLink, Role, Scope, Unit, User, Workspace
from models.email import is_email
from models.errors import Conflict, InvalidInput


@dataclass(frozen=True, slots=True)
class MemberDraft:
    email: str
    role: Role
    first_name: str = ""
    last_name: str = ""


async def create_workspace(unit: Unit, name: str, owner: str, timezone: str = "UTC") -> Member:
    """The owner's membership. Raises InvalidInput, and Conflict where the name is taken."""
    name = name.strip()
    if not 1 <= len(name) <= 200:
        raise InvalidInput("A workspace's name has 1 to 200 characters.", path=["name"])
    if timezone not in available_timezones():
        raise InvalidInput("This is no time zone's IANA name.", path=["timezone"])
    if await Workspace.exists(name=name):
        raise Conflict("There is a workspace of this name already.", path=["name"])
    workspace = await Workspace.create(name=name, timezone=timezone, created_at=unit.now)
    unit.record(NewEvent(EventKind.WORKSPACE_CREATED, workspace_id=workspace.id, subject_id=workspace.id))
    return await add_member(unit, workspace.id, MemberDraft(owner, Role.OWNER))


async def add_member(unit: Unit, workspace_id: UUID, draft: MemberDraft) -> Member:
    """A person who is known already keeps their name, and no link that was made for them: another workspace's admin may hold it. Raises
    InvalidInput, and Conflict where they belong here.
    """
    email = draft.email.strip().casefold()
    if not is_email(email):
        raise InvalidInput("This is no e-mail address.", path=["email"])
    for name, value in (("firstName", draft.first_name), ("lastName", draft.last_name)):
        if len(value.strip()) > 100:
            raise InvalidInput("A name has at most 100 characters.", path=[name])
    user = await _user(unit, email, draft)
    await PasswordLink.void(unit, user.id)
    member = await Member.get_or_none(workspace_id=workspace_id, user_id=user.id)
    if member is not None and member.removed_at is None:
        raise Conflict("This person is a member already.", path=["email"])
    if member is None:
        member = await Member.create(workspace_id=workspace_id, user=user, role=draft.role, created_at=unit.now)
    else:
        member.role, member.removed_at = draft.role, None
        await member.save(update_fields=["role", "removed_at"])
    unit.record(
        NewEvent(
            EventKind.MEMBER_ADDED,
            workspace_id=workspace_id,
            subject_id=member.id,
            member_id=member.id,
            data={"role": draft.role.value},
        )
    )
    return member


async def _user(unit: Unit, email: str, draft: MemberDraft) -> User:
    """Locked: of two who take in one person at once, the second finds them there."""
    new = User(
        email=email,
        created_at=unit.now,
        first_name=draft.first_name.strip(),
        last_name=draft.last_name.strip(),
    )
    await User.bulk_create([new], ignore_conflicts=True)
    return await User.select_for_update().get(email=email)


async def create_token(
    unit: Unit,
    member: Member,
    minted: Minted,
    scopes: Sequence[Scope] | None = None,
    name: str = "",
    expires_at: datetime | None = None,
) -> ApiToken:
    """Keeps the hash alone; `scopes` null (or none given) is whatever the member may."""
    token = await ApiToken.create(
        workspace_id=member.workspace_id,
        member=member,
        name=name.strip()[:100],
        prefix=minted.prefix,
        token_hash=minted.hash,
        scopes=sorted({scope.value for scope in scopes}) if scopes else None,
        expires_at=expires_at,
        created_at=unit.wall,
    )
    unit.record(
        NewEvent(
            EventKind.TOKEN_CREATED,
            workspace_id=member.workspace_id,
            subject_id=token.id,
            member_id=member.id,
            data={"scopes": token.scopes},
        )
    )
    return token
