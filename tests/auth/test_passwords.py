"""Passwords are kept as Argon2id hashes that nobody can afford to guess through, and the first guesses are refused."""

import asyncio
import threading

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from auth import passwords
from auth.passwords import HASHER, NOBODYS, broken_rule, fits, hashed, is_weaker


async def test_a_password_fits_its_own_hash_alone_and_no_hash_is_like_another() -> None:
    kept = await hashed("a quiet evening by the sea")
    assert kept != await hashed("a quiet evening by the sea")
    assert await fits("a quiet evening by the sea", kept)
    assert not await fits("a quiet evening by the see", kept)


def test_the_parameters_are_no_less_than_is_advised() -> None:
    found = extract_parameters(HASHER.hash("x"))
    assert found.type is Type.ID
    assert (found.memory_cost, found.time_cost, found.parallelism) == (19 * 1024, 2, 1)
    assert (found.hash_len, found.salt_len) == (32, 16)


def test_the_hash_of_nobody_costs_what_everybodys_costs() -> None:
    assert extract_parameters(NOBODYS) == extract_parameters(HASHER.hash("x"))


async def test_where_nothing_is_kept_the_same_work_is_done_and_nothing_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = PasswordHasher.verify

    def verify(self: PasswordHasher, hash: str, password: str) -> bool:  # noqa: A002 - the library's name
        seen.append(hash)
        return real(self, hash, password)

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    kept = await hashed("a quiet evening by the sea")
    assert [await fits("wrong", one) for one in (kept, None)] == [False, False]
    assert seen == [kept, NOBODYS]


@pytest.mark.parametrize("kept", ["", "x", "$argon2id$v=19$m=1,t=1,p=1$x$y", "plain"])
async def test_what_is_no_hash_fits_nothing(kept: str) -> None:
    assert not await fits("plain", kept)


@pytest.mark.parametrize(
    ("password", "rule"),
    [
        ("", "8 to 128"),
        ("seven-7", "8 to 128"),
        ("x" * 129, "8 to 128"),
        ("password", "tried first"),
        ("PassWord", "tried first"),
        ("12345678", "tried first"),
        ("football", "tried first"),
        ("iloveyou", "tried first"),
        ("qwertyuiop", "tried first"),
        ("\uff50assword", "tried first"),
    ],
)
def test_what_may_not_be_chosen_is_said_with_its_rule(password: str, rule: str) -> None:
    assert rule in (broken_rule(password) or "")


@pytest.mark.parametrize(
    "password", ["8 signs!", "x" * 7 + "y", "x" * 100 + "y" * 28, "über die Brücke", "🎈🎈🎈🎈🎈🎈🎈🎈"]
)
def test_whatever_else_has_8_to_128_characters_may_be_chosen(password: str) -> None:
    assert broken_rule(password) is None


def test_the_list_of_first_guesses_holds_the_three_thousand_that_are_asked_for_and_more() -> None:
    assert len(passwords._COMMON) > 3_000
    assert all(len(word) >= passwords.SHORTEST for word in passwords._COMMON)


async def test_one_character_written_in_two_ways_is_one() -> None:
    assert await fits("Bru\u0308cke am Fluss", await hashed("Br\u00fccke am Fluss"))


async def test_a_hash_of_lesser_parameters_is_known_as_weaker() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("old times, old hashes")
    assert is_weaker(weak)
    assert not is_weaker(await hashed("new times"))
    assert await fits("old times, old hashes", weak)


async def test_at_most_two_are_hashed_at_once_and_never_in_the_loops_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    lock, now, most = threading.Lock(), [0], [0]
    threads: set[int] = set()
    real = PasswordHasher.verify

    def verify(self: PasswordHasher, hash: str, password: str) -> bool:  # noqa: A002 - the library's name
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
            threads.add(threading.get_ident())
        try:
            return real(self, hash, password)
        finally:
            with lock:
                now[0] -= 1

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    await asyncio.gather(*(fits("wrong", None) for _ in range(8)))
    assert most[0] == 2
    assert threading.get_ident() not in threads
