"""Whatever the writers and readers do at the same time, no reader loses, repeats or reorders an event."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from random import Random

import pytest
from tortoise.transactions import in_transaction

from events.broker import Broker
from events.cursor import encode
from events.walk import Page, Walker
from models import Unit, Units, Workspace, sql
from tests.databases import Database
from tests.events.conftest import contact_event

WRITERS = 6
UNITS_EACH = 25
READERS = 4


@dataclass
class Reader:
    """Follows until it is stopped, and hangs up now and then to come back with its cursor."""

    walker: Walker
    random: Random
    position: int = 0
    seen: list[int] = field(default_factory=list)

    async def run(self, until: asyncio.Future[int]) -> None:
        while not (until.done() and self.position >= until.result()):
            async with aclosing(self.walker.walk(encode(self.walker.workspace_id, 1, self.position))) as walk:
                async for item in walk:
                    assert isinstance(item, Page), item
                    self.seen += [entry.position for entry in item.entries]
                    self.position = item.place.position
                    if self.random.random() < 0.2 or (until.done() and self.position >= until.result()):
                        break


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_readers_that_come_and_go_see_every_event_once_and_in_order(
    units: Units, workspace: Workspace, broker: Broker, polling: Broker, walker: Walker, seed: int
) -> None:
    random = Random(seed)
    quick = replace(walker, patience=0.01)
    readers = [
        Reader(replace(quick, broker=(broker, polling)[index % 2], size=random.randint(1, 20)), Random(seed + index))
        for index in range(READERS)
    ]
    total: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    reading = [asyncio.create_task(reader.run(total)) for reader in readers]
    written = await _write_all(random, lambda: _commit_or_fail(units, workspace, random))
    total.set_result(written)
    await asyncio.wait_for(asyncio.gather(*reading), 60)
    assert [reader.seen for reader in readers] == [list(range(1, written + 1))] * READERS


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_the_naive_reader_would_lose_events(database: Database) -> None:
    """The control: positions from a sequence, taken before the commit, and `position > last`. SQLite has one writer at a time, so
    there the order of the commits cannot differ from that of the numbers.
    """
    random = Random(4)
    async with in_transaction() as connection:
        await sql.rows(connection, "CREATE TABLE naive (position BIGSERIAL PRIMARY KEY)")
    try:
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        reading = asyncio.create_task(_read_naively(done))
        await _write_all(random, lambda: _commit_naively(random))
        done.set_result(0)
        seen = await reading
        lost = await _naive_positions() - seen
    finally:
        async with in_transaction() as connection:
            await sql.rows(connection, "DROP TABLE naive")
    assert lost


async def _write_all(random: Random, commit: Callable[[], Awaitable[int]]) -> int:
    async def writer() -> int:
        written = 0
        for _ in range(UNITS_EACH):
            written += await commit()
            await asyncio.sleep(random.random() / 500)
        return written

    return sum(await asyncio.gather(*(writer() for _ in range(WRITERS))))


async def _commit_or_fail(units: Units, workspace: Workspace, random: Random) -> int:
    count = random.randint(1, 4)

    async def work(unit: Unit) -> None:
        unit.record(*(contact_event(workspace) for _ in range(count)))
        await asyncio.sleep(random.random() / 500)
        if random.random() < 0.15:
            raise LookupError

    try:
        await units.run(work)
    except LookupError:
        return 0
    return count


async def _commit_naively(random: Random) -> int:
    async with in_transaction() as connection:
        await sql.rows(connection, "INSERT INTO naive DEFAULT VALUES RETURNING position")
        await asyncio.sleep(random.random() / 100)
    return 1


async def _read_naively(done: asyncio.Future[int]) -> set[int]:
    seen: set[int] = set()
    while not done.done():
        seen |= await _naive_positions(max(seen, default=0))
        await asyncio.sleep(0)
    return seen | await _naive_positions(max(seen, default=0))


async def _naive_positions(after: int = 0) -> set[int]:
    async with in_transaction() as connection:
        found = await sql.rows(connection, "SELECT position FROM naive WHERE position > $1", [after])
    return {row["position"] for row in found}
