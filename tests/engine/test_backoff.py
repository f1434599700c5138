"""The waits between tries, and the breaker of a host that fails."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.backoff import LONGEST, OPEN_FOR, OPENS_AT, Breaker, wait


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_wait_is_anything_between_nothing_and_the_ceiling(failures: int, chance: float) -> None:
    assert timedelta(0) <= wait(failures, chance) <= min(LONGEST, timedelta(seconds=2 * 2 ** min(failures, 20)))


@pytest.mark.parametrize(("failures", "seconds"), [(1, 4), (2, 8), (3, 16), (7, 256), (8, 300), (50, 300)])
def test_the_ceiling_doubles_up_to_five_minutes(failures: int, seconds: int) -> None:
    assert wait(failures, 1.0) == timedelta(seconds=seconds)


def test_what_the_remote_asks_for_is_a_floor() -> None:
    assert wait(1, 0.0, timedelta(minutes=10)) == timedelta(minutes=10)
    assert wait(8, 0.999, timedelta(seconds=1)) > timedelta(seconds=250)


def test_no_remote_can_ask_for_more_than_an_hour() -> None:
    assert wait(1, 0.0, timedelta(days=30)) == timedelta(hours=1)


def failing(times: int) -> Breaker:
    breaker = Breaker()
    for _ in range(times):
        breaker.failed(100.0)
    return breaker


def test_the_breaker_opens_at_the_fifth_failure_in_a_row() -> None:
    assert not failing(OPENS_AT - 1).refuses(100.0)
    assert failing(OPENS_AT).refuses(100.0)


def test_a_success_between_failures_keeps_the_breaker_closed() -> None:
    breaker = failing(OPENS_AT - 1)
    breaker.succeeded()
    breaker.failed(100.0)
    assert not breaker.refuses(100.0)


def test_after_a_minute_one_read_decides() -> None:
    breaker = failing(OPENS_AT)
    later = 100.0 + OPEN_FOR
    assert (breaker.refuses(later), breaker.wants_probe(later)) == (False, True)
    breaker.succeeded()
    assert (breaker.refuses(later), breaker.wants_probe(later)) == (False, False)


def test_a_probe_that_fails_opens_the_breaker_for_another_minute() -> None:
    breaker = failing(OPENS_AT)
    later = 100.0 + OPEN_FOR
    breaker.failed(later)
    assert breaker.refuses(later + OPEN_FOR - 1)


def test_a_closed_breaker_wants_no_probe() -> None:
    assert not failing(1).wants_probe(100.0)
