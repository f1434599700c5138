"""A loop that survives whatever a single turn of it met, and puts it on record."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from app.database import AWAY

log = structlog.get_logger("worker")

AFTER_ERROR = 1.0


async def repeat(step: Callable[[], Awaitable[object]], pause: float, stopping: asyncio.Event) -> None:
    """Until `stopping`; `pause` is in wall seconds."""
    while not stopping.is_set():
        wait = pause
        try:
            await step()
        except Exception as error:  # noqa: BLE001 - recorded by the line below
            # The one loop that must survive whatever a single turn met; it is on record and the next turn tries again.
            record("worker.step_failed", error, step=step.__qualname__)
            wait = AFTER_ERROR
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), wait)


async def ended(beside: asyncio.Task[None]) -> None:
    """Cancels it and waits for its end; raises what it died of before, and a cancellation that is meant for whoever waits."""
    beside.cancel()
    await asyncio.wait([beside])
    if not beside.cancelled():
        beside.result()


def record(event: str, error: Exception, **about: str) -> None:
    """A database that is away needs no traceback, once a second for as long as it lasts."""
    if isinstance(error, AWAY):
        log.warning(event, error=type(error).__name__, **about)
    else:
        log.error(event, exc_info=error, **about)
