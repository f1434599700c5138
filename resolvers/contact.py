"""Who asks for contacts."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import strawberry
from strawberry import UNSET

from models.errors import InvalidInput
from models.identity import canonical
from resolvers import contact_search, search
from resolvers.keyset import Asked, Order
from resolvers.listing import Condition, Listing, marks, read
from resolvers.pages import connection
from resolvers.permissions import known, reader
from schema.context import Context
from schema.cost import MAX_PAGE
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.contact import Contact
from schema.types.filter import ContactFilter

Info = strawberry.Info[Context, None]
LISTING = Listing(
    "contact t",
    "t.first_name, t.last_name, t.linkedin_url, t.email, t.company, t.company_linkedin_url, t.company_website,"
    " t.title, t.location, t.custom_fields, t.tags, t.suppressed, t.erased_at, t.merged_into_id, t.created_at, t.updated_at",
    lambda _, row: Contact.of(row),
    Order("created_at", "t.created_at", "time"),
)

_SLUG = "REPLACE(LOWER(t.linkedin_url), 'https://www.linkedin.com/in/', '')"
_WORDS = ["t.sort_name", "t.folded_email", "t.folded_company", _SLUG]
_NOT_ERASED = Condition("t.erased_at IS NULL")


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
    wanted = conditions(filter or None, known(info.context.viewer).workspace_id)
    return await connection(info.context, LISTING, asked, conditions=wanted)


async def contact(info: Info, id: strawberry.ID) -> Contact | None:  # noqa: A002 - the argument's name in the API
    found: Contact | None = await info.context.loaders.contact.load(str(id))
    return found


def conditions(asked: ContactFilter | None, workspace_id: UUID | None = None) -> list[Condition]:
    """With the workspace a LinkedIn URL is looked up once, by index; without it once for each row."""
    if asked is None:
        return [_NOT_ERASED]
    found = [Condition("t.erased_at IS NOT NULL") if asked.erased is True else _NOT_ERASED]
    found += _searched(asked.search or None, workspace_id)
    if isinstance(asked.tags, list):
        found.append(contact_search.tagged(asked.tags))
    if asked.custom_fields:
        found += contact_search.fields("t.custom_fields", asked.custom_fields, "customFields")
    if isinstance(asked.suppressed, bool):
        found.append(Condition("t.suppressed = ?", (asked.suppressed,)))
    found += search.present("t.tied_group", asked.possible_duplicate)
    return [*found, *search.present("t.linkedin_url", asked.has_linkedin_url), *_by_campaign(asked)]


async def load_duplicates(context: Context, keys: list[str]) -> list[list[Contact]]:
    """Of each contact those that one receipt took for the same person."""
    rows = await read(
        "SELECT * FROM (SELECT o.id AS of_id, t.id, ROW_NUMBER() OVER (PARTITION BY o.id ORDER BY t.id) AS place,"  # noqa: S608 - names are ours, values are bound
        f" {LISTING.columns} FROM contact o"
        " JOIN contact t ON t.tied_group = o.tied_group AND t.workspace_id = o.workspace_id AND t.id <> o.id"
        f" WHERE o.workspace_id = ? AND o.id IN {marks(keys)}) AS tied WHERE place <= ? ORDER BY id",
        [reader(context.viewer).workspace_id, *map(UUID, keys), MAX_PAGE],
    )
    by_contact: dict[str, list[Contact]] = defaultdict(list)
    for row in rows:
        by_contact[str(row["of_id"])].append(Contact.of(row))
    return [by_contact[key] for key in keys]


def _searched(text: str | None, workspace_id: UUID | None) -> list[Condition]:
    """A LinkedIn URL finds whoever is known by it, in whatever form it was written."""
    if text is None or "linkedin.com/" not in text.lower():
        return search.words(text, _WORDS)
    try:
        name = canonical(text).identity
    except InvalidInput:
        return [search.NOTHING]
    place, values = ("?", [workspace_id]) if workspace_id else ("t.workspace_id", [])
    known_as = (
        f"SELECT i.contact_id FROM contact_identity i WHERE i.workspace_id = {place} AND i.kind = ? AND i.value = ?"  # noqa: S608 - the words are ours, values are bound
    )
    return [Condition(f"t.id IN ({known_as})", (*values, *name))]


def _by_campaign(asked: ContactFilter) -> list[Condition]:
    """`unassigned` speaks of the campaign named, or of all."""
    campaign = search.ids("a.campaign_id", [asked.campaign_id], "campaignId") if asked.campaign_id else []
    if not campaign and not isinstance(asked.unassigned, bool):
        return []
    where = " AND ".join(["a.contact_id = t.id", *(one.text for one in campaign)])
    values: tuple[Any, ...] = tuple(value for one in campaign for value in one.values)
    without = "NOT " if asked.unassigned is True else ""
    return [Condition(f"{without}EXISTS (SELECT 1 FROM assignment a WHERE {where})", values)]  # noqa: S608 - the words are ours, values are bound
