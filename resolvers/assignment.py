"""Who asks for assignments: of the workspace, a campaign, a member, a contact."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from models.ids import parse_id
from resolvers import search
from resolvers.blocker import blocked_by
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing, read
from resolvers.pages import connection
from resolvers.permissions import known, reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.assignment import Assignment, AssignmentBy, AssignmentPair
from schema.types.connection import Connection
from schema.types.filter import AssignmentFilter, AssignmentOrder, AssignmentOrderField, SortDirection

Info = strawberry.Info[Context, None]
# The contact is joined for search and order by name only where one of them is asked for.
_COLUMNS = (
    "t.status, t.paused_at, t.next_at, t.version, t.updated_at, t.contact_id, t.campaign_id, t.member_id,"
    " (SELECT s.id FROM step s WHERE s.sequence_id = t.sequence_id AND s.position = t.next_step) AS step_id"
)
_NEWEST = Order("updated_at", "t.updated_at", "time", descending=True)
LISTING = Listing("assignment t", _COLUMNS, lambda _, row: Assignment.of(row), _NEWEST)
NAMED = Listing(
    "assignment t JOIN contact c ON c.id = t.contact_id", _COLUMNS, lambda _, row: Assignment.of(row), _NEWEST
)


async def assignments(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
    filter: AssignmentFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
    order_by: AssignmentOrder | None = UNSET,
) -> Connection[Assignment]:
    reader(info.context.viewer)
    return await listed(info.context, (first, after, last, before), filter or None, order_by or None)


async def assignment(
    info: Info, by: Annotated[AssignmentBy, strawberry.argument(description="By its id, or by campaign and contact.")]
) -> Assignment | None:
    found: Assignment | None = await info.context.loaders.assignment.load(
        str(by.id) if by.id else await _of_pair(by.pair)
    )
    return found


async def listed(
    context: Context,
    asked: Asked,
    narrowed: AssignmentFilter | None = None,
    ordered: AssignmentOrder | None = None,
    parent: tuple[str, str] | None = None,
) -> Connection[Any]:
    by_name = ordered is not None and ordered.field is AssignmentOrderField.CONTACT_NAME
    listing = NAMED if by_name or (narrowed and narrowed.search) else LISTING
    order = _order(ordered) if ordered else _NEWEST
    narrowing = await conditions(context, narrowed)
    return await connection(context, listing, asked, conditions=narrowing, parent=parent, order=order)


async def conditions(context: Context, asked: AssignmentFilter | None) -> list[Condition]:
    if asked is None:
        return []
    found = search.words(asked.search or None, ["c.sort_name", "c.folded_email", "c.folded_company"])
    found += search.ids("t.campaign_id", asked.campaign_ids, "campaignIds")
    found += search.ids("t.member_id", asked.member_ids, "memberIds")
    if isinstance(asked.statuses, list):
        found.append(search.values("t.status", asked.statuses, "statuses"))
    if isinstance(asked.unassigned, bool):
        found.append(_unworked(context, yes=asked.unassigned))
    if asked.updated_after:
        found.append(Condition("t.updated_at > ?", (asked.updated_after,)))
    if isinstance(asked.blocked_by, list):
        found.append(await blocked_by(context, asked.blocked_by))
    return found


def _unworked(context: Context, *, yes: bool) -> Condition:
    """Whoever was removed works nothing any more."""
    removed = "(SELECT m.id FROM member m WHERE m.workspace_id = ? AND m.removed_at IS NOT NULL)"
    return Condition(
        f"{'' if yes else 'NOT '}(t.member_id IS NULL OR t.member_id IN {removed})",
        (known(context.viewer).workspace_id,),
    )


def _order(asked: AssignmentOrder) -> Order:
    falling = asked.direction is SortDirection.DESC
    match asked.field:
        case AssignmentOrderField.CONTACT_NAME:
            return Order("contact_name", "c.sort_name", "text", falling)
        case AssignmentOrderField.NEXT_ACTION_AT:
            return Order("next_action_at", "t.next_at", "time", falling, nullable=True)
        case AssignmentOrderField.UPDATED_AT:
            return Order("updated_at", "t.updated_at", "time", falling)


async def _of_pair(pair: AssignmentPair | None) -> str:
    """The id that stands for the pair, or what is no id at all; whose it is, is looked at when it is loaded."""
    place = [one for text in ([pair.campaign_id, pair.contact_id] if pair else []) if (one := parse_id(text))]
    if len(place) != 2:
        return _NOTHING
    found = await read("SELECT id FROM assignment WHERE campaign_id = ? AND contact_id = ?", place)
    return str(found[0]["id"]) if found else _NOTHING


_NOTHING = ""
