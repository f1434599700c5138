"""Whether a database may become the demo's: looked at before anything is written, by connections of its own."""

from typing import Any

import aiosqlite

from app import migrations
from app.database import connect, dialect_of, file_of
from app.demo.seed import NAME
from app.settings import SettingsRefused
from engine.clock import REAL_DAY

_LOOK = """SELECT
  (SELECT "name" FROM "workspace" ORDER BY "created_at", "id" LIMIT 1),
  (SELECT COUNT(*) FROM "workspace"),
  (SELECT COUNT(*) FROM "duxsoup_user"),
  (SELECT "day_seconds" FROM "clock" WHERE "id" = 1)"""


class NotTheDemos(SettingsRefused):
    """The database that CHAKNAL_DATABASE_URL (or --data) names is not the demo's, and the demo would damage it: its clock
    would be changed and its work go to the sandbox. Unset the variable, and the demo keeps a database of its own; or name
    an empty one.
    """

    def __init__(self) -> None:
        super().__init__(" ".join((type(self).__doc__ or "").split()))


async def check(url: str) -> None:
    """Raises NotTheDemos."""
    # What is ahead, or half restored, is refused when it is opened.
    if await migrations.state(url) not in {migrations.State.CURRENT, migrations.State.BEHIND}:
        return
    if await migrations.applied(url) and not _demos(*await _found(url)):
        raise NotTheDemos


def _demos(oldest: str | None, workspaces: int, accounts: int, day_seconds: int | None) -> bool:
    """Where somebody tried out a second workspace beside the demo's, time is simulated still."""
    real = day_seconds == REAL_DAY
    if oldest is None:
        return accounts == 0 and not real
    return oldest == NAME and (workspaces == 1 or not real)


async def _found(url: str) -> tuple[Any, ...]:
    if dialect_of(url) == "sqlite":
        async with aiosqlite.connect(file_of(url)) as file:
            [row] = await file.execute_fetchall(_LOOK)
            return tuple(row)
    connection = await connect(url)
    try:
        return tuple(await connection.fetchrow(_LOOK))
    finally:
        await connection.close()
