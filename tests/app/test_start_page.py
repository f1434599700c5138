"""The page at /: where the API is, whom it speaks with, and how fast time goes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from app import start_page
from app.parts import Parts
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
    real = RunningClock(Anchor(START, START), clock.wall, clock.monotonic)
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield parts_of(units, real, ring, duxsoup, public_url="https://a.example/<b>", duxsoup_url=NOWHERE)


async def _shown(parts: Parts, *documentation: Path) -> httpx.Response:
    transport = httpx.ASGITransport(app=Starlette(routes=start_page.routes(parts, *documentation)))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.get("/")


async def test_it_names_its_own_addresses_and_dux_soups_and_no_address_is_markup(parts: Parts) -> None:
    answer = await _shown(parts)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<code>https://a.example/&lt;b&gt;/graphql</code>" in answer.text
    assert f"<dd><code>{NOWHERE}</code></dd>" in answer.text


@pytest.mark.parametrize(("folder", "linked"), [("built", True), ("unbuilt", False)])
async def test_it_links_the_documentation_where_it_is_served(
    parts: Parts, tmp_path: Path, folder: str, linked: bool
) -> None:
    (tmp_path / "built").mkdir()
    text = (await _shown(parts, tmp_path / folder)).text
    assert ('href="/docs/"' in text, "make docs" in text) == (linked, not linked)


async def test_whose_days_are_short_is_told_so(parts: Parts) -> None:
    simulated = RunningClock(Anchor(START, START, 60), parts.clock.wall, parts.clock.monotonic)
    assert "simulated time: a day takes 60 seconds" in (await _shown(replace(parts, clock=simulated))).text
    assert "simulated" not in (await _shown(parts)).text


async def test_who_needs_a_token_is_told_whose_database_it_has_to_be_in(parts: Parts) -> None:
    text = (await _shown(parts)).text
    said = text[: text.index("python -m app token create")]
    assert "CHAKNAL_DATABASE_URL" in said
    assert "CHAKNAL_SECRET_KEYS" in said
