"""A simulated day talks to this machine only, whoever set it: the settings, or another process by way of the database."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from app.parts import opened
from app.settings import read_settings
from tests.app.command_line import KEYS, NOBODY
from tests.app.shape import execute
from tests.databases import Database
from tests.journey.product_process import ProductProcess

ABROAD = "https://dux.invalid/xapi"
SAID = r"(?s)CHAKNAL_DAY_SECONDS.*CHAKNAL_DUXSOUP_URL on this machine"
on_server = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)


def _abroad(made: Database) -> dict[str, Any]:
    return {"database_url": made.url, "secret_keys": KEYS, "duxsoup_url": ABROAD}


@asynccontextmanager
async def _at_home_a_day_a_minute(made: Database) -> AsyncIterator[None]:
    """As a worker beside the sandbox has it."""
    async with opened(read_settings(_abroad(made) | {"duxsoup_url": NOBODY, "day_seconds": 60}), serving=True):
        yield


@on_server
async def test_what_another_process_simulates_is_not_served_to_a_dux_soup_elsewhere(
    made: Database, tmp_path: Path
) -> None:
    async with _at_home_a_day_a_minute(made):
        for role in ("api", "worker"):
            with ProductProcess(tmp_path, **_abroad(made)) as product:
                done = await asyncio.to_thread(product.run, "serve", "--role", role, code=1)
                assert (done.stdout, "Traceback" in done.stderr) == ("", False)
                assert re.search(SAID, done.stderr), done.stderr


async def test_a_short_command_may_work_on_it_for_it_tells_dux_soup_nothing(made: Database) -> None:
    async with _at_home_a_day_a_minute(made):
        pass
    async with opened(read_settings(_abroad(made))) as parts:
        assert parts.clock.anchor.day_seconds == 60


async def test_a_server_ends_as_soon_as_another_process_simulates_time(made: Database, tmp_path: Path) -> None:
    """It never takes that time over, so that what it still has under way is done in real time."""
    with ProductProcess(tmp_path, **_abroad(made)) as product:
        await asyncio.to_thread(product.start, "serve")
        await execute(made, "UPDATE clock SET day_seconds = 60")
        assert await asyncio.to_thread(product.ended) == 1
        assert re.search(SAID, product.said)
        assert "Traceback" not in product.said
