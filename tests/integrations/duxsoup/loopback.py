"""A real server on loopback that records what came over the wire, byte for byte, and answers what it is told."""

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Heard:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def url(self) -> str:
        return f"http://{self.headers['host']}{self.target}"


def answer(body: bytes | str = b"{}", status: int = 200, **headers: str) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Word", f"Content-Length: {len(raw)}", "Content-Type: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + raw


class Cut(bytes):
    """What is still sent before the server hangs up."""


class Drip(bytes):
    """What is sent at first; then a byte at a time, until the other side has had enough."""


class Loopback:
    """Answers are bytes; None stays silent until the server is stopped."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.called = asyncio.Event()
        self.connections = 0
        self.busy = 0
        self.busiest = 0
        self._answers: deque[bytes | None] = deque()
        self._stopped = asyncio.Event()
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stopped.set()
        self._server.close()
        for writer in self._open.values():
            writer.close()
        await asyncio.gather(*self._open)
        await self._server.wait_closed()

    @property
    def port(self) -> int:
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/xapi"

    def will_answer(self, *answers: bytes | None) -> None:
        self._answers.extend(answers)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = writer
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while await self._exchange(reader, writer):
                pass
        writer.close()
        del self._open[task]

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.heard.append(Heard(method, target, headers, body))
        self.called.set()
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        await asyncio.sleep(0)
        reply = self._answers.popleft() if self._answers else answer()
        if reply is None:
            await self._stopped.wait()
            return False
        writer.write(reply)
        await writer.drain()
        while isinstance(reply, Drip) and not self._stopped.is_set():
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.02)
        self.busy -= 1
        return not isinstance(reply, Cut)
