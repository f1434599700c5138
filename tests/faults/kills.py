"""Kills what dispatches at random moments of a launch, evenly over its course, and notes how fast others go on."""

import time
from statistics import median

from tests.faults.rig import Rig
from tests.journey import plain_sql

ORPHANS = (
    "SELECT COUNT(*) FROM action a JOIN duxsoup_user d ON d.id = a.account_id"
    " WHERE a.state = 'sending' AND d.lease_owner LIKE '%:{pid}:%'"
)
DEAF = "SELECT deaf_until FROM hearing"
# After this long without progress the next kill comes all the same.
STALLED = 20.0


class Kills:
    """`recoveries`: wall seconds until somebody else worked on what the dead one was sending; `idle`: kills that nothing awaited;
    `deaf`: since when webhooks were received, each time anew. Of what was sent before, silence proves nothing.
    """

    def __init__(self, running: Rig) -> None:
        self._running = running
        self.recoveries: list[float] = []
        self.idle = 0
        self.deaf: set[object] = set()

    def __str__(self) -> str:
        told = self.recoveries and f"median {median(self.recoveries):.1f} s, longest {max(self.recoveries):.1f} s"
        return f"{len(self.recoveries)} kills in mid-send ({told or 'none'}), {self.idle} without progress before, deaf {len(self.deaf)} times"

    def strike(self, times: int) -> None:
        for number in range(times):
            self.idle += not self._progressed(self._running.town.plan.actions * number // (times + 1))
            time.sleep(self._running.random.uniform(0, 0.3))
            self._kill()

    def _kill(self) -> None:
        victim = self._running.random.choice(self._running.dispatching)
        pid = victim.pid
        victim.kill()
        began = time.monotonic()
        victim.start()
        statement, held = ORPHANS.format(pid=pid), False
        while plain_sql.rows(self._running.database_url, statement) != [(0,)]:
            held = True
            assert time.monotonic() < began + 120, "an action stays with the dead"
            time.sleep(0.02)
        if held:
            self.recoveries.append(time.monotonic() - began)
        self.deaf.update(row[0] for row in plain_sql.rows(self._running.database_url, DEAF))

    def _progressed(self, mark: int) -> bool:
        deadline = time.monotonic() + STALLED
        while self._running.tail.look().told <= mark:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.01)
        return True
