"""Whoever calls a client of the feeds off while its connection breaks gets what they asked for."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing

import pytest

from app.feed_client import Ask, FeedClient
from app.watch import FEED


async def _visit(client: FeedClient) -> None:
    async def ask(_: Ask) -> str:
        return ""

    await client.visit(ask)


async def _follow(client: FeedClient) -> None:
    async def refetch(_: Ask) -> str:
        return ""

    async with aclosing(client.follow(FEED, refetch)) as messages:
        async for _ in messages:
            pass


@pytest.mark.parametrize("use", [_visit, _follow])
async def test_who_is_called_off_while_the_connection_breaks_ends(use: Callable[[FeedClient], Awaitable[None]]) -> None:
    connecting = asyncio.Event()

    async def token() -> str:
        """As the transport does, which tells of the connection alone."""
        connecting.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise ConnectionResetError from None
        return ""

    task = asyncio.ensure_future(use(FeedClient("http://127.0.0.1:9", token, pause=lambda _: 3600.0)))
    await connecting.wait()
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=20)
    for late in {task} - done:
        late.cancel()
    assert task in done
    assert task.cancelled()
