"""One program cannot take all the places that there are for sockets, and a place is free again when its socket is closed."""

import asyncio
from contextlib import AsyncExitStack, suppress
from dataclasses import replace

import pytest
from websockets.exceptions import ConnectionClosed

from app.parts import Parts
from models import Workspace
from tests.graphql.feed.client import Socket, socket
from tests.graphql.feed.conftest import Person, somebody

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # nothing here depends on the database


@pytest.fixture
def parts(parts: Parts) -> Parts:
    return replace(parts, settings=parts.settings.model_copy(update={"sockets": 3, "sockets_of_one": 2}))


async def _opened(url: str, person: Person, stack: AsyncExitStack) -> Socket:
    return await (await stack.enter_async_context(socket(url))).init(person.token)


async def _refused(url: str, person: Person) -> tuple[int, str]:
    async with socket(url) as connection:
        with suppress(ConnectionClosed):
            await connection.send({"type": "connection_init", "payload": {"authorization": f"Bearer {person.token}"}})
        return await connection.closed()


async def test_one_viewer_has_so_many_and_the_next_comes_later(url: str, person: Person, workspace: Workspace) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(2):
            await _opened(url, person, stack)
        assert await _refused(url, person) == (1013, "Too many sockets of one viewer")
        await _opened(url, await somebody(workspace), stack)


async def test_there_are_so_many_in_all_let_in_or_not(url: str, person: Person, workspace: Workspace) -> None:
    async with AsyncExitStack() as stack:
        await _opened(url, person, stack)
        for _ in range(2):
            await stack.enter_async_context(socket(url))
        assert await _refused(url, await somebody(workspace)) == (1013, "Too many sockets")


async def test_a_place_is_free_again_once_its_socket_is_closed(url: str, person: Person) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(2):
            await _opened(url, person, stack)
    async with asyncio.timeout(30):
        while await _answer(url, person) != "connection_ack":  # noqa: ASYNC110 - the server says nothing of it
            await asyncio.sleep(0.01)


async def _answer(url: str, person: Person) -> object:
    async with socket(url) as connection:
        try:
            await connection.send({"type": "connection_init", "payload": {"authorization": f"Bearer {person.token}"}})
            return (await connection.frame())["type"]
        except ConnectionClosed:
            return None
