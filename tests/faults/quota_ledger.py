"""Counts windows plainly, from what was sent and when it was carried out: the judge of the quotas, who knows nothing of SQL."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MOST_UNDER_WAY = 3
SHORTEST_REST, LONGEST_REST = timedelta(seconds=90), timedelta(seconds=150)
# kind (null: all), whether notes alone, hours
Window = tuple[str | None, bool, int]


class OverQuota(AssertionError):
    """More than a window may hold."""


@dataclass
class Sent:
    """What failed takes no room, but the account rests after it; what is done by hand takes room, and nobody rests after it."""

    kind: str
    with_note: bool
    sent_at: datetime
    executed_at: datetime | None = None
    failed: bool = False
    by_hand: bool = False

    @property
    def under_way(self) -> bool:
        return self.executed_at is None and not self.failed


@dataclass
class QuotaLedger:
    """`limits` of each window; `ramp` of a kind by week from its first day, in the account's zone."""

    limits: Mapping[Window, int]
    zone: ZoneInfo
    ramp: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    ramp_from: date | None = None
    sent: list[Sent] = field(default_factory=list)

    def hold(self, last: Sent, now: datetime) -> None:
        """Right after it was sent: within every window that ends now and it falls into, and at most three under way."""
        under_way = sum(one.under_way for one in self.sent)
        if under_way > MOST_UNDER_WAY:
            raise OverQuota(f"{under_way} under way")
        for window in self.limits:
            if last in self._of(window) and self.used(window, now) > self.limit(window, now):
                raise OverQuota(f"{self.used(window, now)} of {window} at {now}, of {self.limit(window, now)}")

    def hold_everywhere(self) -> None:
        """At the end: every window of what was carried out for us, wherever it lies; what is done by hand nobody can refuse."""
        for window in self.limits:
            hours = timedelta(hours=window[2])
            ours = [one for one in self._of(window) if not one.by_hand]
            stamps = sorted(one.executed_at for one in ours if one.executed_at is not None)
            for last in stamps:
                held = sum(last - hours < stamp <= last for stamp in stamps)
                if held > self.limit(window, last):
                    raise OverQuota(f"{held} of {window} up to {last}")

    def room(self, kind: str, now: datetime) -> bool:
        """Whether one more of this kind, without a note, would be within every window."""
        return all(
            self.used(window, now) < self.limit(window, now)
            for window in self.limits
            if window[0] in {None, kind} and not window[1]
        )

    def may_send(self, now: datetime) -> bool:
        ours = [one for one in self.sent if not one.by_hand]
        rested = all(one.sent_at + LONGEST_REST <= now for one in ours[-3:])
        return rested and sum(one.under_way for one in ours) < MOST_UNDER_WAY

    def next_change(self, now: datetime) -> Iterator[datetime]:
        """When something leaves a window."""
        for window in self.limits:
            hours = timedelta(hours=window[2])
            stamps = [one.executed_at + hours for one in self._of(window) if one.executed_at is not None]
            yield from (stamp for stamp in stamps if stamp > now)

    def limit(self, window: Window, now: datetime) -> int:
        kind, with_note, hours = window
        if self.ramp_from is None or kind is None or with_note or hours != 24 or kind not in self.ramp:
            return self.limits[window]
        week = max(0, (now.astimezone(self.zone).date() - self.ramp_from).days // 7)
        weeks = self.ramp[kind]
        return min(self.limits[window], weeks[week]) if week < len(weeks) else self.limits[window]

    def used(self, window: Window, now: datetime) -> int:
        """What is under way counts however old it is, what was carried out at its own time; what lies ahead of a clock that was
        put back counts too.
        """
        start = now - timedelta(hours=window[2])
        return sum(one.under_way or (one.executed_at or start) > start for one in self._of(window))

    def _of(self, window: Window) -> list[Sent]:
        kind, with_note, _ = window
        return [one for one in self.sent if kind in {None, one.kind} and (one.with_note or not with_note)]
