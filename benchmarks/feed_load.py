"""Any number of subscribers in one process that count what they are sent and do nothing else."""

import base64
import os
import select
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import orjson

from benchmarks.peer_process import PeerProcess

_AT_ONCE = 50
_PATIENCE = 120.0
_TEXT, _CLOSE, _PING, _PONG = 0x81, 0x88, 0x89, 0x8A
# So many events are made ahead, so that nobody waits for the next to be made.
AHEAD = 2
_UPGRADE = (
    "GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Key: %s\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Subscribing:
    """What the subscriber of each number sends: who it is, and what it asks for."""

    document: str
    variables: Callable[[int], dict[str, object]]
    token: Callable[[int], str]

    def init(self, number: int) -> bytes:
        payload = {"authorization": f"Bearer {self.token(number)}"}
        return _frame(_TEXT, orjson.dumps({"type": "connection_init", "payload": payload}))

    def subscribe(self, number: int) -> bytes:
        payload = {"query": self.document, "variables": self.variables(number)}
        return _frame(_TEXT, orjson.dumps({"id": f"{number:04}", "type": "subscribe", "payload": payload}))


@dataclass(slots=True)
class _Subscriber:
    socket: socket.socket
    received: int = 0
    rest: bytes = b""
    closed: str | None = None


@dataclass(slots=True)
class Subscribers:
    """Of one process that serves. An event is asked for as soon as the last but one has reached all of them."""

    served: PeerProcess
    asking: Subscribing
    made: int = 0
    received: int = 0
    size: int = 0
    cut_off: list[str] = field(default_factory=list)
    _joined: int = 0
    _all: dict[int, _Subscriber] = field(default_factory=dict)
    _poll: select.epoll = field(default_factory=select.epoll)
    _buffer: bytearray = field(default_factory=lambda: bytearray(1 << 18))

    def join(self, upto: int) -> None:
        """Each is there once it was sent its first message, which shows no event."""
        while self._joined < upto:
            self._admit(range(self._joined, min(upto, self._joined + _AT_ONCE)))
        self.made = self.received = 0
        for subscriber in self._all.values():
            subscriber.received = 0

    def deliver(self, seconds: float) -> float:
        """Messages a second that reached them, once it runs; then waits until each has had every event."""
        self._turn(time.perf_counter() + min(1.0, seconds))
        before, began = self.received, time.perf_counter()
        self._turn(began + seconds)
        rate = (self.received - before) / (time.perf_counter() - began)
        self.settle()
        return rate

    def deliveries(self, many: int) -> None:
        while self.received < many:
            self._turn(time.perf_counter() + 0.1)

    def settle(self) -> None:
        until = time.perf_counter() + _PATIENCE
        while self.received < self.made * len(self._all):
            assert time.perf_counter() < until, (self.made, self.received)
            self._read(1.0)
        missing = [one.received for one in self._all.values() if one.received != self.made]
        assert not missing, missing[:5]

    def close(self) -> None:
        for one in self._all.values():
            one.socket.close()
        self._poll.close()

    def _admit(self, numbers: range) -> None:
        """Whoever came before is heard meanwhile, or the server would take them for gone."""
        self._joined = numbers.stop
        fresh = {number: _Subscriber(_opened(self.served.port)) for number in numbers}
        for one in fresh.values():
            _upgraded(one.socket)
            self._all[one.socket.fileno()] = one
            self._poll.register(one.socket, select.EPOLLIN)
        for many, say in enumerate((self.asking.init, self.asking.subscribe), start=1):
            for number, one in fresh.items():
                if one.closed is None:
                    one.socket.sendall(say(number))
            self._await(list(fresh.values()), many)

    def _await(self, fresh: Sequence[_Subscriber], many: int) -> None:
        until = time.perf_counter() + _PATIENCE
        while any(one.received < many and one.closed is None for one in fresh):
            assert time.perf_counter() < until, "nobody lets them in"
            self._read(1.0)

    def _turn(self, until: float) -> None:
        while time.perf_counter() < until:
            while self.made * len(self._all) - self.received <= (AHEAD - 1) * len(self._all):
                self.served.say(b"\n")
                self.made += 1
            self._read(0.2)

    def _read(self, patience: float) -> None:
        buffer, known = self._buffer, self._all
        for place, _ in self._poll.poll(patience):
            subscriber = known[place]
            size = 0
            with suppress(ConnectionError):
                size = subscriber.socket.recv_into(buffer)
            counted = self._counted(subscriber, buffer, size)
            subscriber.received += counted
            self.received += counted
            if not size:
                subscriber.closed = subscriber.closed or "without a word"
            if subscriber.closed is not None:
                self._lose(place, subscriber, subscriber.closed)

    def _lose(self, place: int, subscriber: _Subscriber, why: str) -> None:
        """Nobody waits for it any more, and it is told of in the end."""
        self.cut_off.append(why)
        self.received -= subscriber.received
        self._poll.unregister(place)
        del self._all[place]
        subscriber.socket.close()

    def _counted(self, subscriber: _Subscriber, data: bytearray | bytes, size: int) -> int:
        if subscriber.rest:
            data, size = subscriber.rest + data[:size], len(subscriber.rest) + size
            subscriber.rest = b""
        at = found = 0
        while at < size:
            end = _end(data, at, size)
            if end > size:
                subscriber.rest = bytes(data[at:size])
                break
            if data[at] == _TEXT:
                found, self.size = found + 1, end - at
            else:
                _heed(subscriber, bytes(data[at:end]))
            at = end
        return found


def _end(data: bytes | bytearray, at: int, size: int) -> int:
    """Where the frame ends that begins there; beyond the size where it is not all there."""
    if size - at < 2:
        return size + 1
    length = data[at + 1]
    if length < 126:
        return at + 2 + length
    return at + 4 + (data[at + 2] << 8 | data[at + 3]) if size - at >= 4 else size + 1


def _heed(subscriber: _Subscriber, frame: bytes) -> None:
    if frame[0] == _CLOSE:
        subscriber.closed = frame[4:].decode()
    else:
        assert frame[0] == _PING, frame
        subscriber.socket.sendall(_frame(_PONG, frame[2:]))


def _frame(kind: int, text: bytes) -> bytes:
    """A client's frame is masked; by nothing but zeros it is masked as well."""
    size = bytes([0x80 | len(text)]) if len(text) < 126 else b"\xfe" + len(text).to_bytes(2, "big")
    return bytes([kind]) + size + b"\0\0\0\0" + text


def _opened(port: int) -> socket.socket:
    one = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    one.sendall((_UPGRADE % base64.b64encode(os.urandom(16)).decode()).encode())
    return one


def _upgraded(one: socket.socket) -> None:
    got = b""
    while not got.endswith(b"\r\n\r\n"):
        fresh = one.recv(1)  # not a byte of what follows
        assert fresh, got
        got += fresh
    assert got.startswith(b"HTTP/1.1 101"), got
    one.setblocking(False)


def groups(many: int, campaign_id: str, others: Sequence[str]) -> Callable[[int], dict[str, object]]:
    """The variables of each subscriber: so many different ones, which all let every event through."""
    return lambda number: {"campaigns": [campaign_id] + ([others[number % many]] if many > 1 else [])}
