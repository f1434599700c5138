"""What the clients of the feeds do when the server, the network or their own caller has a bad day."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import TypeAlias

import pytest

from app.feed_client import Ask, Data, FeedClient, FeedRefused, Patience
from app.watch import FEED
from tests.web.closing_server import SILENT, ClosingServer
from tests.web.fickle_server import LARGE, LOG, FickleServer
from tests.web.node import said

Messages: TypeAlias = AsyncGenerator[Data, None]

# What each connection meets in turn, and the cursors of what is shown until the last message.
PASSING = {
    "cut,cut,cut,cut,error,message": ["1"],
    "error,error,error,error,cut,cut,message": ["1"],
    "error,error,error,error,message,error,error,error,error,message": ["1", "2"],
}
# Behind those that waited when no more was taken: the one that the caller has already is among them or not.
THE_HUNDREDTH = {"100", "101"}
REFUSED = "error,cut,error,cut,error,cut,error,cut,error,message"


@pytest.fixture
async def server() -> FickleServer:
    return FickleServer()


@pytest.fixture
async def url(server: FickleServer) -> AsyncIterator[str]:
    async with server.running() as address:
        yield address


async def test_the_client_in_typescript(server: FickleServer, url: str) -> None:
    await said("--test", "tests/feed/fickle.test.ts", settings={"FICKLE_URL": url})
    assert server.asked["log"][1] in THE_HUNDREDTH
    assert server.asked["failing"] == ["0", "1"]
    assert server.asked["log,stopped"] == ["0"]
    assert len(server.asked[REFUSED]) == 9


@pytest.mark.parametrize(("address", "shown"), PASSING.items())
async def test_only_answers_with_errors_are_counted_and_a_message_ends_the_count(
    url: str, address: str, shown: list[str]
) -> None:
    async with _following(f"{url}/{address}") as messages:
        assert [(await anext(messages))["cursor"] for _ in shown] == shown


async def test_five_answers_with_errors_are_too_many_whatever_came_between(server: FickleServer, url: str) -> None:
    async with _following(f"{url}/{REFUSED}") as messages:
        with pytest.raises(FeedRefused, match="the database restarts"):
            await anext(messages)
    assert len(server.asked[REFUSED]) == 9


async def test_a_message_may_be_as_large_as_it_likes(server: FickleServer, url: str) -> None:
    async with _following(f"{url}/large") as messages, asyncio.timeout(30):
        [event] = (await anext(messages))["events"]
    assert len(event["assignment"]["contact"]["fullName"]) == LARGE
    assert server.asked["large"] == ["0"]


async def test_a_slow_caller_has_so_many_messages_waiting_and_misses_none(server: FickleServer, url: str) -> None:
    async with _following(f"{url}/log") as messages, asyncio.timeout(30):
        shown = [await anext(messages)]
        await server.called_off["log"].wait()
        shown += [await anext(messages) for _ in range(LOG - 1)]
    assert [event["id"] for message in shown for event in message["events"]] == [str(n + 1) for n in range(LOG)]
    assert server.asked["log"][1] in THE_HUNDREDTH


async def test_a_message_that_the_caller_failed_at_is_shown_again(server: FickleServer, url: str) -> None:
    client = _client(f"{url}/log")
    shown: list[list[str]] = []

    async def fail_at_the_second() -> None:
        async with aclosing(client.follow(FEED, _never)) as messages:
            async for message in messages:
                shown.append([event["id"] for event in message["events"]])
                if len(shown) == 2:
                    raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail_at_the_second()
    async with aclosing(client.follow(FEED, _never)) as messages:
        again = await anext(messages)
    assert (shown, [event["id"] for event in again["events"]]) == ([["1"], ["2"]], ["2"])
    assert server.asked["log"] == ["0", "1"]


async def test_the_client_in_python_comes_back_from_a_server_that_gives_no_sign_of_life() -> None:
    silent = ClosingServer()
    async with silent.running() as url, asyncio.timeout(30):
        client = _client(f"{url}/{SILENT}")
        client.patience = Patience(every=0.1, within=0.1)
        async with aclosing(client.follow(FEED, _never)) as messages:
            assert [(await anext(messages))["cursor"] for _ in range(3)] == ["1", "2", "3"]


def _following(url: str) -> aclosing[Messages]:
    return aclosing(_client(url).follow(FEED, _never))


def _client(url: str) -> FeedClient:
    return FeedClient(url, "x", pause=lambda _: 0.001, cursor="0")


async def _never(_: Ask) -> str:
    raise AssertionError("nothing was reset")
