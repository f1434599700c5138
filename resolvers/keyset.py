"""Places in an ordered list: a page begins right after a row, however many came or went before it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import orjson

from events.stamp import stamped, unstamped
from models.errors import InvalidInput
from schema.cost import MAX_PAGE

VERSION = 2
_MAX_CURSOR = 4_000
# first, after, last, before, as the client gave them; what was left out is falsy and not an int.
Asked = tuple[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """Rows by `column`, then by id. Nulls count as the greatest of all."""

    name: str
    column: str
    kind: Literal["time", "text", "int"]
    descending: bool = False
    nullable: bool = False

    @property
    def tag(self) -> str:
        return f"{self.name}{'-' if self.descending else '+'}"

    def of(self, whose: object) -> "Order":
        """Cursors of this order in one list are none of another's."""
        return replace(self, name=f"{whose}.{self.name}")


@dataclass(frozen=True, slots=True)
class Place:
    value: Any
    id: UUID


@dataclass(frozen=True, slots=True)
class Window:
    """`size` rows beyond `place`; `backward` walks from the end and is turned round afterwards."""

    size: int
    place: Place | None
    backward: bool


def window(asked: Asked, order: Order, home: UUID) -> Window:
    """Raises InvalidInput unless it is first/after or last/before, with 1 to 100 rows."""
    first, after, last, before = (value if isinstance(value, int | str) else None for value in asked)
    if (first is None) == (last is None):
        raise InvalidInput("Say either first or last.", path=["first"])
    if (after is not None and first is None) or (before is not None and last is None):
        raise InvalidInput("after goes with first, before with last.", path=["after" if first is None else "before"])
    size, name = (first, "first") if last is None else (last, "last")
    if not isinstance(size, int) or not 1 <= size <= MAX_PAGE:
        raise InvalidInput(f"{name} is from 1 to {MAX_PAGE}.", path=[name])
    given = after if last is None else before
    place = None if given is None else _decoded(str(given), order, home, "after" if last is None else "before")
    return Window(size, place, last is not None)


def cursor(order: Order, row: Mapping[str, Any], home: UUID) -> str:
    value = row["sort_value"]
    written = value.isoformat() if isinstance(value, datetime) else value
    return stamped(home, orjson.dumps([VERSION, order.tag, written, str(row["id"])]))


def _decoded(text: str, order: Order, home: UUID, name: str) -> Place:
    place = _place(_unpacked(text, home), order)
    if place is None:
        raise InvalidInput("This is not a cursor of this list in this order.", path=[name])
    return place


def _unpacked(text: str, home: UUID) -> Any:
    packed = unstamped(home, text, _MAX_CURSOR)
    try:
        return None if packed is None else orjson.loads(packed)
    except orjson.JSONDecodeError:
        return None


def _place(parts: Any, order: Order) -> Place | None:
    match parts:
        case [int(version), str(tag), value, str(row_id)] if version == VERSION and tag == order.tag:
            pass
        case _:
            return None
    try:
        return Place(_value(value, order), UUID(row_id))
    except (TypeError, ValueError, OverflowError):
        return None


def _value(value: Any, order: Order) -> Any:
    """Raises TypeError, ValueError or OverflowError for what this order never writes."""
    if value is None:
        if not order.nullable:
            raise TypeError
        return None
    if order.kind == "int":
        if type(value) is not int or not 0 <= value < 2**63:
            raise TypeError
        return value
    if not isinstance(value, str) or "\x00" in value:
        raise TypeError
    return _time(value) if order.kind == "time" else value


def _time(text: str) -> datetime:
    parsed = datetime.fromisoformat(text)
    if parsed.tzinfo is None:
        raise ValueError(text)
    return parsed.astimezone(UTC)
