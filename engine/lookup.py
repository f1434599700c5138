"""Asks one question for many values at once, whichever number they are."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tortoise import connections

from models import sql

# A long IN list becomes a scan in PostgreSQL as soon as it keeps the plan of a statement for any values, so the values come as
# a table to join with. CROSS JOIN keeps SQLite from turning the join round.
_GIVEN = {
    ("postgres", False): "(SELECT json_array_elements_text(${place}::json) AS given)",
    ("postgres", True): "(SELECT json_array_elements_text(${place}::json)::uuid AS given)",
    ("sqlite", False): "(SELECT value AS given FROM json_each(${place}))",
    ("sqlite", True): "(SELECT value AS given FROM json_each(${place}))",
}


async def lookup(
    wanted: str, table: str, column: str, where: str, fixed: Sequence[object], many: Sequence[object]
) -> list[dict[str, Any]]:
    """`wanted` columns of the rows of `table` whose `column` is one of `many`; `where` holds `$1` .. for what is `fixed`."""
    if not many:
        return []
    connection = connections.get("default")
    form = _GIVEN[sql.dialect(connection), isinstance(many[0], UUID)]
    given = form.format(place=len(fixed) + 1)
    statement = f"SELECT {wanted} FROM {given} g CROSS JOIN {table} t WHERE t.{column} = g.given AND {where}"  # noqa: S608 - names are ours
    return await sql.rows(connection, statement, [*fixed, [str(value) for value in many]])
