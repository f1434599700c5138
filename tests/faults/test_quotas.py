"""No account passes a limit, whatever its zone and its clock, and next to none of the room stays unused while work waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import ceil

import pytest

from engine import limits, windows
from tests.faults.quota_ledger import OverQuota
from tests.faults.quota_run import run
from tests.faults.quota_seat import DEFAULTS, Plan
from tests.properties import naive
from tests.properties.conftest import folder, lab, quick_lab
from tests.properties.laboratory import Laboratory
from tests.properties.tables import wiped

__all__ = ["folder", "lab", "quick_lab"]

SPRING, AUTUMN = datetime(2026, 3, 2, 7, tzinfo=UTC), datetime(2026, 10, 5, 7, tzinfo=UTC)
ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Auckland")
STEPS = tuple(
    sign * step
    for step in (timedelta(seconds=10), timedelta(hours=1), timedelta(days=1))
    for sign in (1, -1)
)  # fmt: skip
MOST_UNUSED = 0.01


def _plans(accounts: int, share: float) -> list[Plan]:
    """In both halves of the year, so that both nights on which clocks change lie within; every tenth has the default limits."""
    plans = []
    for number in range(accounts):
        ways = {"limits": DEFAULTS, "ramp": True, "office": True} if number % 10 == 9 else {"office": number % 2 == 1}
        steps = STEPS if number % 4 < 2 and number % 10 != 9 else ()
        start = SPRING if number % 2 == 0 else AUTUMN
        plans.append(Plan(ZONES[number % 3], start, ceil(40 * share), steps=steps, **ways))
    return plans


def _judged(lab: Laboratory, plans: list[Plan], seed: int) -> None:
    sent = missed = 0
    for number, plan in enumerate(plans):
        lab.runner.run(wiped())
        result = lab.runner.run(run(lab.units, lab.clock, plan, seed + number))
        print(  # noqa: T201 - what was reached is read by whoever runs this
            f"{plan.zone} from {plan.start:%d %B}: {result.sent} sent, {result.missed} missed in {plan.days} days"
        )
        sent, missed = sent + result.sent, missed + result.missed
    assert sent
    assert missed <= MOST_UNUSED * (sent + missed), f"{missed} of the room for {sent + missed} stayed unused"


START = datetime(2026, 3, 27, 7, tzinfo=UTC)
SHORT = Plan("Europe/Berlin", START, 4, steps=(-timedelta(hours=1), timedelta(seconds=10)))
BY_DAY = Plan("Europe/Berlin", START, 4, office=True)


def test_no_window_is_passed_in_days_around_a_clock_change(quick_lab: Laboratory, seed: int):
    _judged(quick_lab, [SHORT, BY_DAY], seed)


@pytest.mark.parametrize("count", [naive.by_the_day, naive.of_what_is_done], ids=["by the day", "of what is done"])
def test_a_naive_count_is_found_out(quick_lab: Laboratory, seed: int, count: object, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "usage", count)
    with pytest.raises(OverQuota):
        _judged(quick_lab, [SHORT], seed)


def test_leaving_out_what_is_done_by_hand_is_found_out(
    quick_lab: Laboratory, seed: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(windows, "_BY_HAND", f"{windows._BY_HAND} AND FALSE")
    with pytest.raises(OverQuota):
        _judged(quick_lab, [SHORT], seed)


def test_room_that_is_left_unused_is_found_out(quick_lab: Laboratory, seed: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "usage", naive.counted_twice)
    with pytest.raises(AssertionError, match="of the room"):
        _judged(quick_lab, [replace(SHORT, days=1)], seed)


@pytest.mark.faults
@pytest.mark.timeout(7200)
def test_no_window_is_passed_in_800_account_days(quick_lab: Laboratory, seed: int, share: float):
    _judged(quick_lab, _plans(20, share), seed)


@pytest.mark.faults
@pytest.mark.timeout(7200)
def test_no_window_is_passed_on_either_database(lab: Laboratory, seed: int, share: float):
    _judged(lab, _plans(2, share), seed)
