"""How any state changes safely: compare and set, so that of two who try exactly one succeeds."""

from typing import Any

from tortoise import connections
from tortoise.models import Model

from models import row as rows
from models.errors import Conflict


async def change(row: Model, where: dict[str, Any], **values: Any) -> None:
    """Sets `values` on the row if `where` still holds of it in the database.

    Raises Conflict when it does not; the row in memory is then stale and untouched.
    """
    if not await rows.update(connections.get("default"), row, where, values):
        raise Conflict(current_version=getattr(row, "version", None))
    for name, value in values.items():
        setattr(row, name, value)


async def first(row: Model, column: str, value: Any) -> bool:
    """Sets one column unless somebody has since it was read: of several who want to do the same thing one does."""
    known = getattr(row, column)
    before = {f"{column}__isnull": True} if known is None else {column: known}
    return bool(await type(row).filter(pk=row.pk, **before).update(**{column: value}))
