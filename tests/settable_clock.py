"""A clock that stands still until a test moves it."""

from datetime import datetime, timedelta


class SettableClock:
    """All three faces move together; `move_wall` moves the wall and the monotonic one alone, as while simulated time is stopped."""

    def __init__(self, start: datetime) -> None:
        self._now = self._wall = start
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def wall(self) -> datetime:
        return self._wall

    def monotonic(self) -> float:
        return self._monotonic

    def move(self, **by: float) -> None:
        self._now += timedelta(**by)
        self.move_wall(**by)

    def move_wall(self, **by: float) -> None:
        self._wall += timedelta(**by)
        self._monotonic += timedelta(**by).total_seconds()

    def jump(self, by: timedelta) -> None:
        """The wall is set, and no time passes."""
        self._wall += by

    def set(self, moment: datetime) -> None:
        """Moves simulated time to a moment, wherever that is; the wall goes on by as much, never back."""
        self.move_wall(seconds=max(0.0, (moment - self._now).total_seconds()))
        self._now = moment
