"""Whether a worker's memory stays flat however many actions it settles."""

import gc
import os
from pathlib import Path

from benchmarks.dispatch_rate import closed, worker
from tests.databases import Database

ACCOUNTS = 32
# Sent anew, so that a small ledger lasts for any number of actions.
_PLANNED_AGAIN = (
    "UPDATE action SET state = 'planned', sent_at = NULL, executed_at = NULL, message_id = NULL WHERE state = 'queued'"
)
_PAGE = os.sysconf("SC_PAGE_SIZE")


async def slope(database: Database, actions: int) -> tuple[float, float]:
    """Megabytes after the warm-up, the first fifth, and kilobytes that each thousand actions after it added."""
    of = await worker(database, 3_200, ACCOUNTS)
    try:
        turns = max(10, actions // ACCOUNTS)
        before = 0
        for turn in range(turns):
            if turn == turns // 5:
                before = _resident()
            await of.turn(_PLANNED_AGAIN)
        settled = (turns - turns // 5) * ACCOUNTS
        return before / 1e6, (_resident() - before) / 1e3 / (settled / 1000)
    finally:
        await closed(of)


def _resident() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE
