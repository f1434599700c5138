"""Puts a backup in a database's place; nothing can serve before all that a restore means is settled in it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from app import backup_file, clock, migrations, restored_file, restored_server
from app.backup_file import About, BackupRefused
from app.database import close_database, dialect_of, open_database
from app.presence import present
from engine.restored import Aftermath, settle
from models import Unit, Units

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept` is where the SQLite file lies that was there before."""

    about: About
    aftermath: Aftermath
    kept: Path | None = None


async def restore(
    url: str,
    source: Path,
    wall: datetime,
    *,
    replace: bool = False,
    nothing_ran_since: bool = False,
    programs: Path | None = None,
) -> Restored:
    """Whoever wants to serve meanwhile waits until the end. Raises BackupRefused."""
    about = await asyncio.to_thread(backup_file.read, source)
    _check(url, about, nothing_ran_since=nothing_ran_since)
    settled = partial(_settled, about=about, wall=wall, nothing_ran_since=nothing_ran_since)
    async with present(url) as presence:
        if not presence.alone:
            raise BackupRefused("A process works on this database: stop it first.")
        if dialect_of(url) == "sqlite":
            aside = f"before-restore-{wall:%Y%m%dT%H%M%S%f}"
            return Restored(about, *await restored_file.put(url, source, aside, settled, replace=replace))
        aftermath = await restored_server.put(url, source, programs, settled, replace=replace)
        return Restored(about, aftermath)


def _check(url: str, about: About, *, nothing_ran_since: bool) -> None:
    if about.dialect != dialect_of(url):
        raise BackupRefused(f"It is a backup of {about.dialect}, and CHAKNAL_DATABASE_URL names {dialect_of(url)}.")
    if migrations.compared(about.dialect, about.migrations) is migrations.State.AHEAD:
        raise BackupRefused(f"It was made by a newer version ({about.version}). Update first.")
    if nothing_ran_since and about.serving:
        raise BackupRefused(
            "It was made while a process was at work, which went on after it: --nothing-ran-since cannot be."
        )


async def _settled(
    url: str,
    epoch: int,
    last: Callable[[Unit], Awaitable[None]] | None = None,
    *,
    about: About,
    wall: datetime,
    nothing_ran_since: bool,
) -> Aftermath:
    """In one transaction, of which `last` is the end. The feeds' epoch is one that was never given out before, whichever
    backup is restored however often: it rises above the replaced database's, and with the minutes.
    """
    await migrations.apply(url)
    await open_database(url)
    try:
        running, since = await clock.after_restore(about.made_at, wall, passed=not nothing_ran_since)
        epoch = max(epoch + 1, int(wall.timestamp()) // _MINUTE)

        async def work(unit: Unit) -> Aftermath:
            aftermath = await settle(unit, epoch, None if nothing_ran_since else since)
            if last is not None:
                await last(unit)
            return aftermath

        return await Units(running).run(work)
    finally:
        await close_database()
