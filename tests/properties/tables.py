"""All rows there are: emptied between histories, and compared where nothing may have changed."""

from functools import cache
from typing import Any
from uuid import UUID

from tortoise import Tortoise, connections
from tortoise.models import Model

from models import sql


async def wiped() -> None:
    """Children first, so that no foreign key stands in the way."""
    connection = connections.get("default")
    await connection.execute_script("; ".join(f'DELETE FROM "{table}"' for table in _children_first()))  # noqa: S608 - names of our tables


async def dump(workspace_id: UUID) -> dict[str, list[str]]:
    """Every row of one workspace, table by table, as text."""
    connection = connections.get("default")
    found = {}
    for table, column in _tables_of_a_workspace():
        statement = f'SELECT * FROM "{table}" WHERE "{column}" = $1'  # noqa: S608 - names of our tables
        found[table] = sorted(
            repr(sorted(row.items())) for row in await sql.rows(connection, statement, [workspace_id])
        )
    return found


def differing(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    """The tables that are not the same any more."""
    return [table for table in before if before[table] != after[table]]


def _models() -> list[type[Model]]:
    apps: Any = Tortoise.apps
    return [model for name, model in apps["models"].items() if name != "Aerich"]


@cache
def _tables_of_a_workspace() -> tuple[tuple[str, str], ...]:
    owned = [(model._meta.db_table, "workspace_id") for model in _models() if "workspace_id" in model._meta.fields_map]
    return (*owned, ("workspace", "id"))


@cache
def _children_first() -> tuple[str, ...]:
    left = {model._meta.db_table: _parents(model) for model in _models()}
    ordered: list[str] = []
    while left:
        needed = {parent for parents in left.values() for parent in parents}
        free = sorted(table for table in left if table not in needed)
        ordered += free
        for table in free:
            del left[table]
    return tuple(ordered)


def _parents(model: type[Model]) -> set[str]:
    fields: Any = [model._meta.fields_map[name] for name in model._meta.fk_fields]
    return {field.related_model._meta.db_table for field in fields} - {model._meta.db_table}
