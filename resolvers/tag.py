"""Who asks for the tags of the workspace."""

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import UNSET
from tortoise import connections

from models import sql
from resolvers.listing import read
from resolvers.permissions import reader
from resolvers.words import folded
from schema.context import Context
from schema.cost import MAX_PAGE
from schema.types.tag import TagCount, TagCounts

Info = strawberry.Info[Context, None]


async def tags(
    info: Info, search: Annotated[str | None, strawberry.argument(description="Words that stand in the tag.")] = UNSET
) -> TagCounts:
    """Those searched for are compared here, because only Python folds every script."""
    viewer, asked = reader(info.context.viewer), folded(search or None)
    found = await read(*_counting(viewer.workspace_id, limited=not asked))
    if asked:
        found = [row for row in found if all(word in row["tag"].casefold() for word in asked)]
    total = len(found) if asked else found[0]["total"] if found else 0
    shown = [TagCount(tag=row["tag"], contacts=row["contacts"]) for row in found[:MAX_PAGE]]
    return TagCounts(tags=shown, total=total)


def _counting(workspace_id: UUID, *, limited: bool) -> tuple[str, list[object]]:
    lite = sql.dialect(connections.get("default")) == "sqlite"
    source = "json_each(t.tags) AS tag" if lite else "jsonb_array_elements_text(t.tags) AS tag(value)"
    statement = (
        "SELECT tag.value AS tag, COUNT(*) AS contacts, COUNT(*) OVER () AS total"  # noqa: S608 - the words are ours, values are bound
        f" FROM contact t, {source} WHERE t.workspace_id = ? GROUP BY tag.value ORDER BY COUNT(*) DESC, tag.value"
    )
    return (f"{statement} LIMIT ?", [workspace_id, MAX_PAGE]) if limited else (statement, [workspace_id])
