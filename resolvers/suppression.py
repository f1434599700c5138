"""Who asks for the do-not-contact list."""

import strawberry
from strawberry import UNSET

from resolvers.keyset import Asked, Order
from resolvers.listing import Listing, Row
from resolvers.pages import connection
from resolvers.permissions import reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.suppression import Suppression

Info = strawberry.Info[Context, None]
ERASED = "erased"


def _of(context: Context, row: Row) -> Suppression:
    if row["sealed_label"] is None:
        return Suppression.of(row, ERASED)
    place = {"table": "suppression", "column": "sealed_label"}
    label = context.ring.open(
        row["sealed_label"], **place, workspace_id=str(row["workspace_id"]), row_id=str(row["id"])
    )
    return Suppression.of(row, label)


LISTING = Listing(
    "suppression t",
    "t.workspace_id, t.scope, t.sealed_label, t.reason, t.created_at",
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
