"""On which close codes a client of the feeds comes back, with the cursor of the last message, and on which it stops."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from app.feed_client import Ask, FeedClient, FeedRefused
from app.watch import FEED
from tests.web.closing_server import SILENT, ClosingServer
from tests.web.node import said

PASSING = ["1000", "1001", "1012", "1013", "1014", "4403", "4408"]
FATAL = ["1002", "1003", "1007", "1008", "1009", "1011", "4004", "4005", "4400", "4401", "4406", "4409", "4429", "4500"]


@pytest.fixture
async def server() -> ClosingServer:
    return ClosingServer()


@pytest.fixture
async def url(server: ClosingServer) -> AsyncIterator[str]:
    async with server.running() as address:
        yield address


async def test_the_client_in_typescript(server: ClosingServer, url: str) -> None:
    settings = {"CLOSING_URL": url, "CLOSING_PASSING": ",".join(PASSING), "CLOSING_FATAL": ",".join(FATAL)}
    await said("--test", "tests/feed/closing.test.ts", settings=settings)
    assert len(server.asked.pop(SILENT)) > 1
    assert server.asked == {code: ["0", "1", "2"] for code in PASSING} | {code: ["0"] for code in FATAL}


async def test_the_client_in_python(server: ClosingServer, url: str) -> None:
    async with asyncio.TaskGroup() as group:
        for code in PASSING:
            group.create_task(_comes_back(f"{url}/{code}"))
        for code in FATAL:
            group.create_task(_stops(f"{url}/{code}"))
    assert server.asked == {code: ["0", "1", "2"] for code in PASSING} | {code: ["0"] for code in FATAL}


async def _comes_back(url: str) -> None:
    async with aclosing(_client(url).follow(FEED, _never)) as messages:
        shown = [await anext(messages) for _ in range(3)]
    assert [(message["cursor"], len(message["events"])) for message in shown] == [("1", 1), ("2", 0), ("3", 0)]


async def _stops(url: str) -> None:
    async with aclosing(_client(url).follow(FEED, _never)) as messages:
        await anext(messages)
        with pytest.raises(FeedRefused):
            await anext(messages)


def _client(url: str) -> FeedClient:
    return FeedClient(url, "x", pause=lambda _: 0.001, cursor="0")


async def _never(_: Ask) -> str:
    raise AssertionError("nothing was reset")
