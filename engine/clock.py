"""Time as the product knows it: simulated now, real wall, monotonic for leases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

REAL_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Anchor:
    """At `wall` the simulated time was `simulated`; since then a simulated day takes `day_seconds` wall seconds."""

    wall: datetime
    simulated: datetime
    day_seconds: int = REAL_DAY

    @property
    def real(self) -> bool:
        return self.day_seconds == REAL_DAY

    @property
    def speed(self) -> float:
        """Simulated seconds a wall second."""
        return REAL_DAY / self.day_seconds


class RunningClock:
    """The three faces of rules.md 1, over a wall and a monotonic source that are handed in. In real time `now` is the wall."""

    def __init__(self, anchor: Anchor, wall: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self.anchor = anchor
        self._wall = wall
        self._monotonic = monotonic

    def now(self) -> datetime:
        wall = self._wall()
        if self.anchor.real:
            return wall
        return self.anchor.simulated + (wall - self.anchor.wall) * self.anchor.speed

    def wall(self) -> datetime:
        return self._wall()

    def monotonic(self) -> float:
        return self._monotonic()

    def wall_until(self, moment: datetime) -> float:
        """Wall seconds from now to a simulated moment; 0 when it has passed."""
        return max(0.0, (moment - self.now()).total_seconds() / self.anchor.speed)


def real_clock(wall: Callable[[], datetime], monotonic: Callable[[], float]) -> RunningClock:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return RunningClock(Anchor(epoch, epoch), wall, monotonic)


def resumed(anchor: Anchor, latest: datetime, wall: datetime) -> Anchor:
    """Goes on at the latest time on record, so that time neither runs back nor passed while nothing ran."""
    return Anchor(wall, max(latest, anchor.simulated), anchor.day_seconds)


def tick(anchor: Anchor) -> timedelta:
    """How much simulated time one wall second is."""
    return timedelta(seconds=anchor.speed)
