"""Facts merge to the same status whatever the order and however often they are told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import AssignmentStatus, Fact, Facts

T0 = datetime(2026, 3, 2, 9, tzinfo=UTC)
TOLD = st.tuples(st.sampled_from(Fact), st.integers(0, 6), st.booleans())
S = AssignmentStatus


def _merged(told: list[tuple[Fact, int, bool]], facts: Facts | None = None) -> Facts:
    facts = facts or Facts()
    for fact, hours, implied in told:
        facts = facts.merged(fact, T0 + timedelta(hours=hours), implied=implied)
    return facts


@given(st.lists(TOLD, max_size=9).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_order_does_not_matter(told_twice: tuple[list[tuple[Fact, int, bool]], list[tuple[Fact, int, bool]]]) -> None:
    told, shuffled = told_twice
    assert _merged(told) == _merged(shuffled)


@given(st.lists(TOLD, max_size=9))
def test_repetition_does_not_matter(told: list[tuple[Fact, int, bool]]) -> None:
    assert _merged(told + told) == _merged(told) == _merged(told, _merged(told))


L, A, R, C, N, B, U = (
    Fact.LAUNCHED, Fact.ACCEPTED, Fact.RESPONDED, Fact.COMPLETED, Fact.NOT_ACCEPTED, Fact.BLACKLISTED, Fact.REINSTATED,
)  # fmt: skip
STATUS = [
    ([], S.PENDING),
    ([(L, 0)], S.ACTIVE),
    ([(L, 0), (A, 1)], S.ACCEPTED),
    ([(L, 0), (N, 1)], S.NOT_ACCEPTED),
    ([(L, 0), (N, 1), (A, 2)], S.ACCEPTED),
    ([(L, 0), (R, 1)], S.RESPONDED),
    ([(L, 0), (A, 1), (R, 2), (C, 3)], S.COMPLETED),
    ([(L, 0), (C, 3), (R, 4)], S.COMPLETED),
    ([(L, 0), (C, 3), (B, 4)], S.BLACKLISTED),
    ([(A, 1), (R, 1), (C, 1), (N, 1)], S.PENDING),
    ([(B, 1)], S.BLACKLISTED),
    ([(B, 1), (U, 2)], S.PENDING),
    ([(L, 0), (B, 1), (U, 2)], S.ACTIVE),
    ([(L, 0), (A, 1), (B, 1), (U, 2)], S.ACCEPTED),
    ([(B, 1), (U, 2), (B, 3)], S.BLACKLISTED),
    ([(B, 2), (U, 2)], S.BLACKLISTED),
    ([(U, 2)], S.PENDING),
]


@pytest.mark.parametrize(("told", "status"), STATUS, ids=str)
def test_the_status_is_the_highest_that_the_facts_allow(told: list[tuple[Fact, int]], status: S) -> None:
    assert _merged([(fact, hours, False) for fact, hours in told]).status() is status


@pytest.mark.parametrize("fact", [Fact.LAUNCHED, Fact.ACCEPTED, Fact.RESPONDED, Fact.COMPLETED, Fact.NOT_ACCEPTED])
def test_facts_keep_their_earliest_time(fact: Fact) -> None:
    assert getattr(_merged([(fact, 3, False), (fact, 1, False), (fact, 2, False)]), f"{fact}_at") == T0 + timedelta(
        hours=1
    )


@pytest.mark.parametrize("fact", [Fact.BLACKLISTED, Fact.REINSTATED])
def test_blacklisted_and_reinstated_keep_their_latest(fact: Fact) -> None:
    assert getattr(_merged([(fact, 1, False), (fact, 3, False), (fact, 2, False)]), f"{fact}_at") == T0 + timedelta(
        hours=3
    )


def test_a_reply_implies_acceptance_until_one_is_seen() -> None:
    replied = _merged([(R, 2, False)])
    assert (replied.accepted_at, replied.implied) == (T0 + timedelta(hours=2), True)
    seen = replied.merged(A, T0 + timedelta(hours=5))
    assert (seen.accepted_at, seen.implied) == (T0 + timedelta(hours=2), False)
