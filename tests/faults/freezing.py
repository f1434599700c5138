"""A process that stops, as on a machine put to sleep, between the commit of `sending` and the first byte of its first call."""

import os
import signal
from typing import Any

from engine.dispatcher import Dispatcher


def arm() -> None:
    """Nothing else is under way in it then, so that it takes no lock of the database's into its sleep."""
    real, left = Dispatcher.perform, iter([True])

    async def perform(self: Any, claimed: Any) -> Any:
        if next(left, False):
            await self._units.drain()
            os.kill(os.getpid(), signal.SIGSTOP)
        return await real(self, claimed)

    Dispatcher.perform = perform  # type: ignore[method-assign]  # the place is what is meant
