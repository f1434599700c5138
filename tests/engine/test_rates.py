"""Proportions and their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.rates import wilson


def test_of_nothing_there_is_no_rate():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0)],
)
def test_the_interval_is_wilsons(hits, of, low, high):
    found = wilson(hits, of)
    assert found is not None
    assert (found.value, found.of) == (hits / of, of)
    assert [found.low, found.high] == pytest.approx([low, high], abs=1e-4)


@given(some.integers(1, 10_000), some.integers(0, 10_000))
def test_the_rate_lies_inside_its_interval_and_that_between_0_and_1(of, hits):
    found = wilson(min(hits, of), of)
    assert found is not None
    assert -1e-12 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1 + 1e-12
