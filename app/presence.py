"""Who else works on the same database: known by locks that end with the process that holds them."""

import asyncio
import fcntl
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

import asyncpg

from app.database import LOST, connect, dialect_of, file_of
from app.database_file import open_beside
from app.loops import ended

_LOCK = 4_271_862_931_507_715
_ANSWER_WITHIN = 5.0
_AGAIN_AFTER = 1.0
_log = logging.getLogger("chaknal.presence")


class AlreadyServed(Exception):
    """Another process serves this SQLite file already; one process serves it, PostgreSQL is for more."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class Presence(Protocol):
    """`alone` is what was found on arrival: no other process was there. It holds until `settle`, which lets others in."""

    alone: bool

    async def settle(self) -> None: ...


@asynccontextmanager
async def present(url: str, *, serving: bool = False, look_every: float = 15.0) -> AsyncIterator[Presence]:
    """Here until the end of the block. Of several who arrive at once at most one is alone; the others wait for it to settle.

    `serving` also refuses a second server on a SQLite file (AlreadyServed).
    """
    sqlite = dialect_of(url) == "sqlite"
    async with _on_file(file_of(url), serving) if sqlite else _on_server(url, look_every) as presence:
        yield presence


class _FilePresence:
    def __init__(self, file: IO[str], *, alone: bool) -> None:
        self.alone = alone
        self._file = file

    async def settle(self) -> None:
        await asyncio.to_thread(fcntl.flock, self._file, fcntl.LOCK_SH)


@asynccontextmanager
async def _on_file(path: Path, serving: bool) -> AsyncIterator[Presence]:
    with open_beside(path, ".lock") as here, open_beside(path, ".serving") as served:
        if serving and not _taken(served):
            raise AlreadyServed
        alone = _taken(here)
        if not alone:
            await asyncio.to_thread(fcntl.flock, here, fcntl.LOCK_SH)
        yield _FilePresence(here, alone=alone)


class _ServerPresence:
    """The lock lives as long as its connection, so that is looked after: a server that restarts forgets who was there."""

    def __init__(self, url: str, connection: asyncpg.Connection, *, alone: bool) -> None:
        self.alone = alone
        self._url = url
        self._connection = connection

    async def settle(self) -> None:
        """The shared lock is taken before the exclusive one goes, so there is no moment without either."""
        if self.alone:
            await self._connection.execute("SELECT pg_advisory_lock_shared($1)", _LOCK)
            await self._connection.execute("SELECT pg_advisory_unlock($1)", _LOCK)

    async def look(self, every: float) -> None:
        """Comes back by itself after the connection was lost; whoever came meanwhile may have been alone."""
        while True:
            await asyncio.sleep(every)
            while not await self._answers():
                await self._come_back()

    async def leave(self) -> None:
        with suppress(*LOST):
            await self._connection.close(timeout=_ANSWER_WITHIN)

    async def _answers(self) -> bool:
        try:
            await self._connection.fetchval("SELECT 1", timeout=_ANSWER_WITHIN)
        except LOST:
            return False
        return True

    async def _come_back(self) -> None:
        self._connection.terminate()
        try:
            self._connection = await connect(self._url)
            await self._connection.execute("SELECT pg_advisory_lock_shared($1)", _LOCK)
        except LOST as lost:
            _log.warning("The database does not answer: %s", type(lost).__name__)
            await asyncio.sleep(_AGAIN_AFTER)


@asynccontextmanager
async def _on_server(url: str, look_every: float) -> AsyncIterator[Presence]:
    connection = await connect(url)
    alone = bool(await connection.fetchval("SELECT pg_try_advisory_lock($1)", _LOCK))
    if not alone:
        await connection.execute("SELECT pg_advisory_lock_shared($1)", _LOCK)
    presence = _ServerPresence(url, connection, alone=alone)
    looking = asyncio.create_task(presence.look(look_every))
    try:
        yield presence
    finally:
        try:
            await ended(looking)
        finally:
            await presence.leave()


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
