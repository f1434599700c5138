"""Carries imports on as a worker does, in a process that may be killed at any moment."""

import asyncio
import sys

from app.database import close_database, open_database
from app.importing import Importing
from models import Units
from tests import factories
from tests.settable_clock import SettableClock


async def main(url: str) -> None:
    await open_database(url)
    print("here", flush=True)  # noqa: T201 - what the test reads
    units = Units(SettableClock(factories.START))
    await Importing(units, factories.RING, lambda _: True, asyncio.Event()).turn()
    await units.drain()
    await close_database()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
