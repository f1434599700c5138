"""Who asks for the do-not-contact list."""

import strawberry
from strawberry import UNSET

from engine.suppression_entry import ERASED, opened
from models import sql
from resolvers.keyset import Asked, Order
from resolvers.listing import Listing, Row
from resolvers.pages import connection
from resolvers.permissions import reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.suppression import Suppression

Info = strawberry.Info[Context, None]


def _of(context: Context, row: Row) -> Suppression:
    label = opened(context.ring, sql.as_id(row["workspace_id"]), sql.as_id(row["id"]), row["sealed_label"])
    return Suppression.of(row, label or ERASED)


LISTING = Listing(
    "suppression t",
    "t.workspace_id, t.scope, t.sealed_label, t.reason, t.created_at, t.contact_id",
    _of,
    Order("created_at", "t.created_at", "time"),
)


async def suppressions(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
) -> Connection[Suppression]:
    reader(info.context.viewer)
    asked: Asked = (first, after, last, before)
    return await connection(info.context, LISTING, asked)
