"""Stores what arrives while a commit is under way in the next one, together; everybody is answered after the commit of theirs."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from auth.sealing import KeyRing
from models import Units
from webhooks.duxsoup.store import Arrival, store

MOST = 32
_USED_EVERY = timedelta(minutes=1)
_NEVER = datetime.min.replace(tzinfo=UTC)

Waiting = tuple[Arrival, asyncio.Future[bool]]


class Gathering:
    """Of one process. At rest an arrival is stored at once and by itself; the more there are, the fewer commits for each."""

    def __init__(self, units: Units, ring: KeyRing) -> None:
        self._units = units
        self._ring = ring
        self._waiting: list[Waiting] = []
        self._storing: asyncio.Task[None] | None = None
        self._used: dict[UUID, datetime] = {}

    async def store(self, arrival: Arrival) -> bool:
        """False when the same native body is there already. Raises what kept it from being stored."""
        stored: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, stored))
        if self._storing is None:
            self._storing = asyncio.create_task(self._work())
        return await stored

    async def _work(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._store(together)
        finally:
            self._storing = None

    async def _store(self, together: list[Waiting]) -> None:
        """If one of them cannot be stored, none was: then each is by itself, so that it spoils no other."""
        arrivals, wall = [arrival for arrival, _ in together], self._units.clock.wall()
        used = self._newly_used(arrivals, wall)
        try:
            found = await self._units.run(partial(store, ring=self._ring, arrivals=arrivals, used=used))
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            if len(together) > 1:
                for one in together:
                    await self._store([one])
            else:
                _tell(together[0], error)
            return
        for one, new in zip(together, found, strict=True):
            _tell(one, new)
        self._used |= dict.fromkeys(used, wall)

    def _newly_used(self, arrivals: list[Arrival], wall: datetime) -> list[UUID]:
        """Accounts whose address was used, in the order in which they are locked; each of them once a minute."""
        accounts = {arrival.account_id for arrival in arrivals if arrival.account_id is not None}
        return sorted(one for one in accounts if abs(wall - self._used.get(one, _NEVER)) >= _USED_EVERY)


def _tell(one: Waiting, outcome: bool | Exception) -> None:
    """Whoever has gone meanwhile is told nothing."""
    if one[1].done():
        return
    if isinstance(outcome, Exception):
        one[1].set_exception(outcome)
    else:
        one[1].set_result(outcome)
