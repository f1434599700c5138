"""Whether whoever was let in may still listen, looked up together for all who ask in the same moment."""

import asyncio
from collections.abc import Set as AbstractSet

from auth.viewer import Viewer, holding
from models import Clock
from models.shelter import Shelter


class Access:
    """Thousands of sockets each look every few seconds; apart they would keep the database busy with nothing else."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._shelter = Shelter()
        self._asked: set[Viewer] = set()
        self._look: asyncio.Task[set[Viewer]] | None = None

    async def holds(self, viewer: Viewer) -> bool:
        return viewer in await self.holding({viewer})

    async def holding(self, viewers: AbstractSet[Viewer]) -> AbstractSet[Viewer]:
        """Those of them who still may. Whoever is cancelled while it waits leaves the others their answer."""
        self._asked |= viewers
        if self._look is None:
            self._look = self._shelter.start(self._together())
            self._look.add_done_callback(self._looked)
        return viewers & await asyncio.shield(self._look)

    async def drain(self) -> None:
        """At shutdown, before the database is closed."""
        await self._shelter.drain()

    async def _together(self) -> set[Viewer]:
        await asyncio.sleep(0)  # who else asks in this turn of the loop
        asked, self._asked, self._look = self._asked, set(), None
        return await holding(asked, self._clock.wall())

    def _looked(self, look: asyncio.Task[set[Viewer]]) -> None:
        """One that was called off before it began must not be waited for by whoever comes next."""
        if self._look is look:
            self._look = None
