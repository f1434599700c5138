"""Waits until somebody waits for a lock of PostgreSQL's, so that a test knows that two are at the same row."""

import asyncio

from app.database import connect
from tests.databases import Database

_WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


async def awaited_locks(database: Database, count: int = 1) -> None:
    connection = await connect(database.url)
    try:
        async with asyncio.timeout(60):
            while len(await connection.fetch(_WAITING)) < count:  # noqa: ASYNC110 - no event for it
                await asyncio.sleep(0.01)
    finally:
        await connection.close()
