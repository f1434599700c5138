"""Learns of commits: those of this process at once, those of others by looking at the heads four times a second."""

import asyncio
import logging
from uuid import UUID

from events import log
from events.broker import Broker
from models.unit import Clock

POLL_SECONDS = 0.25
_LOG = logging.getLogger(__name__)


class Tail:
    """`polled_at` is the monotonic moment of the last look that worked; null before the first."""

    def __init__(self, broker: Broker, clock: Clock, poll_seconds: float = POLL_SECONDS) -> None:
        self._broker = broker
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._failing = False
        self.polled_at: float | None = None

    def heads(self, heads: dict[UUID, int]) -> None:
        """For `units.on_commit`."""
        self._broker.committed(heads)

    async def run(self) -> None:
        """Goes on until it is cancelled; a database that is away for a while is looked at again, not given up."""
        while True:
            await self._try()
            await asyncio.sleep(self._poll_seconds)

    async def _try(self) -> None:
        try:
            self._broker.polled(await self._broker.undisturbed(log.heads(self._broker.followed)))
        except Exception:  # noqa: BLE001 - the loop must survive whatever the database does, and says so once
            if not self._failing:
                _LOG.exception("tail.poll_failed")
            self._failing = True
        else:
            self._failing = False
            self.polled_at = self._clock.monotonic()
