"""When an account may work: its hours, in its own zone, holidays off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import holidays

from models.account import DuxSoupAccount, Window
from models.errors import InvalidInput

EARLIEST, LATEST = time(8), time(20)
END_OF_DAY = time.max  # written 24:00
# Who looks for an opening further ahead than this is given the end of the search, and looks again then.
SEARCH_DAYS = 370
# Four a day.
MOST_WINDOWS = 28


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Open from `opens` until just before `closes`; never across midnight. `weekday` 0 is Monday."""

    weekday: int
    opens: time
    closes: time

    def covers(self, clock: time) -> bool:
        return self.opens <= clock and (clock < self.closes or self.closes == END_OF_DAY)


DEFAULT_HOURS = tuple(Hours(weekday, time(9), time(18)) for weekday in range(5))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Moments in and out are UTC. The hour that a clock change repeats counts once, the hour that it skips does not exist."""

    timezone: str = "UTC"
    windows: tuple[Hours, ...] = DEFAULT_HOURS
    holiday_country: str | None = None

    def next_open(self, at: datetime) -> datetime:
        """`at` itself if it is open then."""
        for opens, closes, hours in self._openings(at):
            candidate = max(at, opens)
            if candidate < closes and hours.covers(candidate.astimezone(self._zone).time()):
                return candidate
        return at + timedelta(days=SEARCH_DAYS)

    def closed_reason(self, at: datetime) -> str | None:
        """None when it is open, else `holiday` or `outside_hours`: a blocker's code."""
        if self.next_open(at) == at:
            return None
        day = self.today(at)
        works = any(hours.weekday == day.weekday() for hours in self.windows)
        return "holiday" if works and self._off(day) else "outside_hours"

    def worked(self, since: datetime, until: datetime) -> timedelta:
        """How much of the time between was open; further back than the search reaches nothing is counted."""
        total = timedelta(0)
        for opens, closes, _ in self._openings(max(since, until - timedelta(days=SEARCH_DAYS))):
            if opens >= until:
                break
            total += max(timedelta(0), min(closes, until) - max(opens, since))
        return total

    def today(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def _openings(self, at: datetime) -> Iterator[tuple[datetime, datetime, Hours]]:
        first = self.today(at)
        for day in (first + timedelta(days=ahead) for ahead in range(SEARCH_DAYS)):
            if self._off(day):
                continue
            for hours in self.windows:
                if hours.weekday == day.weekday():
                    yield self._moment(day, hours.opens), self._moment(day, hours.closes), hours

    def _moment(self, day: date, clock: time) -> datetime:
        if clock == END_OF_DAY:
            day, clock = day + timedelta(days=1), time(0)
        return datetime.combine(day, clock, self._zone).astimezone(UTC)

    def _off(self, day: date) -> bool:
        return self.holiday_country is not None and _holiday(self.holiday_country, day)


def calendar_of(account: DuxSoupAccount) -> Calendar:
    stated = account.working_hours
    key = None if stated is None else tuple((one["weekday"], one["opens"], one["closes"]) for one in stated)
    return _calendar(account.timezone, key, account.holiday_country)


def check_calendar(timezone: str, windows: Sequence[Window] | None, holiday_country: str | None) -> None:
    """Raises InvalidInput that names the field and the rule."""
    if timezone not in _zones():
        raise InvalidInput("This is not a time zone of the IANA list, such as Europe/Berlin.", path=["timezone"])
    if holiday_country is not None and holiday_country not in holidays.list_supported_countries():
        raise InvalidInput("Holidays of this country are not known; give its two letters.", path=["holidayCountry"])
    if windows is not None:
        _check_windows(windows)


@lru_cache(maxsize=4096)
def _calendar(timezone: str, windows: tuple[tuple[int, str, str], ...] | None, country: str | None) -> Calendar:
    if windows is None:
        return Calendar(timezone, DEFAULT_HOURS, country)
    parsed = (Hours(weekday, _clock(opens), _clock(closes)) for weekday, opens, closes in windows)
    return Calendar(timezone, tuple(sorted(parsed)), country)


@lru_cache(maxsize=16_384)
def _holiday(country: str, day: date) -> bool:
    return day in _holidays(country)


@lru_cache(maxsize=256)
def _holidays(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _check_windows(windows: Sequence[Window]) -> None:
    if not windows:
        raise InvalidInput("Give at least one window, or none at all for Monday to Friday 09:00-18:00.", path=_PATH)
    if len(windows) > MOST_WINDOWS:
        raise InvalidInput(f"A week has at most {MOST_WINDOWS} windows.", path=_PATH)
    parsed = sorted((_parsed(window, place), place) for place, window in enumerate(windows))
    for (before, _), (after, place) in pairwise(parsed):
        if before.weekday == after.weekday and after.opens < before.closes:
            raise InvalidInput("Two windows of one day overlap.", path=[*_PATH, str(place), "opens"])


def _parsed(window: Window, place: int) -> Hours:
    path = [*_PATH, str(place)]
    times = []
    for name in ("opens", "closes"):
        try:
            times.append(_clock(str(window[name])))
        except ValueError:
            raise InvalidInput("A time is HH:MM.", path=[*path, name]) from None
    hours = Hours(window["weekday"], *times)
    if not 0 <= hours.weekday <= 6:
        raise InvalidInput("A weekday is 0 (Monday) to 6 (Sunday).", path=[*path, "weekday"])
    if not EARLIEST <= hours.opens < LATEST:
        raise InvalidInput("A window opens between 08:00 and 20:00.", path=[*path, "opens"])
    if not hours.opens < hours.closes <= LATEST:
        raise InvalidInput("A window closes after it opens, and by 20:00.", path=[*path, "closes"])
    return hours


def _clock(text: str) -> time:
    """Exactly HH:MM: ISO 8601 has forms of the same length that mean something else, or another zone."""
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    if text == "24:00":
        return END_OF_DAY
    return time.fromisoformat(text)


_PATH = ["workingHours"]
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}")
