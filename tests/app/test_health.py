"""Alive and ready are two questions, and readiness ends with whatever has stopped."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from app import health
from app.database import close_database
from app.parts import Parts
from app.roster import OnlyOne
from app.worker import Worker
from auth.sealing import KeyRing
from engine.clock import Anchor, RunningClock
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Units
from tests.factories import START
from tests.graphql.conftest import NOWHERE, parts_of
from tests.settable_clock import SettableClock


@pytest.fixture
async def parts(units: Units, clock: SettableClock, ring: KeyRing) -> AsyncIterator[Parts]:
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield parts_of(units, clock, ring, duxsoup)


@pytest.fixture
def worker(parts: Parts) -> Worker:
    """One that has turned just now, in a process whose feed has looked just now."""
    clock = RunningClock(Anchor(START, START), parts.clock.wall, parts.clock.monotonic)
    made = Worker(clock, parts.units, parts.ring, parts.duxsoup, OnlyOne("test"))
    made.turned_at = parts.tail.polled_at = parts.clock.monotonic()
    return made


async def _asked(parts: Parts, worker: Worker | None, path: str = "/readyz") -> httpx.Response:
    transport = httpx.ASGITransport(app=Starlette(routes=health.routes(parts, worker)))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get(path)


async def test_ready_is_what_has_a_database_a_feed_and_a_worker_that_turn(parts: Parts, worker: Worker) -> None:
    answer = await _asked(parts, worker)
    assert (answer.status_code, answer.json()["checks"]) == (200, {"database": True, "feed": True, "worker": True})


async def test_a_process_without_a_worker_is_ready_without_one(parts: Parts, worker: Worker) -> None:
    assert "worker" not in (await _asked(parts, None)).json()["checks"]


@pytest.mark.parametrize("part", ["worker", "feed"])
async def test_what_has_not_turned_for_ten_seconds_is_not_ready(parts: Parts, worker: Worker, part: str) -> None:
    long_ago = parts.clock.monotonic() - health.STALE_AFTER
    if part == "worker":
        worker.turned_at = long_ago
    else:
        parts.tail.polled_at = long_ago
    answer = await _asked(parts, worker)
    assert (answer.status_code, answer.json()["checks"][part]) == (503, False)


async def test_without_a_database_it_is_alive_and_not_ready(parts: Parts, worker: Worker) -> None:
    await close_database()
    answer = await _asked(parts, worker)
    assert (answer.status_code, answer.json()["checks"]["database"]) == (503, False)
    assert (await _asked(parts, worker, "/healthz")).json() == {"status": "alive"}
