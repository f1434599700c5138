"""Subscribers that do the server no good: one reads a byte a second, one nothing at all, one is gone and only a line takes what it is sent."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

from app.feed_client import socket_url
from events.cursor import encode
from tests.faults.audience import DOCUMENT
from tests.faults.town import Town

_LISTENING = "0A"
_SMALL = 4096
_STILL_SECONDS, _LOOK_SECONDS = 1.0, 0.1


class Served(Protocol):
    """Where a workspace is served, and with what token one comes in."""

    url: str
    town: Town


class Kind(StrEnum):
    SLOW = "slow"
    FROZEN = "frozen"
    HALF_OPEN = "half-open"


@dataclass
class BadPeer:
    """Answers no ping. Those that take little follow from the log's beginning, so that there is more to send than the buffers on
    the way hold.
    """

    kind: Kind
    line: socket.socket
    since: float

    @property
    def port(self) -> int:
        port: int = self.line.getsockname()[1]
        return port

    async def take(self) -> None:
        """Until it is cut off, as far as it would notice."""
        with suppress(ConnectionError):
            if self.kind is Kind.FROZEN:
                await asyncio.Event().wait()
            while await self._taken(1 if self.kind is Kind.SLOW else 65_536):
                continue

    async def _taken(self, most: int) -> bytes:
        taken = await asyncio.get_running_loop().sock_recv(self.line, most)
        await asyncio.sleep(1 if self.kind is Kind.SLOW else 0)
        return taken


@asynccontextmanager
async def attached(served: Served, kinds: list[Kind]) -> AsyncIterator[list[BadPeer]]:
    peers: list[BadPeer] = []
    taking: list[asyncio.Task[None]] = []
    try:
        for kind in kinds:
            peers.append(BadPeer(kind, await _subscribed(served, kind), time.monotonic()))
            taking.append(asyncio.create_task(peers[-1].take()))
        yield peers
    finally:
        for one in taking:
            one.cancel()
        await asyncio.gather(*taking, return_exceptions=True)
        for peer in peers:
            peer.line.close()


async def settled(served: Served, peers: list[BadPeer]) -> None:
    """Until they are sent nothing more: up to there they are told of the past like anybody who comes back, and that costs what
    telling it costs.
    """
    before, still = None, 0.0
    while still < _STILL_SECONDS:
        queued = {port: size for port, size in held(served).items() if port in {peer.port for peer in peers}}
        before, still = queued, still + _LOOK_SECONDS if queued == before else 0.0
        await asyncio.sleep(_LOOK_SECONDS)


def held(served: Served) -> dict[int, int]:
    """The other ends' ports of the connections that the server's process has, and how many bytes of each are not taken yet; the
    kernel tells, whatever a client noticed.
    """
    own, found = f"{urlsplit(served.url).port:04X}", {}
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, queues, *rest = line.split()
        if local.endswith(f":{own}") and state != _LISTENING and rest[4] != "0":
            found[int(remote.rpartition(":")[2], 16)] = int(queues.partition(":")[0], 16)
    return found


async def _subscribed(served: Served, kind: Kind) -> socket.socket:
    loop, address = asyncio.get_running_loop(), urlsplit(served.url)
    line = socket.socket()
    if kind is not Kind.HALF_OPEN:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL)
    line.setblocking(False)
    await loop.sock_connect(line, (address.hostname, address.port))
    protocol = ClientProtocol(parse_uri(socket_url(served.url)), subprotocols=["graphql-transport-ws"])  # type: ignore[list-item]  # a NewType of str
    protocol.send_request(protocol.connect())
    await _told(line, protocol)
    await _heard(line, protocol)
    assert protocol.handshake_exc is None
    await _said(line, protocol, type="connection_init", payload={"authorization": f"Bearer {served.town.token}"})
    await _heard(line, protocol)
    variables = {"after": None if kind is Kind.HALF_OPEN else encode(served.town.workspace_id, 1, 0)}
    await _said(line, protocol, id="1", type="subscribe", payload={"query": DOCUMENT, "variables": variables})
    return line


async def _said(line: socket.socket, protocol: ClientProtocol, **message: object) -> None:
    protocol.send_text(json.dumps(message).encode())
    await _told(line, protocol)


async def _told(line: socket.socket, protocol: ClientProtocol) -> None:
    await asyncio.get_running_loop().sock_sendall(line, b"".join(protocol.data_to_send()))


async def _heard(line: socket.socket, protocol: ClientProtocol) -> None:
    """The next thing that it is told: the answer to the handshake, or that it is let in. Until then it answers pings."""
    while not (events := [one for one in protocol.events_received() if not _is_control(one)]):
        data = await asyncio.get_running_loop().sock_recv(line, _SMALL)
        assert data, "not let in"
        protocol.receive_data(data)
        await _told(line, protocol)
    assert not isinstance(events[0], Frame) or b"connection_ack" in bytes(events[0].data)


def _is_control(event: object) -> bool:
    return isinstance(event, Frame) and event.opcode in {Opcode.PING, Opcode.PONG}
