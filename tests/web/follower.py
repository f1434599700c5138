"""The feed client in TypeScript, as a program whose every step a test hears of."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.web.node import started

Data = dict[str, Any]
PATIENCE = 60


class Follower:
    """`passes` are given out one by one, and then null: none is to be had any more."""

    def __init__(self, running: asyncio.subprocess.Process, passes: list[Data]) -> None:
        self._running = running
        self._passes = iter(passes)
        self.told: list[Data] = []

    async def until(self, name: str) -> Any:
        """What the next line of this name says; all that is told on the way stands in `told`."""
        while True:
            line = await self._line()
            if name in line:
                return line[name]

    async def events(self, count: int) -> list[str]:
        """The cursors of so many more events, in the order in which they come."""
        cursors: list[str] = []
        while len(cursors) < count:
            cursors += [event["cursor"] for event in (await self.until("message"))["events"]]
        return cursors

    def stop(self) -> None:
        self._running.terminate()

    async def _line(self) -> Data:
        assert self._running.stdout is not None
        assert self._running.stderr is not None
        async with asyncio.timeout(PATIENCE):
            text = await self._running.stdout.readline()
            assert text, (self.told, (await self._running.stderr.read()).decode())
        line: Data = json.loads(text)
        self.told.append(line)
        if line.get("asked") == "pass":
            await self._give(next(self._passes, None))
        return line

    async def _give(self, one: Data | None) -> None:
        assert self._running.stdin is not None
        self._running.stdin.write(json.dumps(one).encode() + b"\n")
        await self._running.stdin.drain()


@asynccontextmanager
async def following(url: str, *passes: Data, **more: str) -> AsyncIterator[Follower]:
    """From a `cursor` on, and with another `document` than that of the client, if they are given."""
    settings = {f"FOLLOWED_{name.upper()}": value for name, value in {"url": url, **more}.items()}
    running = await started("tests/feed/follow.ts", settings=settings)
    try:
        yield Follower(running, list(passes))
    finally:
        if running.returncode is None:
            running.kill()
        await running.communicate()
