"""Statements that the ORM has no words for, in one form for both databases: written as for PostgreSQL, with $1 .. $n."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import Q
from tortoise.models import Model

Connection: TypeAlias = BaseDBAsyncClient


def dialect(connection: Connection) -> str:
    """`sqlite` or `postgres`."""
    return connection.capabilities.dialect


async def rows(connection: Connection, statement: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Runs a statement that gives rows, RETURNING included (`execute_query` would drop those on PostgreSQL).

    SQLite gives ids and times as text: read them with `as_id` and `as_time`.
    """
    lite = dialect(connection) == "sqlite"
    text = statement.replace("$", "?") if lite else statement
    found: list[dict[str, Any]] = await connection.execute_query_dict(text, [_bound(value, lite) for value in values])
    return found


async def answers(connection: Connection, asked: Sequence[tuple[str, Sequence[object]]]) -> list[dict[str, Any]]:
    """Of each statement its one row, which has the same columns for all; a hundred of them are sent as one."""
    found: list[dict[str, Any]] = []
    for start in range(0, len(asked), _TOGETHER):
        together = await rows(connection, *_joined(asked[start : start + _TOGETHER]))
        found += sorted(together, key=lambda row: row["place"])
    return found


def ids_where(model: type[Model], held: Q) -> tuple[str, list[Any]]:
    """The statement for the ids that a condition holds for; its values are in the order of their marks."""
    query = model.filter(held).only("id")
    query._make_query()  # noqa: SLF001 - the ORM has no public way to a statement with its values apart
    return query.query.get_parameterized_sql()


async def insert(
    connection: Connection, table: str, columns: Sequence[str], values: Sequence[Sequence[object]], suffix: str = ""
) -> None:
    """Many rows of one table, in one round trip."""
    lite = dialect(connection) == "sqlite"
    marks = ", ".join("?" if lite else f"${index + 1}" for index in range(len(columns)))
    names = ", ".join(f'"{name}"' for name in columns)
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks}) {suffix}'  # noqa: S608 - names are ours, values are bound
    await connection.execute_many(statement, [[_bound(value, lite) for value in row] for row in values])


async def update(connection: Connection, statement: str, values: Sequence[Sequence[object]]) -> None:
    """One statement for many sets of values."""
    lite = dialect(connection) == "sqlite"
    text = statement.replace("$", "?") if lite else statement
    await connection.execute_many(text, [[_bound(value, lite) for value in row] for row in values])


def as_id(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def as_time(value: Any) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value
    parsed = datetime.fromisoformat(str(value))
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def as_json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str | bytes) else value


def in_list(start: int, count: int) -> str:
    """`($3, $4, $5)` for start 3 and count 3; SQLite has no arrays to bind."""
    return "(" + ", ".join(f"${start + index}" for index in range(count)) + ")"


# SQLite joins 500 at most.
_TOGETHER = 100
_MARK = re.compile(r"\$(\d+)")
# Asked of every value of every row, so the type alone decides, and what repeats in each row is written once.
_AS_THEY_ARE = frozenset({str, int, float, bool, bytes, type(None)})


def _joined(asked: Sequence[tuple[str, Sequence[object]]]) -> tuple[str, list[object]]:
    texts: list[str] = []
    values: list[object] = []
    for text, own in asked:
        moved = _moved(text, len(values))
        texts.append(f"SELECT {len(texts)} AS place, one.* FROM ({moved}) AS one")  # noqa: S608 - what is put in is our own
        values += own
    return " UNION ALL ".join(texts), values


def _moved(text: str, by: int) -> str:
    return _MARK.sub(lambda mark: f"${int(mark[1]) + by}", text)


def _bound(value: object, lite: bool) -> object:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is UUID:
        return str(value) if lite else value
    if kind is datetime:
        return _moment(value) if lite else value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict | list | tuple):
        return orjson.dumps(value, default=str).decode()
    return value


@lru_cache(maxsize=256)
def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(" ")
