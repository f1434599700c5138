"""Whether those who were let in by a WebSocket still may: one look every few seconds for all sockets of a process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from collections.abc import Set as AbstractSet
from typing import Protocol

from app.socket_access import CHECK_SECONDS, SocketRefused, refusal, unchecked
from auth.access import Access
from schema.context import Context

RECHECK_SECONDS = 3
_log = logging.getLogger("chaknal.sockets")


class Watched(Protocol):
    context: Context

    async def dismiss(self, refused: SocketRefused) -> None: ...


class SocketWatch:
    """Revoked, expired, removed or given another role: whatever a socket shows ends with the access it was opened with. One task for
    each socket would be memory for as long as it is open.
    """

    def __init__(self, access: Access) -> None:
        self._access = access
        self._watched: set[Watched] = set()
        self._dismissing: dict[Watched, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None

    def begin(self, socket: Watched) -> None:
        """It was let in a moment ago."""
        self._watched.add(socket)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._run())

    async def end(self, socket: Watched) -> None:
        self._watched.discard(socket)
        over = [self._dismissing.pop(socket, None)]
        if not self._watched:
            over.append(self._looking)
            self._looking = None
        if running := [task for task in over if task is not None]:
            for task in running:
                task.cancel()
            await asyncio.wait(running)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            await self._look(frozenset(self._watched))

    async def _look(self, watched: AbstractSet[Watched]) -> None:
        viewers = {socket: socket.context.viewer for socket in watched}
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                held = await self._access.holding({viewer for viewer in viewers.values() if viewer is not None})
        except Exception:  # noqa: BLE001 - whatever hinders the check, no socket goes on unwatched
            self._dismiss(watched, _unknown)
        else:
            self._dismiss({socket for socket, viewer in viewers.items() if viewer not in held}, _why)

    def _dismiss(self, sockets: AbstractSet[Watched], why: Callable[[Context], Awaitable[SocketRefused]]) -> None:
        """Each by itself: one that takes no closing frame must not keep the others open."""
        for socket in self._watched & sockets:
            self._watched.discard(socket)
            self._dismissing[socket] = asyncio.create_task(self._dismissed(socket, why))

    async def _dismissed(self, socket: Watched, why: Callable[[Context], Awaitable[SocketRefused]]) -> None:
        """One that could not be closed is looked at again."""
        try:
            await socket.dismiss(await why(socket.context))
        except Exception:  # noqa: BLE001 - whatever it was, it goes on
            _log.exception("socket.not_dismissed")
            self.begin(socket)


async def _why(context: Context) -> SocketRefused:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await refusal(context)
    except Exception:  # noqa: BLE001 - as above
        return await _unknown(context)


async def _unknown(_: Context) -> SocketRefused:
    return unchecked()
