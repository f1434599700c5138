"""F17: told to stop, the product ends within seconds: each socket is told to come back, what is being sent and asked is finished."""

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from app.feed_client import socket_url
from tests.faults import town
from tests.faults.audience import DOCUMENT, until
from tests.faults.bad_peers import Kind, attached
from tests.faults.doomed import SHORTER
from tests.faults.nursery import Doomed, Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.graphql.feed.client import socket
from tests.journey import plain_sql
from tests.journey.product_process import ERRORS, wait_until

SOCKETS, ASKED, FROZEN = 100, 50, 5
WITHIN = 25.0
RESTART = 1012
# The remote takes its time, so that there is something under way at any moment; not so much that fifty, each with two calls of
# which four go at once, could not be answered before the server waits no longer.
SLOW: dict[str, Any] = {"latency_seconds": (0.4, 0.8)}
SPEED = 60
VERIFY = f"mutation($id: ID!) {{ verifyAccount(id: $id) {{ account {{ id }} {ERRORS} }} }}"


@dataclass(frozen=True)
class Ending:
    """`sending`: what stood as being sent when it was told to stop, and what still does afterwards. `answered`: how many of those
    who were asking got an answer.
    """

    exits: list[int]
    took: float
    closed: Counter[int]
    asking: int
    answered: int
    sending: tuple[int, int]

    @property
    def orderly(self) -> bool:
        return (
            set(self.exits) == {0}
            and set(self.closed) == {RESTART}
            and self.answered == self.asking
            and not self.sending[1]
        )


class Asking:
    """Somebody who waits for an answer of Dux-Soup's, once for each account."""

    def __init__(self, running: Rig, count: int) -> None:
        self._running = running
        self._count = count
        self._written = 0
        self._waiting: list[asyncio.Task[bool]] = []

    async def begin(self, client: httpx.AsyncClient) -> None:
        """Returns when the server has read all of it: what is asked afterwards is answered."""
        accounts = await asyncio.to_thread(plain_sql.rows, self._running.database_url, "SELECT id FROM duxsoup_user")
        self._waiting = [asyncio.create_task(self._ask(client, str(row[0]))) for row in accounts[: self._count]]
        await until(lambda: self._written == self._count, "not everybody asked")
        assert (await client.get("/healthz")).status_code == 200
        assert not any(one.done() for one in self._waiting), "nobody waits"

    async def answered(self) -> int:
        return sum(await asyncio.gather(*self._waiting))

    async def _ask(self, client: httpx.AsyncClient, account_id: str) -> bool:
        body = {"query": VERIFY, "variables": {"id": account_id}}
        try:
            response = await client.post("/graphql", json=body, extensions={"trace": self._note})
        except httpx.TransportError:
            return False
        return response.status_code == 200 and response.json()["data"]["verifyAccount"]["errors"] == []

    async def _note(self, event: str, _: object) -> None:
        self._written += event == "http11.send_request_body.complete"


async def _end(running: Rig, sockets: int, asked: int, frozen: int, stop: int = signal.SIGTERM) -> Ending:
    asking = Asking(running, asked)
    async with AsyncExitStack() as stack:
        listening = []
        for _ in range(sockets - frozen):  # so many has one viewer
            one = await stack.enter_async_context(socket(socket_url(running.url)))
            await one.init(running.town.token)
            await one.message(await one.subscribe(DOCUMENT, after=None))
            listening.append(one)
        await stack.enter_async_context(attached(running, [Kind.FROZEN] * frozen))
        client = await stack.enter_async_context(_client(running))
        await asking.begin(client)
        sending = await asyncio.to_thread(wait_until, partial(_sending, running), "nothing is sent")
        began = time.monotonic()
        _tell(running, stop)
        closing = asyncio.gather(*(one.closed() for one in listening))
        exits = await asyncio.to_thread(_exits, running)
        took = time.monotonic() - began
        closed = Counter(code for code, _ in await closing)
        answered = await asking.answered()
    left = await asyncio.to_thread(_sending, running)
    ending = Ending(exits, took, closed, asked, answered, (sending, left))
    print(ending)  # noqa: T201 - the figures of the run
    return ending


def _processes(running: Rig) -> list[Doomed]:
    return [*running.serving, *running.dispatching]


def _tell(running: Rig, what: int) -> None:
    for process in _processes(running):
        assert process.pid is not None
        os.kill(process.pid, what)


def _exits(running: Rig) -> list[int]:
    return [process.ended() for process in _processes(running)]


def _sending(running: Rig) -> int:
    [(count,)] = plain_sql.rows(running.database_url, "SELECT count(*) FROM action WHERE state = 'sending'")
    return int(count)


def _client(running: Rig) -> httpx.AsyncClient:
    headers = {"Authorization": f"Bearer {running.town.token}"}
    limits = httpx.Limits(max_connections=ASKED + 1)
    return httpx.AsyncClient(base_url=running.url, headers=headers, trust_env=False, timeout=60, limits=limits)


@contextmanager
def _launched(nursery: Nursery, folder: Path, database_url: str, random: Random, seats: int) -> Iterator[Rig]:
    made = asyncio.run(town.build(database_url, Plan(people=10 * seats, seats=seats)))
    # Nothing is hurried: how long each may take to its end is what is tried.
    more: dict[str, Any] = {"knobs": SLOW, "faults": {SHORTER: "1"}, "workers": 1}
    with rig(nursery, folder, database_url, made, random, speed=SPEED, **more) as running:
        running.start()
        running.launch()
        yield running


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_told_to_stop_it_finishes_what_is_under_way_and_sends_everybody_away(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with _launched(nursery, tmp_path, database_url, random, 8) as running:
        assert asyncio.run(_end(running, 10, 8, 0)).orderly


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_an_end_by_force_is_found_out(nursery: Nursery, tmp_path: Path, database_url: str, random: Random) -> None:
    with _launched(nursery, tmp_path, database_url, random, 8) as running:
        ending = asyncio.run(_end(running, 10, 8, 0, signal.SIGKILL))
    assert RESTART not in ending.closed
    assert ending.answered < ending.asking
    assert ending.sending[1] > 0


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("frozen", [0, FROZEN])
def test_a_hundred_sockets_and_fifty_requests_are_brought_to_an_end_in_time(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random, frozen: int
) -> None:
    with _launched(nursery, tmp_path, database_url, random, ASKED) as running:
        ending = asyncio.run(_end(running, SOCKETS, ASKED, frozen))
    assert ending.orderly
    assert ending.took <= WITHIN
