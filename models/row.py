"""Rows loaded and changed by statements that are written once: to have one built anew costs more than to ask it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from tortoise.exceptions import DoesNotExist
from tortoise.models import Model

from models import sql

Row = TypeVar("Row", bound=Model)
_SAME = {"sqlite": "IS", "postgres": "IS NOT DISTINCT FROM"}  # equal, or both nothing


async def load(
    connection: sql.Connection, model: type[Row], where: str, values: Sequence[object], *, lock: str = ""
) -> list[Row]:
    """`where` is all that follows that word, and `lock` what PostgreSQL is told besides; SQLite locks its file whole."""
    behind = f" {lock}" if lock and sql.dialect(connection) == "postgres" else ""
    found = await sql.rows(connection, f"{_select(model)} WHERE {where}{behind}", values)
    return [model._init_from_db(**row) for row in found]  # noqa: SLF001 - there is no other way to a row that is not built by a query


async def get(connection: sql.Connection, model: type[Row], row_id: UUID | None, *, lock: str = "") -> Row:
    """By its key; DoesNotExist where it is gone."""
    found = await load(connection, model, f'"{_key(model)}" = $1', [row_id], lock=lock)
    if not found:
        raise DoesNotExist(model)
    return found[0]


async def update(connection: sql.Connection, row: Model, where: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    """Sets `values`, which the fields check first, if all of `where` holds in the database; false where it does not. A None in
    `where` holds where the column has nothing.
    """
    columns, meta = _columns(type(row)), row._meta  # noqa: SLF001 - as above
    names = [*values, *where]
    marks = [(f'"{columns[name]}"', f"${place}") for place, name in enumerate(names, start=1)]
    changes = ", ".join(f"{column} = {mark}" for column, mark in marks[: len(values)])
    conditions = [f"{column} {_SAME[sql.dialect(connection)]} {mark}" for column, mark in marks[len(values) :]]
    key = f'"{_key(type(row))}" = ${len(names) + 1}'
    text = f'UPDATE "{meta.db_table}" SET {changes} WHERE {" AND ".join([key, *conditions])} RETURNING 1'  # noqa: S608 - names are ours, values are bound
    given = [meta.fields_map[name].to_db_value(value, row) for name, value in [*values.items(), *where.items()]]
    return bool(await sql.rows(connection, text, [*given, row.pk]))


@lru_cache
def _select(model: type[Model]) -> str:
    names = ", ".join(f'"{name}"' for name in _columns(model).values())
    return f'SELECT {names} FROM "{model._meta.db_table}"'  # noqa: S608, SLF001 - names are ours; as above


def _columns(model: type[Model]) -> dict[str, str]:
    return model._meta.fields_db_projection  # noqa: SLF001 - as above


def _key(model: type[Model]) -> str:
    return model._meta.db_pk_column  # noqa: SLF001 - as above
