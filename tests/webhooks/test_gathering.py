"""Those who ask at one moment are answered together, each with their own answer, and nobody waits for ever."""

import asyncio

import pytest

from webhooks.gathering import Gathering


async def test_whoever_comes_meanwhile_is_answered_together_each_with_their_own() -> None:
    rounds: list[list[int]] = []

    async def fetch(asked: list[int]) -> list[int]:
        rounds.append(asked)
        await asyncio.sleep(0)
        return [one * 10 for one in asked]

    gathering = Gathering(fetch)
    assert await asyncio.gather(*(gathering.ask(one) for one in range(5))) == [0, 10, 20, 30, 40]
    assert [one for together in rounds for one in together] == [0, 1, 2, 3, 4]
    assert len(rounds) < 5


async def test_one_that_cannot_be_served_spoils_no_other() -> None:
    async def fetch(asked: list[int]) -> list[int]:
        await asyncio.sleep(0)
        if 2 in asked:
            raise ValueError(asked)
        return asked

    gathering = Gathering(fetch)
    found = await asyncio.gather(*(gathering.ask(one) for one in range(4)), return_exceptions=True)
    assert [found[0], found[1], found[3]] == [0, 1, 3]
    assert isinstance(found[2], ValueError)


async def test_an_answer_too_few_is_told_and_keeps_nobody_waiting() -> None:
    async def fetch(_: list[int]) -> list[int]:
        return []

    with pytest.raises(ValueError, match="zip"):
        await asyncio.wait_for(Gathering(fetch).ask(1), 60)
