"""Who is asking: a member of exactly one workspace, by a token or in person."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.exceptions import OperationalError
from tortoise.expressions import Q

from auth.sessions import is_for_browser
from auth.tokens import hashed, is_api_token
from models import ApiToken, Member, Role, Scope, Session, SocketTicket
from models.api_token import Grant
from models.session import Standing

_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Viewer:
    """`scopes` null: whatever the role may; `token_id` null: a person, not a program, by the session of `session_id`. `used_at`: when
    either was used before, and no part of who it is.
    """

    user_id: UUID
    member_id: UUID
    workspace_id: UUID
    role: Role
    scopes: frozenset[Scope] | None = None
    token_id: UUID | None = None
    session_id: UUID | None = None
    used_at: datetime | None = field(default=None, compare=False)

    @property
    def came_by(self) -> UUID:
        """The token or the session; a person who came by neither is that member."""
        return self.token_id or self.session_id or self.member_id

    def may(self, scope: Scope) -> bool:
        """Whether the token lets it through; what the role allows is asked apart. No scope contains another."""
        return self.scopes is None or scope in self.scopes


async def viewer_of(token_text: str, wall: datetime) -> Viewer | None:
    """None for a token that is unknown, revoked or past its time, and for one whose member was removed: all alike."""
    if not is_api_token(token_text):
        return None
    return _by_token(await ApiToken.known_by(hashed(token_text), wall))


async def session_viewer(cookie_text: str, wall: datetime) -> Viewer | None:
    """None for a session that is unknown, over, or unused for too long, and for one whose member was removed: all alike."""
    if not is_for_browser(cookie_text):
        return None
    return _in_person(await Session.known_by(hashed(cookie_text), wall))


async def ticket_viewer(ticket_text: str, wall: datetime) -> Viewer | None:
    """The ticket is used up by it."""
    ticket = await SocketTicket.of(hashed(ticket_text)) if is_for_browser(ticket_text) else None
    if ticket is None or not await ticket.take(wall):
        return None
    return _in_person(await Session.standing(ticket.session_id, wall))


async def ran_out(token_text: str, wall: datetime) -> bool:
    """Whether it was good until its time ran out, so that a new one is worth coming back with."""
    found = ApiToken.standing(Q(token_hash=hashed(token_text), expires_at__lte=wall))
    return is_api_token(token_text) and await found.exists()


async def lapsed(viewer: Viewer, wall: datetime) -> bool:
    """Whether nothing but time ended the session it stands on."""
    return viewer.session_id is not None and await Session.lapsed(viewer.session_id, wall)


async def altered(viewer: Viewer, wall: datetime) -> bool:
    """Whether its token or session still works, though not as it did: with another role."""
    if viewer.session_id is not None:
        return await Session.standing(viewer.session_id, wall) is not None
    return viewer.token_id is not None and await ApiToken.grants([viewer.token_id], wall) != []


async def spent(ticket_text: str, wall: datetime) -> bool:
    """Whether another ticket would do: it was used or has run out, and its session still holds."""
    ticket = await SocketTicket.of(hashed(ticket_text)) if is_for_browser(ticket_text) else None
    return ticket is not None and await Session.standing(ticket.session_id, wall) is not None


async def holding(viewers: Collection[Viewer], wall: datetime) -> set[Viewer]:
    """Those whose very same access still holds, for connections that stay open long after they were let in: two statements,
    however many there are.
    """
    tokens = {viewer.token_id for viewer in viewers if viewer.token_id is not None}
    sessions = {viewer.session_id for viewer in viewers if viewer.session_id is not None}
    members = {viewer.member_id for viewer in viewers if viewer.token_id is None and viewer.session_id is None}
    found = {
        *map(_by_token, await ApiToken.grants(tokens, wall) if tokens else ()),
        *map(_in_person, await Session.standings(sessions, wall) if sessions else ()),
        *(await _members(members) if members else ()),
    }
    return found.intersection(viewers)


async def used(viewer: Viewer, wall: datetime, idle: timedelta | None = None) -> None:
    """Remembers when its token or session was last used, to the minute, so that reading does not mean writing; unused for `idle`, a
    session is over. Without that a session's time is left as it was.
    """
    if viewer.used_at is not None and wall - viewer.used_at < _USED_EVERY:
        return
    with suppress(OperationalError):  # a full disk, or one that cannot be written, keeps nobody from reading
        if viewer.session_id is not None and idle is not None:
            await Session.seen(viewer.session_id, wall, wall - _USED_EVERY, wall + idle)
        if viewer.token_id is not None:
            stale = Q(last_used_at=None) | Q(last_used_at__lt=wall - _USED_EVERY)
            await ApiToken.filter(stale, id=viewer.token_id).update(last_used_at=wall)


async def _members(ids: Collection[UUID]) -> list[Viewer]:
    """Who asks for themselves, by neither a token nor a session."""
    found = await Member.filter(id__in=ids, removed_at=None)
    return [Viewer(row.user_id, row.id, row.workspace_id, row.role) for row in found]


def _in_person(standing: Standing | None) -> Viewer | None:
    if standing is None:
        return None
    member = (standing.user_id, standing.member_id, standing.workspace_id, standing.role)
    return Viewer(*member, session_id=standing.id, used_at=standing.seen_at)


def _by_token(grant: Grant | None) -> Viewer | None:
    if grant is None:
        return None
    member = (grant.user_id, grant.member_id, grant.workspace_id, grant.role)
    return Viewer(*member, grant.scopes, token_id=grant.token_id, used_at=grant.used_at)
