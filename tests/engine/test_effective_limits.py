"""What an account may do at most: defaults, ramp, ceilings, and what an admin set."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from engine.limits import check_overrides, effective
from models import DuxSoupAccount, StepKind
from models.account import LimitOverride
from models.errors import InvalidInput
from tests.factories import START

DEFAULTS = {
    (StepKind.CONNECT, False, 24): 15,
    (StepKind.CONNECT, False, 168): 75,
    (StepKind.CONNECT, True, 720): 3,
    (StepKind.MESSAGE, False, 24): 25,
    (StepKind.VISIT, False, 24): 40,
    (StepKind.INMAIL, False, 24): 10,
    (StepKind.FOLLOW, False, 24): 20,
    (StepKind.ENDORSE, False, 24): 20,
    (StepKind.TAG, False, 24): 20,
    (None, False, 24): 80,
}


def unsaved(**values: Any) -> DuxSoupAccount:
    return DuxSoupAccount(**{"dux_soup_user_id": "1", "created_at": START, "timezone": "UTC", **values})


def limits_of(account: DuxSoupAccount, now: datetime = START) -> dict[tuple[StepKind | None, bool, int], int]:
    return {(one.kind, one.with_note, one.hours): one.limit for one in effective(account, now)}


def override(kind: str | None, limit: int, hours: int = 24, *, with_note: bool = False) -> LimitOverride:
    return {"kind": kind, "with_note": with_note, "hours": hours, "limit": limit}


def test_an_account_without_settings_has_the_default_windows() -> None:
    assert limits_of(unsaved()) == DEFAULTS


def test_a_paid_account_has_no_window_of_its_own_for_notes() -> None:
    found = limits_of(unsaved(paid_linkedin=True))
    assert found == {key: limit for key, limit in DEFAULTS.items() if not key[1]}


def test_an_account_not_asked_yet_counts_as_free() -> None:
    assert limits_of(unsaved(paid_linkedin=None)) == limits_of(unsaved(paid_linkedin=False))


@pytest.mark.parametrize(
    ("days", "connects", "messages", "visits"),
    [(0, 5, 10, 15), (6, 5, 10, 15), (7, 8, 15, 25), (14, 12, 20, 35), (21, 15, 25, 40), (28, 15, 25, 40)],
)
def test_the_ramp_rises_by_the_week(days: int, connects: int, messages: int, visits: int) -> None:
    found = limits_of(unsaved(ramp_started_on=date(2026, 3, 2)), START + timedelta(days=days))
    kinds = (StepKind.CONNECT, StepKind.MESSAGE, StepKind.VISIT)
    assert tuple(found[kind, False, 24] for kind in kinds) == (connects, messages, visits)


def test_the_ramp_begins_with_its_first_week_even_when_it_starts_later() -> None:
    assert limits_of(unsaved(ramp_started_on=date(2026, 4, 1)))[StepKind.CONNECT, False, 24] == 5


def test_the_ramp_counts_days_of_the_accounts_own_zone() -> None:
    account = unsaved(ramp_started_on=date(2026, 3, 2), timezone="Pacific/Auckland")
    late = datetime.fromisoformat("2026-03-08T11:00:00+00:00")  # already the 9th in Auckland
    assert limits_of(account, late)[StepKind.CONNECT, False, 24] == 8


def test_an_override_replaces_the_default_but_not_the_ramp() -> None:
    raised = unsaved(limits=[override("connect", 25)])
    assert limits_of(raised)[StepKind.CONNECT, False, 24] == 25
    raised.ramp_started_on = date(2026, 3, 2)
    assert limits_of(raised)[StepKind.CONNECT, False, 24] == 5


def test_no_override_passes_its_ceiling_even_if_it_was_stored() -> None:
    assert limits_of(unsaved(limits=[override("connect", 500)]))[StepKind.CONNECT, False, 24] == 25
    paid = unsaved(limits=[override("connect", 500)], paid_linkedin=True)
    assert limits_of(paid)[StepKind.CONNECT, False, 24] == 30


def test_an_override_may_add_a_window() -> None:
    assert limits_of(unsaved(limits=[override("visit", 6, 1)]))[StepKind.VISIT, False, 1] == 6


def test_a_paid_account_may_be_given_a_window_for_notes() -> None:
    paid = unsaved(limits=[override("connect", 4, 720, with_note=True)], paid_linkedin=True)
    assert limits_of(paid)[StepKind.CONNECT, True, 720] == 4


@pytest.mark.parametrize(
    ("broken", "path", "why"),
    [
        (
            [override("connect", 26)],
            ("limits", "0", "limit"),
            "The kind connect in 24 hours: 0 to 25, or 30 where LinkedIn",
        ),
        ([override("connect", 101, 168)], ("limits", "0", "limit"), "connect in 168 hours: 0 to 100."),
        ([override("connect", 6, 720, with_note=True)], ("limits", "0", "limit"), "with a note in 720 hours: 0 to 5."),
        ([override("message", 51)], ("limits", "0", "limit"), "message in 24 hours: 0 to 50."),
        ([override("visit", 81)], ("limits", "0", "limit"), "visit in 24 hours: 0 to 80."),
        ([override("inmail", 26)], ("limits", "0", "limit"), "inmail in 24 hours: 0 to 25."),
        ([override("follow", 21)], ("limits", "0", "limit"), "follow in 24 hours: 0 to 20."),
        ([override("endorse", 21)], ("limits", "0", "limit"), "endorse in 24 hours: 0 to 20."),
        ([override("tag", 21)], ("limits", "0", "limit"), "tag in 24 hours: 0 to 20."),
        ([override(None, 101)], ("limits", "0", "limit"), "All kinds together in 24 hours: 0 to 100."),
        ([override("visit", 1_001, 5)], ("limits", "0", "limit"), "visit in 5 hours: 0 to 1000."),
        ([override("visit", 1), override("connect", -1)], ("limits", "1", "limit"), "0 to 25"),
        ([override("wave", 1)], ("limits", "0", "kind"), "no such kind"),
        ([override("visit", 1, with_note=True)], ("limits", "0", "withNote"), "Only connects"),
        ([override("visit", 1, 0)], ("limits", "0", "hours"), "1 to 720 hours"),
        ([override("visit", 1, 721)], ("limits", "0", "hours"), "1 to 720 hours"),
        ([override("visit", 1), override("visit", 2)], ("limits", "1"), "Two limits"),
        ([override("visit", 1, hours) for hours in range(1, 32)], ("limits",), "at most 30"),
    ],
)
def test_an_override_that_breaks_a_rule_is_refused_with_its_field_and_the_rule(
    broken: list[LimitOverride], path: tuple[str, ...], why: str
) -> None:
    with pytest.raises(InvalidInput, match=why) as caught:
        check_overrides(broken, paid=False)
    assert caught.value.path == path


def test_overrides_up_to_the_ceiling_are_taken() -> None:
    check_overrides([override("connect", 25), override(None, 100), override("connect", 5, 720, with_note=True)], None)
    check_overrides([override("connect", 30)], paid=True)
