"""Who is asking: a member of exactly one workspace, by a token or in person."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.exceptions import OperationalError
from tortoise.expressions import Q

from auth.tokens import hashed, is_api_token
from models import ApiToken, Member, Role, Scope

_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Viewer:
    """`scopes` null: whatever the role may; `token_id` null: a person, not a program."""

    user_id: UUID
    member_id: UUID
    workspace_id: UUID
    role: Role
    scopes: frozenset[Scope] | None = None
    token_id: UUID | None = None

    def may(self, scope: Scope) -> bool:
        """Whether the token lets it through; what the role allows is asked apart. No scope contains another."""
        return self.scopes is None or scope in self.scopes


async def viewer_of(token_text: str, wall: datetime) -> Viewer | None:
    """None for a token that is unknown, revoked or past its time, and for one whose member was removed: all alike."""
    if not is_api_token(token_text):
        return None
    return await _token_viewer(Q(token_hash=hashed(token_text)), wall)


async def ran_out(token_text: str, wall: datetime) -> bool:
    """Whether it was good until its time ran out, so that a new one is worth coming back with."""
    found = ApiToken.standing(Q(token_hash=hashed(token_text), expires_at__lte=wall))
    return is_api_token(token_text) and await found.exists()


async def recheck(viewer: Viewer, wall: datetime) -> bool:
    """Whether the very same access still holds, for connections that stay open long after they were let in."""
    if viewer.token_id is not None:
        return await _token_viewer(Q(id=viewer.token_id), wall) == viewer
    return await Member.present(viewer.workspace_id).filter(id=viewer.member_id, role=viewer.role).exists()


async def used(viewer: Viewer, wall: datetime) -> None:
    """Remembers when its token was last used, to the minute, so that reading does not mean writing."""
    stale = Q(last_used_at=None) | Q(last_used_at__lt=wall - _USED_EVERY)
    with suppress(OperationalError):  # a full disk, or one that cannot be written, keeps nobody from reading
        await ApiToken.filter(stale, id=viewer.token_id).update(last_used_at=wall)


async def _token_viewer(which: Q, wall: datetime) -> Viewer | None:
    lasting = Q(expires_at=None) | Q(expires_at__gt=wall)
    row = await ApiToken.standing(which & lasting).select_related("member").first()
    return _viewer(row) if row else None


def _viewer(token: ApiToken) -> Viewer:
    member = token.member
    scopes = None if token.scopes is None else frozenset(Scope(scope) for scope in token.scopes)
    return Viewer(member.user_id, member.id, member.workspace_id, member.role, scopes, token.id)
