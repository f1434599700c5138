"""Who follows which workspace: a follower is a cursor and a dirty flag, and one reading of the log serves all of them."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar
from uuid import UUID

from events import log
from events.cursor import Place
from events.log import Entry
from events.ring import MOST_ENTRIES, Ring
from models.shelter import Shelter

Result = TypeVar("Result")


class Follower:
    """Hears that something was committed, never what: that is read from the log, at the follower's own pace."""

    __slots__ = ("_dirty", "_room")

    def __init__(self, room: "_Room") -> None:
        self._room = room
        self._dirty = asyncio.Event()

    @property
    def head(self) -> Place:
        """The newest place that is known here."""
        return self._room.head

    def wake(self) -> None:
        self._dirty.set()

    async def changed(self, patience: float) -> bool:
        """Waits until something was committed since the last call; false when that took longer than `patience` seconds."""
        try:
            async with asyncio.timeout(patience):
                await self._dirty.wait()
        except TimeoutError:
            return False
        self._dirty.clear()
        return True

    def outrun(self, after: int) -> bool:
        """Whether others were told so much more since that it is no longer kept in memory."""
        return self._room.outrun(after)

    async def read(self, after: int, limit: int) -> list[Entry]:
        """The events that follow, in order and without a hole; none at the head."""
        return await self._room.read(after, limit)


class Broker:
    """Knows the heads of the workspaces that somebody follows here; the tail tells it of commits."""

    def __init__(self) -> None:
        self._rooms: dict[UUID, _Room] = {}
        self._shelter = Shelter()

    @property
    def followed(self) -> list[UUID]:
        return list(self._rooms)

    @property
    def followers(self) -> int:
        return sum(len(room.followers) for room in self._rooms.values())

    @asynccontextmanager
    async def follow(self, workspace_id: UUID) -> AsyncIterator[Follower]:
        """Registered before the head is read, so that no commit falls between the two. Who comes may ask for what is long past, so
        the ring first learns what was erased meanwhile.
        """
        room = self._rooms.setdefault(workspace_id, _Room(self, workspace_id))
        follower = Follower(room)
        room.followers.add(follower)
        try:
            for found in (await self.undisturbed(log.heads([workspace_id]))).values():
                room.learn(found)
            await room.catch_up()
            yield follower
        finally:
            room.followers.discard(follower)
            if not room.followers and self._rooms.get(workspace_id) is room:
                del self._rooms[workspace_id]

    def committed(self, heads: dict[UUID, int]) -> None:
        """A unit of work of this process wrote events."""
        for workspace_id, position in heads.items():
            if room := self._rooms.get(workspace_id):
                room.learn(Place(room.head.epoch, position))

    def polled(self, heads: dict[UUID, Place]) -> None:
        """The heads as the database has them."""
        for workspace_id, place in heads.items():
            if room := self._rooms.get(workspace_id):
                room.learn(place)

    async def undisturbed(self, reading: Coroutine[Any, Any, Result]) -> Result:
        """A subscriber who leaves must not cancel a reading half-way: others wait for it, and Tortoise does not bear it."""
        return await self._shelter.run(reading)

    async def drain(self) -> None:
        """Waits for the readings under way; called at shutdown, before the database is closed."""
        await self._shelter.drain()


class _Room:
    """One workspace's head, ring and followers."""

    __slots__ = ("_broker", "_reading", "_ring", "followers", "head", "workspace_id")

    def __init__(self, broker: Broker, workspace_id: UUID) -> None:
        self._broker = broker
        self._reading = asyncio.Lock()
        self._ring = Ring(0)
        self.workspace_id = workspace_id
        self.head = Place(0, 0)
        self.followers: set[Follower] = set()

    def learn(self, place: Place) -> None:
        """Commits may be heard of out of order, so the head only rises within an epoch; another epoch is another log."""
        if place <= self.head:
            return
        if place.epoch != self.head.epoch:
            self._ring = Ring(place.position)
        self.head = place
        for follower in self.followers:
            follower.wake()

    def outrun(self, after: int) -> bool:
        return self._ring.end - after > MOST_ENTRIES

    async def read(self, after: int, limit: int) -> list[Entry]:
        while after < self.head.position:
            ring = self._ring
            if after < ring.start:
                return await self._broker.undisturbed(log.read(self.workspace_id, after, limit))
            if after < ring.end:
                return ring.page(after, limit)
            await self._extend(ring, ring.end)
        return []

    async def catch_up(self) -> None:
        with suppress(log.LogBroken):
            while (ring := self._ring).end < self.head.position:
                await self._extend(ring, ring.end)

    async def _extend(self, ring: Ring, end: int) -> None:
        """Whoever comes first reads for all who wait. Behind a hole it begins anew, or no event after it would be told any more."""
        async with self._reading:
            if self._ring is not ring or ring.end != end:
                return
            try:
                ring.append(await self._broker.undisturbed(log.read(self.workspace_id, end, MOST_ENTRIES // 2)))
            except log.LogBroken:
                self._ring = Ring(self.head.position)  # whoever asks for what lies before is told
                raise
