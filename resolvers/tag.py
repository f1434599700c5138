"""Who asks for the tags of the workspace."""

from uuid import UUID

import strawberry
from strawberry import UNSET
from tortoise import connections

from models import sql
from resolvers.listing import read
from resolvers.permissions import reader
from resolvers.search import words
from schema.context import Context
from schema.types.tag import TagCount, TagCounts

Info = strawberry.Info[Context, None]
MAX_TAGS = 100


async def tags(info: Info, search: str | None = UNSET) -> TagCounts:
    viewer = reader(info.context.viewer)
    found = await read(*_counting(viewer.workspace_id, search or None))
    total = found[0]["total"] if found else 0
    return TagCounts(tags=[TagCount(tag=row["tag"], contacts=row["contacts"]) for row in found], total=total)


def _counting(workspace_id: UUID, text: str | None) -> tuple[str, list[object]]:
    narrowed = words(text, ["LOWER(tag.value)"])
    where = "".join(f" AND {one.text}" for one in narrowed)
    lite = sql.dialect(connections.get("default")) == "sqlite"
    source = "json_each(t.tags) AS tag" if lite else "jsonb_array_elements_text(t.tags) AS tag(value)"
    statement = (
        "SELECT tag.value AS tag, COUNT(*) AS contacts, COUNT(*) OVER () AS total"  # noqa: S608 - the words are ours, values are bound
        f" FROM contact t, {source} WHERE t.workspace_id = ?{where} GROUP BY tag.value"
        " ORDER BY COUNT(*) DESC, tag.value LIMIT ?"
    )
    return statement, [workspace_id, *(value for one in narrowed for value in one.values), MAX_TAGS]
