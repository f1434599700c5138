"""Working hours in the account's own zone, through both nights of a clock change and over holidays."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import SEARCH_DAYS, Calendar, Hours, calendar_of, check_calendar
from models import DuxSoupAccount
from models.account import Window
from models.errors import InvalidInput

BERLIN = Calendar("Europe/Berlin")
NIGHT = Calendar("Europe/Berlin", (Hours(6, time(1, 0), time(4, 0)),))  # Sundays, when clocks change
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kolkata", "Australia/Lord_Howe"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def opened(calendar: Calendar, moment: str) -> str:
    return calendar.next_open(at(moment)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-02 12:00", "2026-03-02 12:00"),  # a Monday, open
        ("2026-03-02 07:59", "2026-03-02 08:00"),  # before nine in Berlin
        ("2026-03-02 17:00", "2026-03-03 08:00"),  # closing time itself is closed
        ("2026-03-06 18:00", "2026-03-09 08:00"),  # Friday evening
        ("2026-03-07 12:00", "2026-03-09 08:00"),  # Saturday
    ],
)
def test_it_is_open_from_monday_to_friday_nine_to_six_of_the_accounts_zone(moment: str, expected: str) -> None:
    assert opened(BERLIN, moment) == expected


def test_nine_oclock_stays_nine_oclock_when_the_clocks_go_forward() -> None:
    assert opened(BERLIN, "2026-03-27 18:00") == "2026-03-30 07:00"


def test_nine_oclock_stays_nine_oclock_when_the_clocks_go_back() -> None:
    assert opened(BERLIN, "2026-10-23 18:00") == "2026-10-26 08:00"


def test_a_window_that_begins_in_the_skipped_hour_opens_when_the_clock_has_passed_it() -> None:
    skipped = Calendar("Europe/Berlin", (Hours(6, time(2, 30), time(5, 0)),))
    found = skipped.next_open(at("2026-03-28 20:00"))
    assert found == at("2026-03-29 01:30")  # 03:30 summer time; 02:30 did not exist


def test_a_window_inside_the_skipped_hour_does_not_open_that_night() -> None:
    skipped = Calendar("Europe/Berlin", (Hours(6, time(2, 10), time(2, 50)),))
    assert skipped.next_open(at("2026-03-28 20:00")) == at("2026-04-05 00:10")


@pytest.mark.parametrize("last", ["2026-03-29 01:59", "2026-10-25 02:59"], ids=["skipped", "repeated"])
def test_a_window_over_the_hour_that_a_clock_change_moves_closes_by_the_wall_clock(last: str) -> None:
    assert NIGHT.closed_reason(at(last)) is None
    assert NIGHT.closed_reason(at(last) + timedelta(minutes=1)) == "outside_hours"


def test_a_window_inside_the_repeated_hour_opens_once() -> None:
    repeated = Calendar("Europe/Berlin", (Hours(6, time(2, 0), time(2, 30)),))
    assert repeated.next_open(at("2026-10-25 01:10")) == at("2026-11-01 01:00")


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2026-03-28 23:00", 23),
        ("Europe/Berlin", "2026-10-24 22:00", 25),
        ("Europe/Berlin", "2026-06-06 22:00", 24),
        ("America/New_York", "2026-03-08 05:00", 23),
        ("America/New_York", "2026-11-01 04:00", 25),
        ("Australia/Lord_Howe", "2026-10-03 13:30", 23.5),
    ],
)
def test_a_whole_day_is_as_long_as_its_clocks_make_it(zone: str, day: str, hours: float) -> None:
    """Open all of the day, so what is closed begins with the next; the minutes in between are counted one by one."""
    start = at(day)
    calendar = Calendar(zone, (Hours(calendar_day(zone, start), time(0), time.max),))
    minutes = (start + timedelta(minutes=count) for count in range(-60, 27 * 60))
    assert sum(calendar.closed_reason(minute) is None for minute in minutes) == hours * 60


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"], ids=["spring", "autumn"])
def test_the_nights_of_a_clock_change_leave_the_hours_of_that_day_as_long_as_ever(day: str) -> None:
    """Where people work on that Sunday: 09:00 to 18:00 is nine hours."""
    sundays = Calendar("Europe/Berlin", (Hours(6, time(9), time(18)),))
    opens = sundays.next_open(at(f"{day} 00:00"))
    assert opens.astimezone(ZoneInfo("Europe/Berlin")).hour == 9
    assert sundays.closed_reason(opens + timedelta(hours=9) - timedelta(seconds=1)) is None
    assert sundays.closed_reason(opens + timedelta(hours=9)) == "outside_hours"


def calendar_day(zone: str, moment: datetime) -> int:
    return Calendar(zone).today(moment).weekday()


@pytest.mark.parametrize(
    ("country", "moment", "reason"),
    [
        ("DE", "2026-10-03 10:00", "outside_hours"),
        ("US", "2026-07-03 15:00", "holiday"),
        ("DE", "2026-07-03 15:00", None),
        ("DE", "2026-12-25 10:00", "holiday"),
        ("GB", "2026-12-28 10:00", "holiday"),
        (None, "2026-12-25 10:00", None),
    ],
)
def test_holidays_are_those_of_the_accounts_country(country: str | None, moment: str, reason: str | None) -> None:
    everyday = tuple(Hours(day, time(9), time(18)) for day in range(5 if reason == "outside_hours" else 6))
    assert Calendar("UTC", everyday, country).closed_reason(at(moment)) == reason


def test_the_day_of_a_holiday_is_the_accounts_own() -> None:
    sydney = Calendar("Australia/Sydney", tuple(Hours(day, time(0), time.max) for day in range(7)), "AU")
    assert sydney.closed_reason(at("2026-12-24 14:00")) == "holiday"  # already the 25th there
    assert sydney.closed_reason(at("2026-12-24 12:00")) is None


def test_outside_hours_and_open_are_told_apart() -> None:
    assert BERLIN.closed_reason(at("2026-03-02 20:00")) == "outside_hours"
    assert BERLIN.closed_reason(at("2026-03-02 12:00")) is None


def test_the_search_for_an_opening_ends() -> None:
    start = at("2026-03-02 12:00")
    assert Calendar("UTC", ()).next_open(start) == start + timedelta(days=SEARCH_DAYS)


def test_all_day_every_day_is_never_closed() -> None:
    account = stored([{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(7)])
    for text in ("2026-03-02 23:59:59.999999", "2026-03-03 00:00"):
        assert calendar_of(account).closed_reason(at(text)) is None


def test_an_account_without_hours_of_its_own_has_the_default_ones() -> None:
    assert calendar_of(stored(None, timezone="Europe/Berlin")) == BERLIN


def stored(windows: list[Window] | None, timezone: str = "UTC") -> DuxSoupAccount:
    return DuxSoupAccount(dux_soup_user_id="1", timezone=timezone, working_hours=windows)


@given(st.floats(0, 3 * 365 * 86_400), st.sampled_from(ZONES))
def test_the_next_opening_is_open_and_never_before(seconds: float, zone: str) -> None:
    moment = at("2025-01-01 00:00") + timedelta(seconds=seconds)
    calendar = Calendar(zone, holiday_country="US")
    found = calendar.next_open(moment)
    assert found >= moment
    assert calendar.closed_reason(found) is None
    assert time(9) <= found.astimezone(calendar._zone).time() < time(18)


def one_window(opens: str, closes: str, weekday: int = 0) -> list[Window]:
    return [{"weekday": weekday, "opens": opens, "closes": closes}]


FIRST, BOUNDS = ("workingHours", "0"), "between 08:00 and 20:00"


@pytest.mark.parametrize(
    ("windows", "path", "why"),
    [
        ([], ("workingHours",), "at least one"),
        (one_window("09:00", "18:00") * 29, ("workingHours",), "at most 28"),
        (one_window("18:00", "09:00"), (*FIRST, "closes"), "after it opens"),
        (one_window("09:00", "09:00"), (*FIRST, "closes"), "after it opens"),
        (one_window("07:59", "18:00"), (*FIRST, "opens"), BOUNDS),
        (one_window("20:00", "20:00"), (*FIRST, "opens"), BOUNDS),
        (one_window("09:00", "20:01"), (*FIRST, "closes"), "by 20:00"),
        (one_window("09:00", "24:00"), (*FIRST, "closes"), "by 20:00"),
        (one_window("09:00", "18:00", 7), (*FIRST, "weekday"), "Monday"),
        (one_window("09:00", "18:00", -1), (*FIRST, "weekday"), "Monday"),
        (one_window("9", "18:00"), (*FIRST, "opens"), "HH:MM"),
        (one_window("T1000", "18:00"), (*FIRST, "opens"), "HH:MM"),
        (one_window("09:00", "10+01"), (*FIRST, "closes"), "HH:MM"),
        (one_window("09:00", "25:00"), (*FIRST, "closes"), "HH:MM"),
        (one_window("12:00", "18:00") + one_window("09:00", "13:00"), (*FIRST, "opens"), "overlap"),
    ],
)
def test_windows_that_break_a_rule_are_refused_with_their_field_and_the_rule(
    windows: list[Window], path: tuple[str, ...], why: str
) -> None:
    with pytest.raises(InvalidInput, match=why) as caught:
        check_calendar("UTC", windows, None)
    assert caught.value.path == path


def test_an_unknown_zone_or_country_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput) as zone:
        check_calendar("Europe/Atlantis", None, None)
    with pytest.raises(InvalidInput) as country:
        check_calendar("UTC", None, "XX")
    assert (zone.value.path, country.value.path) == (("timezone",), ("holidayCountry",))


def test_two_windows_a_day_between_eight_and_twenty_are_taken() -> None:
    morning: Window = {"weekday": 0, "opens": "08:00", "closes": "12:00"}
    check_calendar("Europe/Berlin", [morning, {"weekday": 0, "opens": "12:00", "closes": "20:00"}], "DE")
