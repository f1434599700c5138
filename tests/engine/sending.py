"""A worker of its own process that hands one action over, for tests that kill it meanwhile."""

import asyncio
import sys
from datetime import datetime
from uuid import UUID

from app.database import close_database, open_database
from engine.dispatcher import Dispatcher
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Units
from tests.factories import RING
from tests.settable_clock import SettableClock


async def main(database: str, remote: str, account_id: str, now: str) -> None:
    await open_database(database)
    units = Units(SettableClock(datetime.fromisoformat(now)))
    async with DuxSoup(remote, limiter=Limiter(account_gap=0, host_gap=0), deadline=60) as duxsoup:
        await Dispatcher(units, RING, duxsoup, "doomed").turn(UUID(account_id))
    await close_database()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
