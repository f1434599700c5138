"""Overwrites the last copies of what was erased, which SQLite leaves in its log and between the rows of its pages."""

from tortoise import connections
from tortoise.exceptions import OperationalError

from models import Erasure, Unit, Units, sql

# Written anew while everybody waits: about a second for each 100 MB.
MOST_BYTES = 512 * 1024 * 1024


async def scrub(units: Units) -> bool:
    """False where nothing is to be done, or somebody else is reading the file: then it is tried again."""
    connection = connections.get("default")
    if not await Erasure.exists(scrubbed_at=None):
        return False
    if sql.dialect(connection) == "sqlite" and not await _rewritten(connection):
        return False
    await units.run(_note)
    return True


async def _rewritten(connection: sql.Connection) -> bool:
    """A larger file keeps what `secure_delete` left of it: its rows are gone, and the log is emptied."""
    [size] = await sql.rows(
        connection, "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size"
    )
    try:
        if size["bytes"] <= MOST_BYTES:
            await sql.rows(connection, "VACUUM")
        [done] = await sql.rows(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:
        return False
    return not done["busy"]


async def _note(unit: Unit) -> None:
    await Erasure.filter(scrubbed_at=None).update(scrubbed_at=unit.wall)
