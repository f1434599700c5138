"""Whether the product's memory stays flat however many events it has delivered."""

import statistics
import time
from pathlib import Path

from benchmarks.feed_load import Subscribers, Subscribing
from benchmarks.peer_process import Program, started

_SAMPLES = 100


def memory(program: Program, asking: Subscribing, folder: Path, clients: int, deliveries: int) -> None:
    """Prints the resident memory at each tenth, and how it grows over the last half: a line fitted to fifty looks at it."""
    seen: list[tuple[int, float]] = []
    with started(program, folder) as process:
        subscribers = Subscribers(process, asking)
        subscribers.join(clients)
        began = time.perf_counter()
        for sample in range(1, _SAMPLES + 1):
            subscribers.deliveries(deliveries * sample // _SAMPLES)
            seen.append((subscribers.received, process.resident))
            if sample % (_SAMPLES // 10) == 0:
                print(
                    f"    after {subscribers.received:>9,} deliveries of {subscribers.made:,} events {seen[-1][1] / 1e6:7.1f} MB",
                    flush=True,
                )
        subscribers.settle()
        taken = time.perf_counter() - began
        subscribers.close()
    late = seen[_SAMPLES // 2 :]
    fitted = statistics.linear_regression([one for one, _ in late], [size for _, size in late])
    print(
        f"  memory over the last half: {fitted.slope:+,.2f} bytes a delivery, {fitted.slope * (late[-1][0] - late[0][0]) / 1e6:+.2f} MB"
        f" in all ({clients} clients, {subscribers.received / taken:,.0f} deliveries a second)"
    )
