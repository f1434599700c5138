"""Runs two units so that the second begins before the first is committed, and has to wait for it: what a lock is for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from models import Unit, Units
from tests.databases import Database
from tests.lock_waits import awaited_locks

Work = Callable[[Unit], Awaitable[Any]]


async def overlapped(units: Units, database: Database, first: Work, second: Work) -> None:
    """On PostgreSQL; raises what the second raises, and fails where it waits for nothing."""
    done, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(unit: Unit) -> None:
        await first(unit)
        done.set()
        await go_on.wait()

    running = asyncio.create_task(units.run(slowly))
    await done.wait()
    other, waiting = asyncio.create_task(units.run(second)), asyncio.create_task(awaited_locks(database))
    await asyncio.wait({other, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waited = not other.done()
    go_on.set()
    await running
    await other
    assert waited, "It waited for nothing."
    await waiting
