"""Puts the parts together for one process: database, clock, units of work, keys, Dux-Soup, the feed."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app import clock as clocks
from app import migrations
from app.database import close_database, open_database
from app.loops import ended
from app.presence import present
from app.settings import Settings
from auth.access import Access
from auth.sealing import KeyRing
from engine.clock import RunningClock
from engine.refusal import Refusals
from events.broker import Broker
from events.tail import Tail
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Units

# Wall seconds between two calls; none is documented, and other clients wait a second or two out of caution.
ACCOUNT_GAP = 1.0
HOST_GAP = 0.05


class WrongDatabase(Exception):
    """The database is not at this program's version."""


class ServingRefused(Exception):
    """It cannot be served like this; the message says why and what to set."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What every entry of the program is handed; `duxsoup` is for people who wait for an answer, the worker opens its own.
    `keeping` is the time's keeper, who ends before the rest only where the time is one that may not be served.
    """

    settings: Settings
    clock: RunningClock
    units: Units
    ring: KeyRing
    duxsoup: DuxSoup
    limiter: Limiter
    broker: Broker
    tail: Tail
    access: Access
    refusals: Refusals
    keeping: asyncio.Future[None]


@asynccontextmanager
async def opened(settings: Settings, *, serving: bool = False, first: datetime | None = None) -> AsyncIterator[Parts]:
    """For the length of the block. Raises WrongDatabase, AlreadyServed, SettingsRefused, SimulatedAbroad; `first` is where a new
    database's simulated time begins.
    """
    async with AsyncExitStack() as stack:
        presence = await stack.enter_async_context(present(settings.database, serving=serving))
        await _check(settings)
        await open_database(settings.database)
        stack.push_async_callback(close_database)
        day_seconds = settings.day_seconds if serving else None
        at_home = settings.at_home or not serving  # a short command tells Dux-Soup nothing
        clock = await clocks.open_clock(alone=presence.alone, at_home=at_home, day_seconds=day_seconds, first=first)
        await presence.settle()
        keeping = await stack.enter_async_context(running(clocks.keep(clock, at_home=at_home)))
        stack.push_async_callback(clocks.note, clock, at_home=at_home)
        parts = _parts(settings, clock, keeping)
        await stack.enter_async_context(parts.duxsoup)
        stack.push_async_callback(parts.broker.drain)
        stack.push_async_callback(parts.access.drain)
        stack.push_async_callback(parts.units.drain)
        if serving:
            await stack.enter_async_context(running(parts.tail.run()))
        yield parts


def worker_duxsoup(parts: Parts) -> DuxSoup:
    return DuxSoup(parts.settings.duxsoup_url, limiter=parts.limiter)


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[asyncio.Task[Any]]:
    """Beside the block, cancelled at its end; what it died of before is raised there."""
    beside = asyncio.create_task(work)
    try:
        yield beside
    finally:
        await ended(beside)


def _parts(settings: Settings, clock: RunningClock, keeping: asyncio.Future[None]) -> Parts:
    units = Units(clock)
    broker = Broker()
    tail = Tail(broker, clock)
    units.on_commit(tail.heads)
    speed = clock.anchor.speed
    limiter = Limiter(account_gap=ACCOUNT_GAP / speed, host_gap=HOST_GAP / speed)
    duxsoup = DuxSoup(settings.duxsoup_url, limiter=limiter)
    return Parts(
        settings, clock, units, settings.ring, duxsoup, limiter, broker, tail, Access(clock), Refusals(), keeping
    )


async def _check(settings: Settings) -> None:
    match await migrations.state(settings.database):
        case migrations.State.RESTORING:
            raise WrongDatabase(
                "A restore of the database did not come to its end. Run it again: python -m app restore"
            )
        case migrations.State.BEHIND:
            raise WrongDatabase("The database is behind this program. Run: python -m app migrate")
        case migrations.State.AHEAD:
            raise WrongDatabase("The database is ahead of this program: a newer version has been here. Update first.")
