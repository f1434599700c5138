"""Delivers webhooks as fast as they are taken, or at a given pace, with as little work of its own as can be."""

import asyncio
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from webhooks.duxsoup.endpoint import PATH

Body = Callable[[int], tuple[str, bytes]]


class Load:
    """`made` gives the address and body of each number; `taken` are the seconds that each answer took."""

    def __init__(self, url: str, made: Body) -> None:
        place = urlsplit(url)
        self._host, self._port = str(place.hostname), int(place.port or 80)
        self._made = made
        self.taken: list[float] = []
        self.refused: dict[str, int] = {}

    async def full(self, connections: int, numbers: Iterator[int], seconds: float) -> float:
        """Each connection sends its next once the last was answered; gives how many a second were taken."""
        began = time.perf_counter()
        await asyncio.gather(*(self._busy(numbers, began + seconds) for _ in range(connections)))
        return len(self.taken) / (time.perf_counter() - began)

    async def paced(self, per_second: int, connections: int, numbers: Iterator[int], seconds: float) -> None:
        """However long answers take: what is late counts from when it should have been sent."""
        began, count = time.perf_counter(), round(per_second * seconds)
        moments = iter([(began + number / per_second, next(numbers)) for number in range(count)])
        await asyncio.gather(*(self._punctual(moments) for _ in range(connections)))

    def percentile(self, share: float) -> float:
        return sorted(self.taken)[min(len(self.taken) - 1, int(len(self.taken) * share))]

    async def _busy(self, numbers: Iterator[int], until: float) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        while time.perf_counter() < until:
            await self._send(reader, writer, next(numbers), time.perf_counter())
        writer.close()

    async def _punctual(self, moments: Iterator[tuple[float, int]]) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        for moment, number in moments:
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            await self._send(reader, writer, number, moment)
        writer.close()

    async def _send(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int, since: float
    ) -> None:
        address, body = self._made(number)
        head = f"POST {PATH}/{address} HTTP/1.1\r\nHost: {self._host}\r\nContent-Type: application/json\r\n"
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = answer.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length or 0))
        status = answer[9:12].decode()
        if status == "202":
            self.taken.append(time.perf_counter() - since)
        else:
            self.refused[status] = self.refused.get(status, 0) + 1
