"""Who asks for the log."""

import strawberry
from strawberry import UNSET

from events import log
from models.event import ACCESS_KINDS
from resolvers import search
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing
from resolvers.pages import connection
from resolvers.permissions import administers, known, reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types import event
from schema.types.connection import Connection
from schema.types.event import Event
from schema.types.filter import EventFilter

Info = strawberry.Info[Context, None]
LISTING = Listing(
    "event t JOIN workspace w ON w.id = t.workspace_id",
    "t.workspace_id, t.position, t.kind, t.occurred_at, t.actor_id, t.subject_id, t.campaign_id, t.assignment_id,"
    " t.action_id, t.data, w.epoch",
    lambda _, row: event.of(row, row["epoch"]),
    Order("position", "t.position", "int"),
)


async def events(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
    filter: EventFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
) -> Connection[Event]:
    """After a restore the positions begin again further back, so a cursor is of its epoch."""
    home = reader(info.context.viewer).workspace_id
    asked: Asked = (first, after, last, before)
    shown = [*_conditions(filter or None), *visible(info.context)]
    order = LISTING.order.of((await log.heads([home]))[home].epoch)
    return await connection(info.context, LISTING, asked, conditions=shown, order=order)


def visible(context: Context) -> list[Condition]:
    """What is about access is for admins."""
    hidden = sorted(ACCESS_KINDS)
    if administers(known(context.viewer)):
        return []
    return [Condition(f"t.kind NOT IN ({', '.join('?' for _ in hidden)})", tuple(hidden))]


def _conditions(asked: EventFilter | None) -> list[Condition]:
    if asked is None:
        return []
    found = search.ids("t.campaign_id", asked.campaign_ids, "campaignIds")
    found += search.ids("t.assignment_id", asked.assignment_ids, "assignmentIds")
    found += search.ids("t.member_id", asked.member_ids, "memberIds")
    if isinstance(asked.kinds, list):
        found.append(search.values("t.kind", asked.kinds, "kinds"))
    if isinstance(asked.to_statuses, list):
        found.append(search.values("t.data ->> 'to'", asked.to_statuses, "toStatuses"))
    return found
