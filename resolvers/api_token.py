"""Who asks for tokens: admins; and whose one is, to see it and to take it back."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import strawberry
from strawberry import UNSET

from auth.viewer import Viewer
from engine import api_token
from engine.api_token import TokenDraft
from models import Member, Unit
from models.errors import NotFound
from resolvers.command import Answer, answered, as_id, may_read
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing, by_ids
from resolvers.pages import connection
from resolvers.permissions import administers, check_own, known, reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.api_token import ApiToken, ApiTokenPayload, CreateTokenInput
from schema.types.connection import Connection

Info = strawberry.Info[Context, None]
LISTING = Listing(
    "api_token t",
    "t.name, t.prefix, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at, t.member_id",
    lambda _, row: ApiToken.of(row),
    Order("created_at", "t.created_at", "time", descending=True),
)


async def tokens(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
) -> Connection[ApiToken]:
    viewer = reader(info.context.viewer)
    own: Sequence[Condition] = () if administers(viewer) else (Condition("t.member_id = ?", (viewer.member_id,)),)
    asked: Asked = (first, after, last, before)
    return await connection(info.context, LISTING, asked, conditions=own)


async def create_token(info: Info, input: CreateTokenInput) -> ApiTokenPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "createToken", partial(_create, input), _shown, ApiTokenPayload)


async def revoke_token(info: Info, id: strawberry.ID) -> ApiTokenPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "revokeToken", partial(_revoke, id), _shown, ApiTokenPayload)


async def _create(asked: CreateTokenInput, unit: Unit, viewer: Viewer) -> Answer:
    member_id = as_id(asked.member_id, "memberId") if asked.member_id else viewer.member_id
    found = await Member.locked(unit, viewer.workspace_id, member_id)
    if not found:
        raise NotFound(member_id, path=["memberId"])
    scopes = asked.scopes if isinstance(asked.scopes, list) else None
    token, minted = await api_token.create(
        unit, viewer, found[0], TokenDraft(asked.name, scopes, asked.expires_at or None)
    )
    return {"token_id": token.id, "text": minted.text}


async def _revoke(text: str, unit: Unit, viewer: Viewer) -> Answer:
    token = await api_token.revoke(unit, viewer.workspace_id, as_id(text))
    check_own(viewer, token.member_id, text)
    return {"token_id": token.id}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    shown = None
    if may_read(context):
        rows = await by_ids(LISTING, known(context.viewer).workspace_id, [answer["token_id"]])
        shown = LISTING.of(context, rows[str(answer["token_id"])])
    return {"token": shown, "text": answer.get("text")}
