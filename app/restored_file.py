"""An SQLite file restored beside the one in use, and put in its place when it is ready."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from app import backup_file, replaced, sqlite_copy
from app.backup_file import BackupRefused
from app.database import file_of
from app.replaced import Replaced
from engine.restored import Aftermath

Settled = Callable[[str, int, Replaced], Awaitable[Aftermath]]
_ENDINGS = ("", "-wal", "-shm", "-journal", ".migrating")


async def put(url: str, source: Path, aside: str, settled: Settled, *, replace: bool) -> tuple[Aftermath, Path | None]:
    """Whatever stops it before its last step leaves the database that was there as it was."""
    place = file_of(url)
    if not replace and not await asyncio.to_thread(sqlite_copy.is_empty, place):
        raise BackupRefused(f"{place} is not empty. Say --replace; it is kept beside the restored one.")
    made = place.with_name(f"{place.name}.restoring")
    _forget(made)
    try:
        await asyncio.to_thread(_unpacked, source, made)
        before = await asyncio.to_thread(replaced.in_sqlite, place)
        aftermath = await settled(f"sqlite://{made}", sqlite_copy.epoch_in(place), before)
        await asyncio.to_thread(sqlite_copy.check, made)
        return aftermath, await asyncio.to_thread(sqlite_copy.put_in_place, made, place, aside)
    finally:
        _forget(made)


def _unpacked(source: Path, made: Path) -> None:
    backup_file.unpack(source, made)
    sqlite_copy.check(made)


def _forget(made: Path) -> None:
    for ending in _ENDINGS:
        made.with_name(made.name + ending).unlink(missing_ok=True)
