"""A socket whose other end takes nothing is given up: when it shows no sign of life, when it was closed, and when the server ends."""

import asyncio
import socket as sockets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import connect
from websockets.client import ClientProtocol
from websockets.uri import parse_uri

import app.logging
from app import socket_protocol
from app.serving import SEND_BUFFER, _listening
from app.settings import Settings
from app.socket_protocol import LINE, LOGGER, SocketProtocol

pytestmark = pytest.mark.usefixtures("logging_as_it_was")  # a server sets a level of its own
PATIENCE = 60
NEVER = 3_600.0


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket_protocol, "FAREWELL_SECONDS", 0.01)


async def _flood(socket: WebSocket) -> None:
    """More than all buffers on the way hold, and then still more."""
    await socket.accept()
    while True:
        await socket.send_text("x" * 100_000)


async def _flood_and_end(socket: WebSocket) -> None:
    await socket.accept()
    try:
        async with asyncio.timeout(0.5):
            while True:
                await socket.send_text("x" * 100_000)
    except TimeoutError:
        return


async def _close(socket: WebSocket) -> None:
    """With a closing frame that is on its way, behind more than the other end takes."""
    await socket.accept()
    await socket.send_text("x" * 20_000_000)
    socket._send.__self__.writable.set()  # type: ignore[attr-defined]  # as if it were written a moment before the line was full
    await socket.close(1013)


@asynccontextmanager
async def _served(endpoint: Any, **more: Any) -> AsyncIterator[tuple[uvicorn.Server, "asyncio.Task[None]"]]:
    usual: dict[str, Any] = {"ws_ping_interval": NEVER, "log_level": "critical"}
    config = uvicorn.Config(
        Starlette(routes=[WebSocketRoute("/", endpoint)]),
        ws=SocketProtocol, lifespan="off", access_log=False, ws_per_message_deflate=False,
        timeout_graceful_shutdown=PATIENCE, **(usual | more),
    )  # fmt: skip
    server = uvicorn.Server(config)
    with sockets.create_server(("127.0.0.1", 0)) as listening:
        running = asyncio.create_task(server.serve(sockets=[listening]))
        async with asyncio.timeout(PATIENCE):
            while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
            yield server, running
            server.should_exit = True
            await running


@asynccontextmanager
async def _frozen(server: uvicorn.Server) -> AsyncIterator[None]:
    """Somebody who was let in and reads nothing from then on."""
    address = server.servers[0].sockets[0].getsockname()
    protocol = ClientProtocol(parse_uri(f"ws://127.0.0.1:{address[1]}/"))
    protocol.send_request(protocol.connect())
    with sockets.socket() as line:
        line.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(line, address)
        await loop.sock_sendall(line, b"".join(protocol.data_to_send()))
        assert (await loop.sock_recv(line, 100)).startswith(b"HTTP/1.1 101")
        yield


async def _gone(server: uvicorn.Server) -> None:
    while server.server_state.connections:  # noqa: ASYNC110 - nobody announces that a connection was lost
        await asyncio.sleep(0.01)


async def _stuck(server: uvicorn.Server) -> None:
    [connection] = server.server_state.connections
    while connection.writable.is_set():  # type: ignore[union-attr]  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.01)


async def test_who_shows_no_sign_of_life_and_takes_nothing_is_cut_off() -> None:
    async with _served(_flood, ws_ping_interval=0.3, ws_ping_timeout=0.1) as (server, _), _frozen(server):
        await _stuck(server)
        await _gone(server)


async def test_who_shows_signs_of_life_is_not() -> None:
    async with _served(_close_when_told, ws_ping_interval=0.01, ws_ping_timeout=PATIENCE) as (server, _):
        address = server.servers[0].sockets[0].getsockname()
        async with connect(f"ws://127.0.0.1:{address[1]}/", proxy=None) as connection:
            [held] = server.server_state.connections
            pings: set[float] = set()
            while len(pings) < 3:
                pings.add(held.ping_sent_at)  # type: ignore[union-attr]  # uvicorn's type is that of both its protocols
                await asyncio.sleep(0.01)
            await connection.send("end")
            assert await connection.recv() == "ended"


async def _close_when_told(socket: WebSocket) -> None:
    await socket.accept()
    await socket.receive_text()
    await socket.send_text("ended")


async def test_of_a_socket_that_comes_and_goes_only_warnings_are_said() -> None:
    """The access log has a line of it."""
    async with _served(_close_when_told) as (server, _):
        address = server.servers[0].sockets[0].getsockname()
        async with connect(f"ws://127.0.0.1:{address[1]}/", proxy=None) as connection:
            [held] = server.server_state.connections
            loggers: set[str] = {held.logger.name, held.conn.logger.name}  # type: ignore[union-attr]  # as below
            await connection.send("end")
            assert await connection.recv() == "ended"
    assert loggers == {LOGGER}
    assert LOGGER in app.logging._QUIET


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65_535, 65_536, 300_000])
async def test_what_was_written_out_already_goes_out_whole_and_in_its_turn(length: int) -> None:
    text = ("é" * length)[:length]

    async def tell(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text("before")
        assert socket.scope[LINE].take(text.encode())
        await socket.send_text("after")
        await socket.receive()

    async with _served(tell) as (server, _):
        address = server.servers[0].sockets[0].getsockname()
        async with connect(f"ws://127.0.0.1:{address[1]}/", proxy=None, max_size=None) as connection:
            assert [await connection.recv() for _ in range(3)] == ["before", text, "after"]


async def test_where_there_is_no_room_nothing_is_taken() -> None:
    taken: list[bool] = []

    async def fill(socket: WebSocket) -> None:
        await socket.accept()
        while socket.scope[LINE].take(b"x" * 100_000):
            pass
        taken.append(socket.scope[LINE].take(b"x"))

    async with _served(fill) as (server, _), _frozen(server):
        await _gone(server)
    assert taken == [False]


async def test_after_the_end_nothing_is_taken() -> None:
    taken: list[bool] = []

    async def end(socket: WebSocket) -> None:
        await socket.accept()
        await socket.close()
        taken.append(socket.scope[LINE].take(b"x"))

    async with _served(end) as (server, _):
        address = server.servers[0].sockets[0].getsockname()
        async with connect(f"ws://127.0.0.1:{address[1]}/", proxy=None) as connection:
            await connection.wait_closed()
    assert taken == [False]


async def test_what_was_not_taken_when_all_was_said_is_not_waited_for() -> None:
    async with _served(_flood_and_end) as (server, _), _frozen(server):
        await _stuck(server)
        await _gone(server)


async def test_a_closing_frame_that_nobody_takes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made = SocketProtocol.__init__

    def impatient(self: SocketProtocol, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        self.close_timeout = 0.01

    monkeypatch.setattr(SocketProtocol, "__init__", impatient)
    async with _served(_close) as (server, _), _frozen(server):
        await _gone(server)


async def test_a_server_that_ends_does_not_wait_for_who_takes_nothing() -> None:
    async with _served(_flood) as (server, running), _frozen(server):
        await _stuck(server)
        server.should_exit = True
        await running


def test_what_waits_for_somebody_in_the_system_is_bounded() -> None:
    with _listening(Settings(port=9)) as listening:
        assert listening.getsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF) <= 2 * SEND_BUFFER
