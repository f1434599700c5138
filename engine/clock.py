"""Time as the product knows it: simulated now, real wall, monotonic for leases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

REAL_DAY = 86_400
# Wall seconds that the clocks of two machines may differ; more is a wall clock that was set.
TOLERATED = 2
# Up to here two machines are told apart from a clock that was put back while nothing ran: a mark further ahead is of before that.
APART = timedelta(minutes=1)


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

    def span(self, wall_seconds: float) -> timedelta:
        """How much simulated time passes meanwhile."""
        return timedelta(seconds=wall_seconds * self.speed)


class RunningClock:
    """The three faces of time, over a wall and a monotonic source that are handed in. In real time `now` is the wall."""

    def __init__(self, anchor: Anchor, wall: Callable[[], datetime], monotonic: Callable[[], float]) -> None:
        self.anchor = anchor
        self._wall = wall
        self._monotonic = monotonic
        self._seen = wall(), monotonic()

    def now(self) -> datetime:
        wall = self._wall()
        if self.anchor.real:
            return wall
        return self.anchor.simulated + (wall - self.anchor.wall) * self.anchor.speed

    def wall(self) -> datetime:
        return self._wall()

    def monotonic(self) -> float:
        return self._monotonic()

    def step(self) -> datetime | None:
        """The later side of a jump of the wall clock since this was asked last; null where it only went on."""
        wall, monotonic = self._wall(), self._monotonic()
        due = self._seen[0] + timedelta(seconds=monotonic - self._seen[1])
        self._seen = wall, monotonic
        return max(wall, due) if abs((wall - due).total_seconds()) > TOLERATED else None


def resumed(anchor: Anchor, latest: datetime, wall: datetime) -> Anchor:
    """Goes on at the latest time on record, so that time neither runs back nor passed while nothing ran."""
    return Anchor(wall, max(latest, anchor.simulated), anchor.day_seconds)
