"""What a caller's fence forbids at the last moment is not sent."""

import asyncio

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


@pytest.mark.parametrize("passes", [0, 1])
async def test_what_the_fence_raises_comes_out_as_it_is_and_nothing_is_sent(passes, duxsoup, server, credentials):
    lost, asked = LeaseLost("gone"), []

    def fence() -> None:
        asked.append(server.connections)
        if len(asked) > passes:
            raise lost

    with pytest.raises(LeaseLost) as caught:
        await duxsoup.queue(credentials, VISIT, NOW, fence=fence)
    assert caught.value is lost
    assert server.heard == []


async def test_the_fence_is_asked_before_connecting_and_again_before_the_first_byte(duxsoup, server, credentials):
    asked = []
    server.will_answer(TAKEN, TAKEN)
    for _ in range(2):
        await duxsoup.queue(credentials, VISIT, NOW, fence=lambda: asked.append(len(server.heard)))
    assert asked == [0, 0, 1, 1]


async def test_the_fence_is_asked_after_the_waits(server, credentials):
    order: list[str] = []

    class Told(Limiter):
        async def account(self, user_id: str) -> None:
            order.append(f"account {user_id}")

        async def host(self, host: str) -> None:
            order.append(f"host {host}")

    server.will_answer(TAKEN)
    async with DuxSoup(server.base_url, limiter=Told(account_gap=0, host_gap=0)) as duxsoup:
        await duxsoup.queue(credentials, VISIT, NOW, fence=lambda: order.append("fence"))
    assert order == [f"account {USER_ID}", "host 127.0.0.1", "fence", "fence"]


async def test_the_fence_is_not_asked_while_a_call_waits_for_others_to_end(duxsoup, server, credentials):
    asked = []
    server.will_answer(*[None] * LANES)
    others = [asyncio.create_task(duxsoup.queue(credentials, VISIT, NOW)) for _ in range(LANES)]
    while len(server.heard) < LANES:  # noqa: ASYNC110 - the server has no event for a count
        await asyncio.sleep(0)
    waits = asyncio.create_task(duxsoup.queue(credentials, VISIT, NOW, fence=lambda: asked.append(others[0].done())))
    for _ in range(20):
        await asyncio.sleep(0)
    server.will_answer(TAKEN)
    others[0].cancel()
    await waits
    assert asked == [True, True]
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)
