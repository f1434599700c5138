"""Backups and restores at moments that a test chooses, with the client programs that fit its server."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from app.backup import backup
from app.database import close_database, open_database
from app.restoring import restore
from tests.databases import Database
from tests.factories import RING
from tests.programs import programs

WALL = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = WALL + timedelta(hours=1)
save = partial(backup, programs=programs())
put_back = partial(restore, programs=programs(), ring=lambda: RING)


async def opened(database: Database, work: Callable[[], Awaitable[Any]]) -> Any:
    """One thing with the database open."""
    await open_database(database.url)
    try:
        return await work()
    finally:
        await close_database()
