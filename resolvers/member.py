"""Who asks for members, and how much room each has left."""

from collections.abc import Sequence

import strawberry
from strawberry import UNSET

from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing
from resolvers.pages import connection
from resolvers.permissions import reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.member import Member

Info = strawberry.Info[Context, None]
LISTING = Listing(
    "member t",
    "t.role, t.user_id, t.absent_until",
    lambda _, row: Member.of(row),
    Order("created_at", "t.created_at", "time"),
)
_PRESENT: Sequence[Condition] = (Condition("t.removed_at IS NULL"),)


async def members(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
) -> Connection[Member]:
    reader(info.context.viewer)
    asked: Asked = (first, after, last, before)
    return await connection(info.context, LISTING, asked, conditions=_PRESENT)
