"""Puts a backup in a database's place; nothing can serve before all that a restore means is settled in it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from app import backup_file, clock, migrations, past_erasures, restored_file, restored_server
from app.backup_file import About, BackupRefused
from app.database import close_database, dialect_of, open_database
from app.presence import present
from app.replaced import Replaced
from auth.sealing import KeyRing, SealBroken
from engine.erasing import PastErasure, again
from engine.past_entries import carry_over
from engine.restored import Aftermath, settle
from models import Unit, Units

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept` is where the SQLite file lies that was there before. `kept_away`: entries that the do-not-contact list got since the
    backup. `erased`: who is in the backup, and was erased since. `unread`: the database before knew more of both than could be read.
    """

    about: About
    aftermath: Aftermath
    kept: Path | None = None
    kept_away: int = 0
    erased: int = 0
    unread: bool = False


async def restore(
    url: str,
    source: Path,
    wall: datetime,
    *,
    replace: bool = False,
    nothing_ran_since: bool = False,
    programs: Path | None = None,
    ring: Callable[[], KeyRing],
    erasures: Path | None = None,
) -> Restored:
    """Whoever wants to serve meanwhile waits until the end. Who was kept away since the backup, as the database that is replaced says,
    stays so; who was erased, as that and the file `erasures` say, is erased once more. Raises BackupRefused.
    """
    about = await asyncio.to_thread(backup_file.read, source)
    _check(url, about, nothing_ran_since=nothing_ran_since)
    told = await asyncio.to_thread(past_erasures.read, erasures) if erasures else []
    since = _Since(ring, told)
    settled = partial(_settled, about=about, wall=wall, nothing_ran_since=nothing_ran_since, since=since)
    async with present(url) as presence:
        if not presence.alone:
            raise BackupRefused("A process works on this database: stop it first.")
        if dialect_of(url) == "sqlite":
            aside = f"before-restore-{wall:%Y%m%dT%H%M%S%f}"
            put = await restored_file.put(url, source, aside, settled, replace=replace)
            return Restored(about, *put, since.kept_away, since.erased, since.unread)
        aftermath = await restored_server.put(url, source, programs, settled, replace=replace)
        return Restored(about, aftermath, None, since.kept_away, since.erased)


@dataclass(slots=True)
class _Since:
    """Who was kept away or erased after the backup; the keys are only asked for where there is anybody. `told`: by a file."""

    ring: Callable[[], KeyRing]
    told: list[PastErasure]
    kept_away: int = 0
    erased: int = 0
    unread: bool = False

    async def settle(self, unit: Unit, before: Replaced) -> None:
        """The list first: whoever was erased is taken out of it, too."""
        self.unread = before.unread
        erasures = list(dict.fromkeys([*before.erasures, *self.told]))
        if not erasures and not before.entries:
            return
        try:
            self.kept_away = await carry_over(unit, self.ring(), before.entries)
            self.erased = await again(unit, self.ring(), erasures)
        except SealBroken:
            raise BackupRefused("CHAKNAL_SECRET_KEYS cannot open the do-not-contact list of the backup.") from None


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
    before: Replaced,
    last: Callable[[Unit], Awaitable[None]] | None = None,
    *,
    about: About,
    wall: datetime,
    nothing_ran_since: bool,
    since: _Since,
) -> Aftermath:
    """In one transaction, of which `last` is the end. The feeds' epoch is one that was never given out before, whichever
    backup is restored however often: it rises above the replaced database's, and with the minutes.
    """
    await migrations.apply(url)
    await open_database(url)
    try:
        running, moment = await clock.after_restore(about.made_at, wall, passed=not nothing_ran_since)
        epoch = max(epoch + 1, int(wall.timestamp()) // _MINUTE)

        async def work(unit: Unit) -> Aftermath:
            aftermath = await settle(unit, epoch, None if nothing_ran_since else moment)
            await since.settle(unit, before)
            if last is not None:
                await last(unit)
            return aftermath

        return await Units(running).run(work)
    finally:
        await close_database()
