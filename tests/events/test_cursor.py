"""A cursor is taken only if it was given out, for this workspace, unchanged."""

from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.cursor import Place, decode, encode

OURS = UUID(int=1)
THEIRS = UUID(int=2)
numbers = st.integers(min_value=0, max_value=2**63 - 1)


@given(st.integers(min_value=0, max_value=2**31 - 1), numbers)
def test_a_cursor_comes_back_as_the_place_it_was_made_of(epoch: int, position: int) -> None:
    assert decode(OURS, encode(OURS, epoch, position)) == Place(epoch, position)


@given(st.integers(min_value=0, max_value=99), numbers)
def test_a_cursor_of_another_workspace_is_no_place_in_this_one(epoch: int, position: int) -> None:
    assert decode(OURS, encode(THEIRS, epoch, position)) is None


@given(st.text(max_size=90))
def test_text_that_is_no_cursor_is_no_place(text: str) -> None:
    assert decode(OURS, text) is None


@pytest.mark.parametrize("text", ["", "=", "AA", "1:2", "MToy", "A" * 10_000, "\x00", "é", "a b", "MToy===", "\ud800"])
def test_known_rubbish_is_no_place(text: str) -> None:
    assert decode(OURS, text) is None


def test_not_one_of_a_thousand_mutated_cursors_is_taken() -> None:
    random = Random(20_260_105)
    good = [encode(OURS, 1 + random.randrange(3), random.randrange(10**6)) for _ in range(1_000)]
    assert [mutant for mutant in map(_mutated(random), good) if decode(OURS, mutant) is not None] == []


def test_a_padded_or_truncated_cursor_is_not_taken() -> None:
    good = encode(OURS, 1, 4711)
    assert decode(OURS, good) is not None
    assert decode(OURS, good + "=") is None
    assert all(decode(OURS, good[:length]) is None for length in range(len(good)))


def _mutated(random: Random):
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    def mutate(cursor: str) -> str:
        at = random.randrange(len(cursor))
        return cursor[:at] + random.choice(alphabet.replace(cursor[at], "")) + cursor[at + 1 :]

    return mutate
