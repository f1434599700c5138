"""What a caller's fence forbids at the last moment is not sent."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.commands import Visit
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.wire import LANES
from tests.integrations.duxsoup.conftest import NOW, USER_ID
from tests.integrations.duxsoup.loopback import answer

VISIT = Visit("https://www.linkedin.com/in/robin-example/", "a-1")
TAKEN = answer('{"messageid": "5b0e7a11-3c9d-a1f2c3d4e5f6"}')


class LeaseLost(OSError):
    """Stands for the reason of a caller, of a kind that the network raises too."""


class Told:
    """A fence that notes when it is asked, and does then what the test wants."""

    def __init__(self, note: Callable[[str], object]) -> None:
        self._note = note

    async def extend(self) -> None:
        self._note("extend")

    def check(self) -> None:
        self._note("check")


@pytest.mark.parametrize("passes", [0, 1, 2])
async def test_what_the_fence_raises_comes_out_as_it_is_and_nothing_is_sent(passes, duxsoup, server, credentials):
    lost, asked = LeaseLost("gone"), []

    def note(what: str) -> None:
        asked.append(what)
        if len(asked) > passes:
            raise lost

    with pytest.raises(LeaseLost) as caught:
        await duxsoup.queue(credentials, VISIT, NOW, fence=Told(note))
    assert caught.value is lost
    assert server.heard == []


async def test_the_fence_is_asked_before_connecting_and_again_before_the_first_byte(duxsoup, server, credentials):
    asked = []
    server.will_answer(TAKEN, TAKEN)
    for _ in range(2):
        await duxsoup.queue(credentials, VISIT, NOW, fence=Told(lambda what: asked.append((what, len(server.heard)))))
    assert asked == [(what, heard) for heard in (0, 1) for what in ("extend", "check", "check")]


async def test_the_fence_is_asked_after_the_waits(server, credentials):
    order: list[str] = []

    class Waits(Limiter):
        async def account(self, user_id: str) -> None:
            order.append(f"account {user_id}")

        async def host(self, host: str) -> None:
            order.append(f"host {host}")

    server.will_answer(TAKEN)
    async with DuxSoup(server.base_url, limiter=Waits(account_gap=0, host_gap=0)) as duxsoup:
        await duxsoup.queue(credentials, VISIT, NOW, fence=Told(order.append))
    assert order == [f"account {USER_ID}", "host 127.0.0.1", "extend", "check", "check"]


@asynccontextmanager
async def under_way(server, calls) -> AsyncIterator[list[asyncio.Task[Any]]]:
    """Calls that the server has and does not answer."""
    calls = list(calls)
    server.will_answer(*[None] * len(calls))
    tasks = [asyncio.create_task(call) for call in calls]
    while len(server.heard) < len(tasks):  # noqa: ASYNC110 - the server has no event for a count
        await asyncio.sleep(0)
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_the_fence_is_not_asked_while_a_call_waits_for_others_to_end(duxsoup, server, credentials):
    asked = []
    open_fence = Told(lambda _: None)
    others = (duxsoup.queue(credentials, VISIT, NOW, fence=open_fence) for _ in range(LANES))
    async with under_way(server, others) as sending:
        told = Told(lambda _: asked.append(sending[0].done()))
        waits = asyncio.create_task(duxsoup.queue(credentials, VISIT, NOW, fence=told))
        for _ in range(20):
            await asyncio.sleep(0)
        server.will_answer(TAKEN)
        sending[0].cancel()
        await waits
    assert asked == [True, True, True]


async def test_who_only_asks_holds_up_nobody_who_sends(duxsoup, server, credentials):
    async with under_way(server, (duxsoup.queue_items(credentials) for _ in range(LANES))) as asking:
        server.will_answer(TAKEN)
        sending = duxsoup.queue(credentials, VISIT, NOW, fence=Told(lambda _: None))
        assert await sending == "5b0e7a11-3c9d-a1f2c3d4e5f6"
        assert not any(task.done() for task in asking)
