"""Lets what has begun come to its end, though whoever waits for it is cancelled; shutdown waits for all of it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class Shelter:
    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    async def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return await asyncio.shield(self.start(work))

    def start(self, work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """For several who wait; each of them behind a shield."""
        running = asyncio.create_task(work)
        self._running.add(running)
        running.add_done_callback(self._done)
        return running

    async def drain(self) -> None:
        """Waits for everything under way; called after nothing starts more of it."""
        while self._running:
            await asyncio.wait(set(self._running))

    def _done(self, running: asyncio.Task[Any]) -> None:
        self._running.discard(running)
        if not running.cancelled():
            running.exception()  # read it, so that what nobody waited for does not warn of an exception nobody saw
