"""The socket as the product serves it: how long a message may be, and that nothing is compressed."""

import asyncio
import json
import socket as sockets
from collections.abc import AsyncIterator

import pytest
import uvicorn

from app.hearing import Hearing
from app.parts import Parts
from app.serving import MAX_FRAME, _config
from tests.graphql.feed.client import Socket, socket
from tests.graphql.feed.conftest import Person

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # nothing here depends on the database


@pytest.fixture
async def line(parts: Parts, person: Person) -> AsyncIterator[Socket]:
    """Let in by a server that is set up as the product's own."""
    server = uvicorn.Server(_config(parts, None, Hearing(parts.clock)))
    with sockets.create_server(("127.0.0.1", 0)) as listening:
        running = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        async with socket(f"ws://127.0.0.1:{listening.getsockname()[1]}/graphql") as connection:
            yield await connection.init(person.token)
        server.should_exit = True
        await running


def _ping(length: int) -> str:
    empty = json.dumps({"type": "ping", "payload": {"text": ""}})
    return empty.replace('""', f'"{"x" * (length - len(empty))}"')


async def test_a_message_has_64_kib_at_most(line: Socket) -> None:
    assert MAX_FRAME == 64 * 1024
    await line.send(_ping(MAX_FRAME))
    assert (await line.frame())["type"] == "pong"
    await line.send(_ping(MAX_FRAME + 1))
    assert (await line.closed())[0] == 1009


async def test_nothing_is_compressed_though_the_client_offers_it(line: Socket) -> None:
    request, response = line.connection.request, line.connection.response
    assert request is not None
    assert response is not None
    assert "permessage-deflate" in request.headers["Sec-WebSocket-Extensions"]
    assert "Sec-WebSocket-Extensions" not in response.headers
