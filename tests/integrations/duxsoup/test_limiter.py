"""Calls are spaced out evenly, for each account and for each host, on a clock that the test turns."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

from integrations.duxsoup.limiter import Limiter


class TurnedClock(asyncio.SelectorEventLoop):
    """An event loop on which waiting takes no time: its clock jumps to the next timer."""

    def __init__(self) -> None:
        self.turned = 0.0
        loop = self

        class Jumping(selectors.SelectSelector):
            def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
                loop.turned += max(timeout or 0.0, 0.0)
                return super().select(0)

        super().__init__(Jumping())

    def time(self) -> float:
        return self.turned


def run(part: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=TurnedClock) as runner:
        runner.run(part)


async def at(waits: list[Coroutine[Any, Any, None]]) -> list[float]:
    """When each of these waits ended, in whole milliseconds of the turned clock."""
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def ended(wait: Coroutine[Any, Any, None]) -> float:
        await wait
        return round(loop.time() - began, 3)

    return sorted(await asyncio.gather(*(ended(wait) for wait in waits)))


def test_the_calls_of_one_account_are_spaced_evenly():
    async def part() -> None:
        limiter = Limiter(account_gap=2.0, host_gap=0)
        assert await at([limiter.account("1") for _ in range(4)]) == [0.0, 2.0, 4.0, 6.0]

    run(part())


def test_one_account_does_not_wait_for_another():
    async def part() -> None:
        limiter = Limiter(account_gap=2.0, host_gap=0)
        assert await at([limiter.account(str(n)) for n in range(4)]) == [0.0, 0.0, 0.0, 0.0]

    run(part())


def test_all_accounts_share_the_pace_of_the_host():
    async def part() -> None:
        limiter = Limiter(account_gap=0, host_gap=0.5)
        assert await at([limiter.host("duxsoup.example.com") for _ in range(3)]) == [0.0, 0.5, 1.0]

    run(part())


def test_without_a_gap_nothing_waits():
    async def part() -> None:
        limiter = Limiter(account_gap=0, host_gap=0)
        assert await at([limiter.account("1") for _ in range(3)]) == [0.0, 0.0, 0.0]

    run(part())


def test_one_limiter_serves_one_event_loop_after_another():
    limiter = Limiter(account_gap=2.0, host_gap=1.0)

    async def part() -> None:
        assert await at([limiter.account("1"), limiter.account("1")]) == [0.0, 2.0]

    run(part())
    run(part())
    assert len(limiter._accounts) == 1


def test_idle_accounts_are_forgotten_above_the_bound():
    async def part() -> None:
        limiter = Limiter(account_gap=1.0, host_gap=0, most_accounts=3)
        for n in range(10):
            await limiter.account(str(n))
            await asyncio.sleep(1.0)
        [paces] = limiter._accounts.values()
        assert len(paces._paces) == 3

    run(part())


def test_an_account_within_its_gap_is_never_forgotten():
    async def part() -> None:
        limiter = Limiter(account_gap=5.0, host_gap=0, most_accounts=3)
        for n in range(10):
            await limiter.account(str(n))
        assert await at([limiter.account("0")]) == [5.0]

    run(part())
