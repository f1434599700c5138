"""Turns what a client asks of a list into a connection; lists of many parents are read together."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from resolvers.keyset import Asked, Order, cursor, window
from resolvers.listing import NO_WINDOW, Asking, Condition, Listing, Slice, count, page
from resolvers.permissions import known, reader
from schema.context import Context
from schema.scalars import Cursor
from schema.types.connection import Connection, Edge, PageInfo

Found = TypeVar("Found")
Key = tuple[Asking, str]


async def connection(
    context: Context,
    listing: Listing,
    asked: Asked,
    *,
    conditions: Sequence[Condition] = (),
    parent: tuple[str, str] | None = None,
    order: Order | None = None,
) -> Connection[Any]:
    """`parent` is a column and the id it must hold. Raises InvalidInput for a page that cannot be."""
    order, home = (order or listing.order).of(listing.table), known(context.viewer).workspace_id
    column, owner = parent or (None, "")
    asking = Asking(listing, order, tuple(conditions), window(asked, order, home), column)
    found: Slice = await context.loaders.pages.load((asking, owner))
    nodes = [listing.of(context, row) for row in found.rows]
    cursors = [Cursor(cursor(order, row, home)) for row in found.rows]
    return Connection(
        edges=[Edge(cursor=at, node=node) for at, node in zip(cursors, nodes, strict=True)],
        nodes=nodes,
        page_info=_page_info(asking, found, cursors),
        counted=partial(_counted, context, (replace(asking, window=NO_WINDOW), owner)),
    )


async def load_pages(context: Context, keys: list[Key]) -> list[Slice]:
    return await _together(context, keys, page)


async def load_counts(context: Context, keys: list[Key]) -> list[int]:
    return [found or 0 for found in await _together(context, keys, count)]


async def _together(
    context: Context, keys: list[Key], read: Callable[[Asking, UUID, list[UUID]], Awaitable[dict[str, Found]]]
) -> list[Any]:
    """One statement for each question, however many parents ask it."""
    viewer = reader(context.viewer)
    owners: dict[Asking, list[str]] = defaultdict(list)
    for asking, owner in keys:
        owners[asking].append(owner)
    answers = {
        asking: await read(asking, viewer.workspace_id, [UUID(owner) for owner in asked if owner])
        for asking, asked in owners.items()
    }
    return [answers[asking].get(owner) for asking, owner in keys]


def _page_info(asking: Asking, found: Slice, cursors: list[Cursor]) -> PageInfo:
    backward, placed = asking.window.backward, asking.window.place is not None
    return PageInfo(
        has_next_page=placed if backward else found.more,
        has_previous_page=found.more if backward else placed,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


async def _counted(context: Context, key: Key) -> int:
    total: int = await context.loaders.counts.load(key)
    return total
