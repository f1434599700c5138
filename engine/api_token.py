"""Makes and revokes API tokens: never one that may more, or lasts longer, than who asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from auth.tokens import Minted, mint
from auth.viewer import Viewer
from engine.membership import create_token
from models import ApiToken, Member, Role, Scope, Unit
from models.errors import Forbidden, InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class TokenDraft:
    """`scopes` null: whatever the member may."""

    name: str
    scopes: Sequence[Scope] | None = None
    expires_at: datetime | None = None


async def create(unit: Unit, viewer: Viewer, member: Member, draft: TokenDraft) -> tuple[ApiToken, Minted]:
    if not 1 <= len(draft.name.strip()) <= 100:
        raise InvalidInput("A token's name has 1 to 100 characters.", path=["name"])
    if draft.expires_at is not None and draft.expires_at <= unit.wall:
        raise InvalidInput("This moment has passed.", path=["expiresAt"])
    if member.role is Role.OWNER and viewer.role is not Role.OWNER:
        raise Forbidden("An owner's tokens are made by owners.", path=["memberId"])
    _check_scopes(viewer, draft.scopes)
    await _check_time(viewer, draft.expires_at)
    minted = mint()
    token = await create_token(unit, member, minted, draft.scopes, draft.name, draft.expires_at)
    return token, minted


async def revoke(unit: Unit, workspace_id: UUID, token_id: UUID) -> ApiToken:
    """Doing it twice does it once. Raises NotFound."""
    token = await ApiToken.own(workspace_id, token_id)
    if token is None:
        raise NotFound(token_id)
    await token.revoke(unit)
    return token


def _check_scopes(viewer: Viewer, scopes: Sequence[Scope] | None) -> None:
    if scopes is not None and not scopes:
        raise InvalidInput("Name at least one scope, or none at all for whatever the member may.", path=["scopes"])
    if viewer.scopes is not None and not set(scopes or Scope) <= viewer.scopes:
        raise InvalidInput("A token makes none that may more than itself.", path=["scopes"])


async def _check_time(viewer: Viewer, expires_at: datetime | None) -> None:
    asking = await ApiToken.get(id=viewer.token_id) if viewer.token_id else None
    until = asking.expires_at if asking else None
    if until is not None and (expires_at is None or expires_at > until):
        raise InvalidInput("A token makes none that outlives it.", path=["expiresAt"])
