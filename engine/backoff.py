"""How long until the next try: full jitter per account, and a breaker per remote host."""

from dataclasses import dataclass
from datetime import timedelta

from models.health import EXHAUSTED_AT

FIRST = timedelta(seconds=2)
LONGEST = timedelta(minutes=5)
LONGEST_ASKED = timedelta(hours=1)
OPENS_AT = 5
OPEN_FOR = 60.0
_ENOUGH = 8  # doublings, after which the longest wait is reached anyway


def wait(failures: int, chance: float, retry_after: timedelta | None = None) -> timedelta:
    """`failures` counts from 1, `chance` is uniform in [0, 1). What the remote asked for is a floor, up to an hour. Once the
    tries are used up, each further one comes after the longest wait in full.
    """
    ceiling = min(LONGEST, FIRST * (1 << min(failures, _ENOUGH)))
    floor = min(retry_after or timedelta(0), LONGEST_ASKED)
    return max(floor, ceiling * (chance if failures < EXHAUSTED_AT else 1))


@dataclass(slots=True)
class Breaker:
    """Of one remote host, over monotonic seconds: closed, then open, then one read (never a command) decides."""

    failures: int = 0
    opened_at: float | None = None

    def refuses(self, monotonic: float) -> bool:
        """Whether nothing at all may be asked of the host now."""
        return self.opened_at is not None and monotonic < self.opened_at + OPEN_FOR

    def wants_probe(self, monotonic: float) -> bool:
        """Half open: a read comes first, and commands only after it succeeded."""
        return self.opened_at is not None and not self.refuses(monotonic)

    def failed(self, monotonic: float) -> None:
        self.failures += 1
        if self.opened_at is not None or self.failures >= OPENS_AT:
            self.opened_at = monotonic

    def succeeded(self) -> None:
        self.failures = 0
        self.opened_at = None
