"""Finds the noun behind an id in one statement, then the thing itself."""

import asyncio
from typing import Any
from uuid import UUID

import strawberry

from models.errors import InvalidInput
from models.ids import parse_id
from resolvers.listing import marks, read
from resolvers.permissions import reader
from schema.context import Context
from schema.types.node import Node

Info = strawberry.Info[Context, None]
MAX_IDS = 100
# The loader that knows each noun, the table it stands in, and the column of its id.
_NOUNS = (
    ("assignment", "assignment", "id"),
    ("contact", "contact", "id"),
    ("action", "action", "id"),
    ("campaign", "campaigns_new", "campaign_id"),
    ("account", "duxsoup_user", "id"),
    ("member", "member", "id"),
    ("message", "message", "id"),
    ("step", "step", "id"),
    ("event", "event", "id"),
    ("suppression", "suppression", "id"),
    ("import_batch", "import_batch", "id"),
)


async def node(info: Info, id: strawberry.ID) -> Node | None:  # noqa: A002 - the argument's name in the API
    return (await _found(info.context, [id]))[0]


async def nodes(info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
    if len(ids) > MAX_IDS:
        raise InvalidInput(f"At most {MAX_IDS} ids at a time.", path=["ids"])
    return await _found(info.context, ids)


async def _found(context: Context, texts: list[strawberry.ID]) -> list[Node | None]:
    viewer = reader(context.viewer)
    ids = {text: one for text in texts if (one := parse_id(text)) is not None}
    nouns = await _nouns(viewer.workspace_id, sorted(set(ids.values()))) if ids else {}
    return list(await asyncio.gather(*(_one(context, nouns, ids.get(text)) for text in texts)))


async def _one(context: Context, nouns: dict[str, str], wanted: UUID | None) -> Any:
    noun = nouns.get(str(wanted))
    return None if noun is None else await getattr(context.loaders, noun).load(str(wanted))


async def _nouns(workspace_id: UUID, ids: list[UUID]) -> dict[str, str]:
    parts = [
        f"SELECT '{noun}' AS noun, {key} AS id FROM {table} WHERE workspace_id = ? AND {key} IN {marks(ids)}"  # noqa: S608 - names are ours, values are bound
        for noun, table, key in _NOUNS
    ]
    own = f"SELECT 'workspace' AS noun, id FROM workspace WHERE id = ? AND id IN {marks(ids)}"  # noqa: S608 - as above
    users = f"SELECT 'user' AS noun, user_id AS id FROM member WHERE workspace_id = ? AND user_id IN {marks(ids)}"  # noqa: S608 - as above
    rows = await read(" UNION ALL ".join([*parts, own, users]), [workspace_id, *ids] * (len(_NOUNS) + 2))
    return {str(row["id"]): row["noun"] for row in rows}
