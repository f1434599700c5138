"""F14: a full disk, a database that cannot be written, one that somebody else holds: nothing is acknowledged that was not stored."""

import asyncio
import hashlib
import resource
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import httpx
import orjson
import pytest
from tortoise.connection import get_connections

from app.database import close_database, file_of, open_database
from app.main import create_app
from auth.tokens import mint
from engine.sequence import StepDraft
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Campaign, DuxSoupAccount, Receipt, Role, StepKind, Units
from tests import factories
from tests.databases import Database
from tests.faults import town
from tests.faults.nursery import Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.graphql.conftest import ERRORS, NOWHERE, parts_of
from tests.journey.product_process import wait_until
from tests.settable_clock import SettableClock
from webhooks.duxsoup.store import Arrival
from webhooks.gathering import Gathering

ADDRESS = "/api/webhooks/dux-status-update"
CREATE = (
    f'mutation {{ createCampaign(input: {{name: "More", sequenceKind: CONNECTION}}) {{ campaign {{ id }} {ERRORS} }} }}'
)
PADDING = "x" * 4_000  # a page of SQLite's, so that a full disk is met soon
MOST = 400


@dataclass
class House:
    """The API as it is served, on a database whose disk can be made to fail; `acknowledged` are hashes of bodies."""

    client: httpx.AsyncClient
    file: Path
    account: DuxSoupAccount
    address: str
    token: str
    acknowledged: list[str] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    async def hook(self, body: bytes | None = None) -> tuple[int, bytes]:
        body = body or self._body()
        json = {"content-type": "application/json"}
        answer = await self.client.post(f"{ADDRESS}/{self.address}", content=body, headers=json)
        if answer.status_code == 202:
            self.acknowledged.append(hashlib.sha256(body).hexdigest())
        return answer.status_code, body

    async def asked(self, query: str) -> httpx.Response:
        return await self.client.post(
            "/graphql", json={"query": query}, headers={"authorization": f"Bearer {self.token}"}
        )

    async def forgotten(self) -> list[str]:
        """What was acknowledged and is not stored."""
        stored = {receipt.body_hash for receipt in await Receipt.all()}
        return [one for one in self.acknowledged if one not in stored]

    def _body(self) -> bytes:
        moment = f"2026-03-02T09:00:{next(self._numbers) / 1000:06.3f}Z"
        data = {"clientid": "c", "note": PADDING}
        said = {"userid": self.account.dux_soup_user_id, "time": moment, "type": "rccommand", "event": "ready"}
        return orjson.dumps(said | {"data": data})


@pytest.fixture(params=["sqlite"])
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def house(closed_database: Database, clock: SettableClock, ring: Any) -> AsyncIterator[House]:
    await open_database(closed_database.url + "?busy_timeout=1")
    units = Units(clock)
    member = await factories.member(role=Role.OWNER)
    address, token = mint(""), mint()
    await factories.api_token(member, token.hash)
    account = await factories.account(await member.workspace, webhook_hash=address.hash)
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        app = create_app(parts_of(units, clock, ring, duxsoup))
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as client:
            yield House(client, file_of(closed_database.url), account, address.text, token.text)
    await units.drain()
    await close_database()


@asynccontextmanager
async def full(_: House) -> AsyncIterator[None]:
    pages = next(iter((await _pragma("page_count"))[0].values()))
    await _pragma(f"max_page_count = {pages}")
    yield
    await _pragma("max_page_count = 1000000")


@asynccontextmanager
async def read_only(_: House) -> AsyncIterator[None]:
    await _pragma("query_only = ON")
    yield
    await _pragma("query_only = OFF")


@asynccontextmanager
async def held(house: House) -> AsyncIterator[None]:
    with closing(sqlite3.connect(house.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


FAULTS: list[Callable[[House], Any]] = [full, read_only, held]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_what_cannot_be_stored_is_not_acknowledged_and_it_recovers_alone(
    house: House, fault: Callable[[House], Any]
) -> None:
    assert (await house.hook())[0] == 202
    async with fault(house):
        status, body = await _until_refused(house)
        assert status >= 500
        assert await house.forgotten() == []
        await _commands_say_what_is_so_and_readings_answer(house)
    assert (await house.hook(body))[0] == 202
    assert (await house.asked(CREATE)).json()["data"]["createCampaign"]["errors"] == []
    assert await house.forgotten() == []
    assert [tuple(row.values()) for row in await _pragma("integrity_check")] == [("ok",)]


async def test_an_acknowledgement_of_what_was_not_stored_is_caught(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: whatever the database says, the sender hears that all is well."""

    real = Gathering.ask

    async def ask(self: Gathering[Any, Any], one: Any) -> Any:
        return True if isinstance(one, Arrival) else await real(self, one)

    monkeypatch.setattr(Gathering, "ask", ask)
    async with read_only(house):
        await house.hook()
        assert await house.forgotten() != []


@pytest.mark.faults
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_disk_that_fills_up_again_and_again_in_the_midst_of_a_launch(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    """Writes fail in the middle of a file, as on a full disk; each time there is room again, all goes on by itself."""
    plan = Plan(people=200, seats=20, steps=(StepDraft(StepKind.VISIT),))
    made = asyncio.run(town.build(database_url, plan))
    with rig(nursery, tmp_path, database_url, made, random, speed=240) as running:
        running.start()
        assert running.launch() == plan.people
        for number in range(20):
            wait_until(lambda seen=number: running.tail.look().told >= seen * 5, "it does not go on", 300)  # type: ignore[misc]  # bound now
            _fill(running, file_of(database_url), random.random() * 2)
        running.await_settled()
        found = running.findings()
    print(found)  # noqa: T201 - the figures of the run
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)
    with closing(sqlite3.connect(file_of(database_url))) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _fill(running: Rig, file: Path, seconds: float) -> None:
    """The process may write no further than its journal reaches now."""
    [process] = running.dispatching
    assert process.pid is not None
    journal = file.with_name(file.name + "-wal")
    most = journal.stat().st_size + 1_000
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    time.sleep(seconds)  # as long as it takes somebody to make room
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert process.runs()


async def _until_refused(house: House) -> tuple[int, bytes]:
    for _ in range(MOST):
        status, body = await house.hook()
        if status != 202:
            return status, body
    raise AssertionError(f"{MOST} were taken")


async def _commands_say_what_is_so_and_readings_answer(house: House) -> None:
    """Of a full disk there may be enough left for a small command."""
    before = await Campaign.all().count()
    answer = await house.asked(CREATE)
    done = answer.status_code == 200 and not answer.json().get("errors")
    assert await Campaign.all().count() == before + done
    assert (await house.asked("{ workspace { name } }")).json()["data"]["workspace"]["name"]


async def _pragma(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await get_connections().get("default").execute_query_dict(f"PRAGMA {text}")
    return found
