"""A socket whose other end takes nothing, or is gone: it is given up, and leaves neither a trace nor anything running."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from starlette.types import Message
from starlette.websockets import WebSocket

import app.socket_adapter
import app.socket_watch
from app.graphql import GraphQLEndpoint
from app.parts import Parts
from app.socket_adapter import SocketAdapter
from events.broker import Broker
from tests.graphql.feed.conftest import Person, revoke
from tests.graphql.feed.test_event_feed import FEED
from tests.settable_clock import SettableClock

SCOPE = {
    "type": "websocket", "path": "/graphql", "raw_path": b"/graphql", "root_path": "", "query_string": b"", "state": {},
    "scheme": "ws", "server": ("test", 80), "client": ("test", 1), "headers": [(b"host", b"test")],
    "subprotocols": ["graphql-transport-ws"], "asgi": {"version": "3.0", "spec_version": "2.4"},
}  # fmt: skip


class Peer:
    """The other end, as a server shows it to the application: it takes what is sent until it is told not to."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.meets: Exception | None = None
        self.refused = self.stalled = False
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        self._heard = asyncio.Event()

    def says(self, **frame: Any) -> None:
        self._said.put_nowait({"type": "websocket.receive", "text": orjson.dumps(frame).decode()})

    def leaves(self) -> None:
        self._said.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def receive(self) -> Message:
        return await self._said.get()

    async def send(self, message: Message) -> None:
        if self.meets is not None:
            self.refused = True
            raise self.meets
        if self.stalled:
            await asyncio.Event().wait()
        self.sent.append(message)
        self._heard.set()

    async def heard(self, text: str) -> None:
        async with asyncio.timeout(60):
            while text not in str(self.sent):
                self._heard.clear()
                await self._heard.wait()


@pytest.fixture
def peer() -> Peer:
    return Peer()


@pytest.fixture
async def serving(parts: Parts, broker: Broker, person: Person, peer: Peer) -> AsyncIterator[asyncio.Task[None]]:
    """The endpoint at work for a peer that was let in and follows a feed."""
    peer._said.put_nowait({"type": "websocket.connect"})
    peer.says(type="connection_init", payload={"authorization": f"Bearer {person.token}"})
    task = asyncio.create_task(GraphQLEndpoint(parts)(dict(SCOPE), peer.receive, peer.send))
    await peer.heard("connection_ack")
    peer.says(type="subscribe", id="1", payload={"query": FEED})
    await peer.heard("EventBatch")
    yield task
    task.cancel()
    await asyncio.wait([task])


async def _ended(serving: asyncio.Task[None], broker: Broker) -> None:
    async with asyncio.timeout(60):
        await asyncio.wait([serving])
        while broker.followers:  # noqa: ASYNC110 - nobody announces that a follower left
            await asyncio.sleep(0.01)
    assert (serving.cancelled(), serving.exception()) == (False, None)


@pytest.mark.parametrize(
    "said",
    [{"type": "ping"}, {"type": "subscribe", "id": "2", "payload": {"query": FEED}}],
    ids=["an answer", "an operation"],
)
async def test_who_takes_not_even_the_closing_frame_is_given_up(
    serving: asyncio.Task[None], peer: Peer, broker: Broker, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    monkeypatch.setattr(app.socket_adapter, "SEND_SECONDS", 0.01)
    peer.stalled, taken = True, len(peer.sent)
    peer.says(**said)
    await _ended(serving, broker)
    assert len(peer.sent) == taken


async def test_whose_access_ended_and_who_takes_no_closing_frame_is_given_up(
    serving: asyncio.Task[None],
    peer: Peer,
    broker: Broker,
    person: Person,
    clock: SettableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app.socket_adapter, "SEND_SECONDS", 0.01)
    monkeypatch.setattr(app.socket_watch, "RECHECK_SECONDS", 0.01)
    peer.stalled, taken = True, len(peer.sent)
    await revoke(person, clock)
    await _ended(serving, broker)
    assert len(peer.sent) == taken


async def test_a_server_that_waits_no_longer_ends_it_without_a_word(
    serving: asyncio.Task[None], peer: Peer, broker: Broker, caplog: pytest.LogCaptureFixture
) -> None:
    serving.cancel()
    await _ended(serving, broker)
    assert caplog.records == []


@pytest.mark.parametrize(("met", "logged"), [(ConnectionResetError(), 0), (LookupError("a bug"), 1)])
async def test_a_peer_that_is_gone_is_no_failure_and_anything_else_is_put_on_record(
    serving: asyncio.Task[None],
    peer: Peer,
    broker: Broker,
    caplog: pytest.LogCaptureFixture,
    met: Exception,
    logged: int,
) -> None:
    peer.meets = met
    peer.says(type="subscribe", id="2", payload={"query": FEED})
    async with asyncio.timeout(60):
        while not peer.refused or len(caplog.records) < logged:  # noqa: ASYNC110 - a log announces nothing
            await asyncio.sleep(0.01)
    peer.leaves()
    await _ended(serving, broker)
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [met] * logged


async def test_a_socket_is_closed_once_however_many_find_a_reason(peer: Peer) -> None:
    peer._said.put_nowait({"type": "websocket.connect"})
    socket = WebSocket(dict(SCOPE), peer.receive, peer.send)
    await socket.accept()
    adapter = SocketAdapter(None, socket, socket)  # type: ignore[arg-type] # of the view it needs nothing to close
    for code, reason in ((4400, "Malformed"), (1013, "Too slow")):
        await adapter.close(code, reason)
    assert [message["code"] for message in peer.sent if message["type"] == "websocket.close"] == [4400]
