"""The demo's Dux-Soup: starts the sandbox as a process of its own, and tells it the time and who its seats are."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from engine.clock import RunningClock

START_WITHIN = 20.0
END_WITHIN = 5.0


class SandboxDidNotStart(Exception):
    """The sandbox did not start: is port 8002 taken? (CHAKNAL_DUXSOUP_URL=http://127.0.0.1:PORT/xapi gives it another.)"""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


@dataclass(frozen=True, slots=True)
class Seat:
    """An account at the sandbox; `webhook_url` is where its extension reports to."""

    user_id: str
    auth_key: str
    first_name: str
    last_name: str
    webhook_url: str


class Sandbox:
    """What the demo asks of the running sandbox; it may be asked once it has `started`."""

    def __init__(self, url: str, process: asyncio.subprocess.Process) -> None:
        self.url = url
        self._process = process
        self._client = httpx.AsyncClient(base_url=url, trust_env=False, timeout=10)

    async def started(self) -> None:
        """It says its address once it listens; another one on the same port would answer, too, and know nothing of us."""
        said = b""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(START_WITHIN):
                said = await self._process.stdout.readline() if self._process.stdout else b""
        if not said:
            raise SandboxDidNotStart

    async def set_clock(self, clock: RunningClock) -> None:
        anchor = clock.anchor
        triple = {
            "wall_anchor": anchor.wall.timestamp(),
            "simulated_anchor": anchor.simulated.isoformat(),
            "day_seconds": anchor.day_seconds,
        }
        await self._post("/sandbox/clock", triple)

    async def seat(self, seat: Seat) -> None:
        families = ["visit", "scan", "action", "message", "rc"]
        body = {"userid": seat.user_id, "auth_key": seat.auth_key, "first_name": seat.first_name}
        body |= {"last_name": seat.last_name, "webhooks": [{"url": seat.webhook_url, "events": families}]}  # type: ignore[dict-item]  # a JSON object
        await self._post("/sandbox/accounts", body)

    async def people(self, slugs: Sequence[str], **said: Any) -> None:
        for slug in slugs:
            await self._post("/sandbox/people", {"slug": slug, **said})

    async def knobs(self, **values: Any) -> None:
        await self._post("/sandbox/knobs", values)

    async def close(self) -> None:
        await self._client.aclose()

    async def _post(self, path: str, body: dict[str, Any]) -> None:
        (await self._client.post(path, json=body)).raise_for_status()


@asynccontextmanager
async def running(duxsoup_url: str, data: Path) -> AsyncIterator[Sandbox]:
    """Lets it start, beside whatever else the block has to do, on the port of the product's setting; ends it with the block."""
    parts = urlsplit(duxsoup_url)
    arguments = (
        "-m",
        "sandbox",
        "--host",
        parts.hostname or "127.0.0.1",
        "--port",
        str(parts.port),
        "--data",
        str(data),
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        "--until-stdin-closes",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    sandbox = Sandbox(f"{parts.scheme}://{parts.netloc}", process)
    try:
        yield sandbox
    finally:
        await sandbox.close()
        await _ended(process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    """It is in a session of its own, so that Ctrl-C reaches the product first and its last webhooks find somebody."""
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(END_WITHIN):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
