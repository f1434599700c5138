"""A viewer's minute: counted by what answers cost, each viewer apart, forgotten when it is over."""

import pytest

from engine import request_budget
from engine.request_budget import RequestBudget, Standing


def test_what_is_left_shrinks_by_what_is_asked_for_and_is_whole_again_after_a_minute():
    budget = RequestBudget(100)
    assert budget.standing("a", 5.0) == Standing(100, 100, 60)
    assert budget.spend("a", 30, 5.0) == 0
    assert budget.standing("a", 34.5) == Standing(100, 70, 31)
    assert budget.standing("a", 64.9) == Standing(100, 70, 1)
    assert budget.standing("a", 65.0) == Standing(100, 100, 60)


def test_the_last_of_it_may_be_overdrawn_once_and_then_it_is_told_when_to_come_back():
    budget = RequestBudget(100)
    assert [budget.spend("a", 99, 0.0), budget.spend("a", 500, 1.0), budget.spend("a", 1, 20.0)] == [0, 0, 40]
    assert budget.standing("a", 20.0) == Standing(100, 0, 40)
    assert budget.spend("a", 1, 60.0) == 0
    assert budget.standing("a", 60.0) == Standing(100, 99, 60)


def test_each_viewer_has_a_minute_of_their_own():
    budget = RequestBudget(10)
    budget.spend("a", 10, 0.0)
    assert [budget.spend("a", 1, 1.0), budget.spend("b", 1, 1.0)] == [59, 0]


def test_without_a_quota_nothing_is_bounded_or_kept():
    budget = RequestBudget(0)
    assert [budget.spend("a", 10**9, 0.0) for _ in range(3)] == [0, 0, 0]
    assert budget.standing("a", 0.0) is None
    assert budget._minutes == {}


def test_minutes_that_are_over_are_not_kept():
    budget = RequestBudget(10)
    for number in range(1_000):
        budget.spend(number, 1, 0.0)
    for number in range(500):
        budget.spend(-number, 1, 61.0)
    assert len(budget._minutes) == 500


def test_of_more_viewers_than_are_kept_those_who_began_first_begin_anew(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(request_budget, "MOST_VIEWERS", 3)
    budget = RequestBudget(10)
    for number in range(10):
        budget.spend(number, 10, float(number))
        assert len(budget._minutes) <= 3
    assert [budget.spend(number, 1, 10.0) > 0 for number in (7, 8, 9, 0)] == [True, True, True, False]
