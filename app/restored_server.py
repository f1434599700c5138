"""A PostgreSQL database emptied of our tables and filled from a backup; a mark says so until the last of it is committed."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg

from app import backup_file, postgres_dump, replaced
from app.backup import our_tables
from app.backup_file import BackupRefused
from app.database import connect
from app.migrations import RESTORING
from app.replaced import Replaced
from engine.restored import Aftermath
from models import Unit, sql

Last = Callable[[Unit], Awaitable[None]]
_ERASURES, _LISTED = f"{RESTORING}_erasures", f"{RESTORING}_list"
# What is kept of the database before, and the tables that it comes from.
_KEPT = (
    (_ERASURES, replaced.ERASURES, {"erasure"}),
    (_LISTED, replaced.LISTED, {"workspace", "suppression", "suppression_hash"}),
)


async def put(
    url: str,
    source: Path,
    programs: Path | None,
    settled: Callable[[str, int, Replaced, Last], Awaitable[Aftermath]],
    *,
    replace: bool,
) -> Aftermath:
    """Whatever stops it half-way leaves the mark, and with it nothing serves: the restore is begun again."""
    with tempfile.TemporaryDirectory(prefix="chaknal-") as folder:
        copy = Path(folder) / "database"
        await asyncio.to_thread(backup_file.unpack, source, copy)
        await postgres_dump.check(copy, programs)
        epoch, before = await _make_room(url, replace=replace)
        await postgres_dump.load(url, copy, programs)
    return await settled(url, epoch, before, _unmark)


async def _make_room(url: str, *, replace: bool) -> tuple[int, Replaced]:
    """The highest feed epoch that the database has given out, and what is kept of it: that outlives a restore which is cut off."""
    tables = await our_tables(url)
    connection = await connect(url)
    try:
        begun = await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", f"public.{RESTORING}")
        full = "workspace" in tables and await connection.fetchval("SELECT EXISTS (SELECT 1 FROM workspace)")
        if full and not (replace or begun):
            raise BackupRefused("The database is not empty. Say --replace; what is in it is lost then.")
        epoch = await connection.fetchval("SELECT MAX(epoch) FROM workspace") if full else None
        async with connection.transaction():
            await connection.execute(f"CREATE TABLE IF NOT EXISTS {RESTORING} ()")
            for kept, statement, sources in _KEPT:
                if sources <= set(tables):
                    await connection.execute(f"CREATE TABLE IF NOT EXISTS {kept} AS {statement}")
            for table in tables:
                await connection.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE')
        before = replaced.of(await _kept(connection, _ERASURES), await _kept(connection, _LISTED))
    finally:
        await connection.close()
    return int(epoch or 0), before


async def _kept(connection: asyncpg.Connection, table: str) -> list[asyncpg.Record]:
    if not await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", f"public.{table}"):
        return []
    found: list[asyncpg.Record] = await connection.fetch(f"SELECT * FROM {table}")  # noqa: S608 - names are ours
    return found


async def _unmark(unit: Unit) -> None:
    await sql.rows(unit.connection, f"DROP TABLE {RESTORING}")
    for kept, _, _ in _KEPT:
        await sql.rows(unit.connection, f"DROP TABLE IF EXISTS {kept}")
