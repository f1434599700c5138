"""A unit of work: one transaction, its events, one moment; no cancellation can tear it."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from asyncpg.exceptions import DeadlockDetectedError
from tortoise.transactions import in_transaction

from models.event import Actor, NewEvent, append
from models.shelter import Shelter
from models.sql import Connection

Result = TypeVar("Result")
Listener = Callable[[dict[UUID, int]], None]
_TRIES = 3
_inside: ContextVar[bool] = ContextVar("inside_unit", default=False)


class Clock(Protocol):
    """The three faces of time: simulated where simulation is on, real, and for measuring spans only."""

    def now(self) -> datetime: ...
    def wall(self) -> datetime: ...
    def monotonic(self) -> float: ...


class Unit:
    """What a command needs to change things: the open transaction, the moment, who acts, and the events so far.

    Events are written at the very end, because taking their positions locks the workspace. Who acts may be known only then, too:
    whoever signs in is nobody before.
    """

    __slots__ = ("_owed", "actor", "connection", "events", "now", "wall")

    def __init__(self, connection: Connection, now: datetime, wall: datetime, actor: Actor) -> None:
        self.connection = connection
        self.now = now
        self.wall = wall
        self.actor = actor
        self.events: list[NewEvent] = []
        self._owed: dict[UUID | None, NewEvent] = {}

    def record(self, *events: NewEvent) -> None:
        self.events.extend(events)

    def owe(self, event: NewEvent) -> None:
        """Of an assignment that changed: told at the end, unless something is told of it anyway."""
        self._owed[event.assignment_id] = event

    def told(self) -> list[NewEvent]:
        named = {event.assignment_id for event in self.events}
        return [*self.events, *(event for owner, event in self._owed.items() if owner not in named)]


class Units:
    """Runs units of work, each of them sheltered.

    Cancelling a caller (a closed socket, a timeout) while Tortoise enters a transaction would hang SQLite for good and leak a
    pooled connection on PostgreSQL; so the caller is cancelled and the unit goes on to its end.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._shelter = Shelter()
        self._listeners: list[Listener] = []

    def on_commit(self, listener: Listener) -> None:
        """`listener` hears the new heads after each commit that wrote events; it must not block or raise."""
        self._listeners.append(listener)

    async def run(self, work: Callable[[Unit], Awaitable[Result]], actor: Actor | None = None) -> Result:
        """Commits what `work` did, or nothing at all if it raises. A deadlock is tried again from the start."""
        if _inside.get():
            raise RuntimeError("A unit of work was started inside another one.")
        return await self._shelter.run(self._run(work, actor or Actor()))

    async def drain(self) -> None:
        """Waits for every unit under way; called at shutdown, after nothing starts new ones."""
        await self._shelter.drain()

    async def _run(self, work: Callable[[Unit], Awaitable[Result]], actor: Actor) -> Result:
        _inside.set(True)
        for _ in range(_TRIES - 1):
            try:
                return await self._transact(work, actor)
            except DeadlockDetectedError:
                continue
        return await self._transact(work, actor)

    async def _transact(self, work: Callable[[Unit], Awaitable[Result]], actor: Actor) -> Result:
        async with in_transaction() as connection:
            unit = Unit(connection, self.clock.now(), self.clock.wall(), actor)
            result = await work(unit)
            events = unit.told()
            heads = await append(connection, events, unit.now, unit.wall, unit.actor) if events else {}
        for listener in self._listeners:
            listener(heads)
        return result
