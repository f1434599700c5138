"""Asks the same question over and over, over as many connections as are told, with as little work of its own as can be."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import cast

import orjson
import uvloop

_PATIENCE = 30
_CHUNKED = b"\r\n0\r\n\r\n"


@dataclass(slots=True)
class Load:
    """`taken` are the seconds that each answer took; all of them had the status 200 and a body of the same length."""

    port: int
    request: bytes
    taken: list[float] = field(default_factory=list)
    until: float = 0.0
    lengths: set[int] = field(default_factory=set)

    def run(self, connections: int, seconds: float) -> float:
        """How many a second were answered."""
        self.taken.clear()
        uvloop.run(self._run(connections, seconds))
        assert len(self.lengths) == 1, self.lengths
        return len(self.taken) / seconds

    def percentile(self, share: float) -> float:
        return sorted(self.taken)[min(len(self.taken) - 1, int(len(self.taken) * share))]

    async def _run(self, connections: int, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self.until = time.perf_counter() + seconds
        made = [await loop.create_connection(lambda: _Asking(self), "127.0.0.1", self.port) for _ in range(connections)]
        async with asyncio.timeout(seconds + _PATIENCE):
            await asyncio.gather(*(asking.done for _, asking in made))


class _Asking(asyncio.Protocol):
    """Each connection asks again once it was answered."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._answer = b""
        self._since = 0.0
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        body = body_of(self._answer)
        if body is None:
            return
        now = time.perf_counter()
        self._load.lengths.add(len(body))
        if now < self._load.until:
            self._load.taken.append(now - self._since)
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if time.perf_counter() < self._load.until:
            self.done.set_exception(exc or ConnectionResetError(self._answer[:500]))
        else:
            self.done.set_result(None)

    def _ask(self) -> None:
        self._answer = b""
        self._since = time.perf_counter()
        self._transport.write(self._load.request)


def request(path: str, body: object, token: str = "") -> bytes:
    text = orjson.dumps(body)
    head = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        "Accept: application/json",
        f"Content-Length: {len(text)}",
        *([f"Authorization: Bearer {token}"] if token else []),
    ]
    return "\r\n".join([*head, "", ""]).encode() + text


def body_of(answer: bytes) -> bytes | None:
    """None as long as it is not all there; what came in chunks is given with their lengths in it, without the head."""
    head, gap, body = answer.partition(b"\r\n\r\n")
    if not gap:
        return None
    assert head.startswith(b"HTTP/1.1 200"), answer[:2_000]
    _, given, length = head.lower().partition(b"content-length: ")
    if given:
        return body if len(body) >= int(length.partition(b"\r\n")[0]) else None
    return body if body.endswith(_CHUNKED) else None
