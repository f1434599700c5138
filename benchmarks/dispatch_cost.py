"""How long a look for work and a claim take, by how much is planned."""

import statistics
import time
from collections.abc import Awaitable, Callable

from app.database import close_database, open_database
from models import DuxSoupAccount, Units
from tests import factories
from tests.databases import Database
from tests.dispatch_ground import WORK, Ground
from tests.settable_clock import SettableClock

TIMES = 40


async def measured(database: Database, sizes: list[int]) -> dict[str, list[float]]:
    """Median milliseconds of each piece of work at each size; the ledger grows from one to the next."""
    await open_database(database.url)
    try:
        clock = SettableClock(factories.START)
        ground = Ground(database, Units(clock), clock)
        found: dict[str, list[float]] = {name: [] for name in WORK}
        planned = 0
        for size in sizes:
            account = await ground.filled(size - planned, accounts=1 if planned else 8)
            planned = size
            for name, work in WORK.items():
                found[name].append(await _median(ground, work, account))
        return found
    finally:
        await close_database()


async def _median(
    ground: Ground, work: Callable[[Ground, DuxSoupAccount], Awaitable[None]], account: DuxSoupAccount
) -> float:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        await work(ground, account)
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)
