"""A PostgreSQL database emptied of our tables and filled from a backup; a mark says so until the last of it is committed."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import asyncpg

from app import backup_file, past_erasures, postgres_dump
from app.backup import our_tables
from app.backup_file import BackupRefused
from app.database import connect
from app.migrations import RESTORING
from engine.erasing import PastErasure
from engine.restored import Aftermath
from models import Unit, sql

Last = Callable[[Unit], Awaitable[None]]
_KEPT = f"{RESTORING}_erasures"


async def put(
    url: str,
    source: Path,
    programs: Path | None,
    settled: Callable[[str, int, Sequence[PastErasure], Last], Awaitable[Aftermath]],
    *,
    replace: bool,
) -> Aftermath:
    """Whatever stops it half-way leaves the mark, and with it nothing serves: the restore is begun again."""
    with tempfile.TemporaryDirectory(prefix="chaknal-") as folder:
        copy = Path(folder) / "database"
        await asyncio.to_thread(backup_file.unpack, source, copy)
        await postgres_dump.check(copy, programs)
        epoch, erasures = await _make_room(url, replace=replace)
        await postgres_dump.load(url, copy, programs)
    return await settled(url, epoch, erasures, _unmark)


async def _make_room(url: str, *, replace: bool) -> tuple[int, list[PastErasure]]:
    """The highest feed epoch that the database has given out, and who was erased in it: that outlives a restore which is cut off."""
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
            if "erasure" in tables:
                kept = f"CREATE TABLE IF NOT EXISTS {_KEPT} AS SELECT {past_erasures.COLUMNS} FROM erasure"  # noqa: S608 - names are ours
                await connection.execute(kept)
            for table in tables:
                await connection.execute(f'DROP TABLE IF EXISTS "{table}" CASCADE')
        erasures = await _kept(connection)
    finally:
        await connection.close()
    return int(epoch or 0), erasures


async def _kept(connection: asyncpg.Connection) -> list[PastErasure]:
    if not await connection.fetchval("SELECT to_regclass($1) IS NOT NULL", f"public.{_KEPT}"):
        return []
    return [past_erasures.of(row) for row in await connection.fetch(f"SELECT {past_erasures.COLUMNS} FROM {_KEPT}")]  # noqa: S608 - names are ours


async def _unmark(unit: Unit) -> None:
    await sql.rows(unit.connection, f"DROP TABLE {RESTORING}")
    await sql.rows(unit.connection, f"DROP TABLE IF EXISTS {_KEPT}")
