"""The sandbox's clock: simulated time as a line through one point, with a speed."""

from dataclasses import dataclass

from sandbox.instant import DAY


@dataclass(slots=True)
class Clock:
    """Says what the simulated time is at a moment of wall time."""

    wall_anchor: float = 0.0
    simulated_anchor: float = 0.0
    day_seconds: float = DAY
    simulated: bool = False

    @property
    def speed(self) -> float:
        return DAY / self.day_seconds

    def now(self, wall: float) -> float:
        return self.simulated_anchor + (wall - self.wall_anchor) * self.speed

    def wall_seconds(self, simulated: float) -> float:
        return simulated / self.speed

    def anchor(self, wall: float, at: float, day_seconds: float) -> None:
        self.wall_anchor, self.simulated_anchor, self.day_seconds, self.simulated = wall, at, day_seconds, True

    def follow(self, wall: float, at: float) -> bool:
        """Moves forward to a signed timestamp that is ahead; real time follows nobody."""
        ahead = self.simulated and at > self.now(wall)
        if ahead:
            self.anchor(wall, at, self.day_seconds)
        return ahead
