"""How much of what it costs to answer one viewer may use of this process within a minute."""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import islice
from math import ceil

WINDOW_SECONDS = 60
# Beyond so many at once the one whose minute began first begins a new one.
MOST_VIEWERS = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a viewer's minute: what is left of it, and in how many seconds the next one begins."""

    quota: int
    remaining: int
    resets_in: int


@dataclass(slots=True)
class _Minute:
    began: float
    spent: int = 0


class RequestBudget:
    """Each process counts by itself; a quota of 0 bounds nothing. `now` is monotonic."""

    def __init__(self, quota: int) -> None:
        self._quota = quota
        self._minutes: dict[Hashable, _Minute] = {}

    def spend(self, viewer: Hashable, cost: int, now: float) -> int:
        """In how many seconds there is something left again, where nothing is; else 0. The last of it may be overdrawn once, so
        that nothing is too dear for a whole minute.
        """
        standing = self.standing(viewer, now)
        if standing is None:
            return 0
        if not standing.remaining:
            return standing.resets_in
        self._minute(viewer, now).spent += cost
        return 0

    def standing(self, viewer: Hashable, now: float) -> Standing | None:
        """Null where nothing is bounded."""
        if not self._quota:
            return None
        minute = self._minute(viewer, now)
        left = max(self._quota - minute.spent, 0)
        return Standing(self._quota, left, ceil(minute.began + WINDOW_SECONDS - now))

    def _minute(self, viewer: Hashable, now: float) -> _Minute:
        """They stand in the order in which they began, so what is over is found at the front."""
        minute = self._minutes.get(viewer)
        if minute is None or minute.began + WINDOW_SECONDS <= now:
            self._minutes.pop(viewer, None)
            self._forget(now)
            minute = self._minutes[viewer] = _Minute(now)
        return minute

    def _forget(self, now: float) -> None:
        for viewer, minute in [*islice(self._minutes.items(), 2)]:
            if minute.began + WINDOW_SECONDS <= now or len(self._minutes) >= MOST_VIEWERS:
                del self._minutes[viewer]
