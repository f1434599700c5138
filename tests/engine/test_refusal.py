"""Refusals are written down once a minute for a member and a command, however often they come."""

from datetime import timedelta
from uuid import uuid4

from engine import refusal
from engine.refusal import Refusals
from tests.factories import START


def test_the_first_is_due_at_once_and_the_next_after_a_minute_with_all_that_came_between():
    refusals, somebody = Refusals(), uuid4()
    assert refusals.due(somebody, "x", START) == 1
    assert [refusals.due(somebody, "x", START + timedelta(seconds=at)) for at in (1, 59)] == [0, 0]
    assert refusals.due(somebody, "x", START + timedelta(seconds=60)) == 3


def test_members_and_commands_are_counted_apart():
    refusals, somebody = Refusals(), uuid4()
    assert (
        refusals.due(somebody, "x", START)
        == refusals.due(somebody, "y", START)
        == refusals.due(uuid4(), "x", START)
        == 1
    )


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(refusal, "MAX_REMEMBERED", 3)
    refusals = Refusals()
    for at in range(10):
        refusals.due(uuid4(), "x", START + timedelta(minutes=at))
    assert len(refusals._tallies) <= 3
