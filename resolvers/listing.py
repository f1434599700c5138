"""Reads lists and single rows of one noun, always inside one workspace: by page, by id, or by page for many parents at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise import connections

from models import sql
from resolvers.keyset import Order, Window

Row = Mapping[str, Any]
_NO_PARENT = "''"
# What counting looks through: no page of it is ever read.
NO_WINDOW = Window(0, None, backward=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """Its text holds one `?` for each value."""

    text: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A noun as a list: `source` names its table `t` (and what it needs beside it), `of` makes the value shown."""

    source: str
    columns: str
    of: Callable[[Any, Row], Any]
    order: Order
    key: str = "t.id"

    @property
    def table(self) -> str:
        return self.source.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is read of a list; equal questions for different parents are answered by one statement. `parent` is the column."""

    listing: Listing
    order: Order
    conditions: tuple[Condition, ...] = ()
    window: Window = NO_WINDOW
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    rows: list[Row]
    more: bool


async def read(statement: str, values: Sequence[object]) -> list[dict[str, Any]]:
    """`?` are numbered here, so that conditions can be written without knowing where they will stand."""
    parts = statement.split("?")
    numbered = "".join(f"{part}${index}" for index, part in enumerate(parts[:-1], start=1)) + parts[-1]
    return await sql.rows(connections.get("default"), numbered, values)


async def by_ids(
    listing: Listing, workspace_id: UUID, ids: Sequence[UUID], shown: Sequence[Condition] = ()
) -> dict[str, Row]:
    found = await read(
        f"SELECT {listing.columns}, {listing.key} AS id FROM {listing.source}"  # noqa: S608 - names are ours, values are bound
        f" WHERE t.workspace_id = ? AND {' AND '.join([f'{listing.key} IN {marks(ids)}', *(one.text for one in shown)])}",
        [workspace_id, *ids, *(value for one in shown for value in one.values)],
    )
    return {str(row["id"]): row for row in found}


async def page(asking: Asking, workspace_id: UUID, parents: Sequence[UUID]) -> dict[str, Slice]:
    """One statement, whether for no parent (key ""), one, or many."""
    window = asking.window
    conditions = [*_scope(asking, workspace_id, parents), *asking.conditions, *_beyond(asking)]
    shared = len(parents) > 1
    found = await read(_paged(asking, conditions, shared=shared), [*_values(conditions), window.size + 1])
    by_parent: dict[str, list[Row]] = {str(parent): [] for parent in parents} if asking.parent else {"": []}
    for row in found:
        by_parent[str(row["parent"]) if asking.parent else ""].append(row)
    return {parent: _slice(rows, window) for parent, rows in by_parent.items()}


async def count(asking: Asking, workspace_id: UUID, parents: Sequence[UUID]) -> dict[str, int]:
    conditions = [*_scope(asking, workspace_id, parents), *asking.conditions]
    grouped = f" GROUP BY {asking.parent}" if asking.parent else ""
    found = await read(
        f"SELECT COUNT(*) AS total, {asking.parent or _NO_PARENT} AS parent FROM {asking.listing.source}"  # noqa: S608 - as above
        f" WHERE {_where(conditions)}{grouped}",
        _values(conditions),
    )
    return {str(row["parent"]): int(row["total"]) for row in found}


async def all_ids(listing: Listing, workspace_id: UUID, conditions: Sequence[Condition]) -> list[UUID]:
    """Of everything that matches, for commands that are about all of it; no page, so nothing else of it is read."""
    asked = [Condition("t.workspace_id = ?", (workspace_id,)), *conditions]
    found = await read(
        f"SELECT {listing.key} AS id FROM {listing.source} WHERE {_where(asked)} ORDER BY {listing.key}",  # noqa: S608 - as above
        _values(asked),
    )
    return [sql.as_id(row["id"]) for row in found]


def marks(values: Iterable[object]) -> str:
    return "(" + ", ".join("?" for _ in values) + ")"


def _scope(asking: Asking, workspace_id: UUID, parents: Sequence[UUID]) -> list[Condition]:
    scope = [Condition("t.workspace_id = ?", (workspace_id,))]
    return [*scope, Condition(f"{asking.parent} IN {marks(parents)}", tuple(parents))] if asking.parent else scope


def _paged(asking: Asking, conditions: Sequence[Condition], *, shared: bool) -> str:
    """Several parents in one statement need a row number each; a single list can stop at its limit."""
    listing, rank = asking.listing, _ranked(asking)
    parent = asking.parent or _NO_PARENT
    chosen = f"{listing.columns}, {listing.key} AS id, {asking.order.column} AS sort_value, {parent} AS parent"
    body = f"FROM {listing.source} WHERE {_where(conditions)}"
    if not shared:
        return f"SELECT {chosen} {body} ORDER BY {rank} LIMIT ?"
    number = f"ROW_NUMBER() OVER (PARTITION BY {parent} ORDER BY {rank}) AS place_in_page"
    return f"SELECT * FROM (SELECT {chosen}, {number} {body}) AS ranked WHERE place_in_page <= ? ORDER BY place_in_page"  # noqa: S608 - as above


def _ranked(asking: Asking) -> str:
    way, nulls = ("DESC", "FIRST") if _falling(asking) else ("ASC", "LAST")
    null_rule = f" NULLS {nulls}" if asking.order.nullable else ""
    return f"{asking.order.column} {way}{null_rule}, {asking.listing.key} {way}"


def _beyond(asking: Asking) -> list[Condition]:
    """Strictly after the place, in the direction of reading."""
    place = asking.window.place
    if place is None:
        return []
    column, key, sign = asking.order.column, asking.listing.key, "<" if _falling(asking) else ">"
    if not asking.order.nullable:
        return [Condition(f"({column}, {key}) {sign} (?, ?)", (place.value, place.id))]
    if place.value is None:
        passed = f"({column} IS NULL AND {key} {sign} ?)"
        return [Condition(f"({column} IS NOT NULL OR {passed})" if sign == "<" else passed, (place.id,))]
    beyond = f"({column}, {key}) {sign} (?, ?)"
    return [Condition(beyond if sign == "<" else f"({beyond} OR {column} IS NULL)", (place.value, place.id))]


def _falling(asking: Asking) -> bool:
    return asking.order.descending != asking.window.backward


def _slice(rows: list[Row], window: Window) -> Slice:
    kept = rows[: window.size]
    return Slice(kept[::-1] if window.backward else kept, len(rows) > window.size)


def _where(conditions: Sequence[Condition]) -> str:
    return " AND ".join(condition.text for condition in conditions)


def _values(conditions: Sequence[Condition]) -> list[object]:
    return [value for condition in conditions for value in condition.values]
