"""Who asks for contacts."""

from typing import Any

import strawberry
from strawberry import UNSET

from resolvers import search
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing
from resolvers.pages import connection
from resolvers.permissions import reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.contact import Contact
from schema.types.filter import ContactFilter

Info = strawberry.Info[Context, None]
LISTING = Listing(
    "contact t",
    "t.first_name, t.last_name, t.linkedin_url, t.email, t.company, t.company_linkedin_url, t.company_website,"
    " t.title, t.location, t.custom_fields, t.tags, t.suppressed",
    lambda _, row: Contact.of(row),
    Order("created_at", "t.created_at", "time"),
)


async def contacts(
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
    filter: ContactFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
) -> Connection[Contact]:
    reader(info.context.viewer)
    asked: Asked = (first, after, last, before)
    return await connection(info.context, LISTING, asked, conditions=conditions(filter or None))


async def contact(info: Info, id: strawberry.ID) -> Contact | None:  # noqa: A002 - the argument's name in the API
    found: Contact | None = await info.context.loaders.contact.load(str(id))
    return found


def conditions(asked: ContactFilter | None) -> list[Condition]:
    if asked is None:
        return []
    found = search.words(asked.search or None, ["t.sort_name", "LOWER(t.email)", "LOWER(t.company)"])
    if isinstance(asked.tags, list):
        found.append(search.tagged(asked.tags))
    if isinstance(asked.suppressed, bool):
        found.append(Condition("t.suppressed = ?", (asked.suppressed,)))
    return found + _by_campaign(asked)


def _by_campaign(asked: ContactFilter) -> list[Condition]:
    """`unassigned` speaks of the campaign named, or of all."""
    campaign = search.ids("a.campaign_id", [asked.campaign_id], "campaignId") if asked.campaign_id else []
    if not campaign and not isinstance(asked.unassigned, bool):
        return []
    where = " AND ".join(["a.contact_id = t.id", *(one.text for one in campaign)])
    values: tuple[Any, ...] = tuple(value for one in campaign for value in one.values)
    without = "NOT " if asked.unassigned is True else ""
    return [Condition(f"{without}EXISTS (SELECT 1 FROM assignment a WHERE {where})", values)]  # noqa: S608 - the words are ours, values are bound
