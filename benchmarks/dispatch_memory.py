"""Whether a worker's memory stays flat however many actions it carries through."""

import gc
import os
import statistics
import time
from pathlib import Path

from benchmarks.dispatch_whole import whole_worker
from tests.databases import Database

ACCOUNTS = 32
PEOPLE = 3_200
SAMPLES = 100
_PAGE = os.sysconf("SC_PAGE_SIZE")


async def memory(database: Database, actions: int) -> None:
    """Prints the resident memory at each tenth, and how it grows over the last half: a line fitted to a hundred looks at it."""
    turns = max(SAMPLES, actions // ACCOUNTS)
    seen: list[tuple[int, float]] = []
    async with whole_worker(database, PEOPLE, ACCOUNTS) as of:
        began = time.perf_counter()
        for turn in range(1, turns + 1):
            await of.turn()
            await of.begin_again()
            if turn * SAMPLES // turns > len(seen):
                seen.append((turn * ACCOUNTS, _resident()))
                if len(seen) % (SAMPLES // 10) == 0:
                    print(f"    after {turn * ACCOUNTS:>9,} actions {seen[-1][1] / 1e6:7.1f} MB", flush=True)
        taken = time.perf_counter() - began
    late = seen[SAMPLES // 2 :]
    fitted = statistics.linear_regression([one for one, _ in late], [size for _, size in late])
    print(
        f"  a worker's memory over the last half: {fitted.slope:+,.1f} bytes an action,"
        f" {fitted.slope * (late[-1][0] - late[0][0]) / 1e6:+.2f} MB in all"
        f" ({turns * ACCOUNTS:,} actions, handed over and read back, {turns * ACCOUNTS / taken:,.0f} a second)"
    )


def _resident() -> float:
    gc.collect()
    return float(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
