"""Whatever the writers and readers do at the same time, no reader loses, repeats or reorders an event."""

import asyncio
from dataclasses import replace
from random import Random

import pytest
from tortoise.transactions import in_transaction

from events.broker import Broker
from events.walk import Walker
from models import Units, Workspace, sql
from tests.databases import Database
from tests.events.interleaving import INSERT, Reader, Writers, naive_positions, naive_table, read_naively, together

READERS = 4


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
    written = await Writers(random, count=6, units_each=25, most=4, fails=0.15).run(units, workspace)
    total.set_result(written)
    await asyncio.wait_for(asyncio.gather(*reading), 60)
    assert [reader.seen for reader in readers] == [list(range(1, written + 1))] * READERS


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_the_naive_reader_would_lose_events(database: Database) -> None:
    """The control: positions from a sequence, taken before the commit, and `position > last`. SQLite has one writer at a time, so
    there the order of the commits cannot differ from that of the numbers.
    """
    random = Random(4)
    async with naive_table():
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        reading = asyncio.create_task(read_naively(done))
        await together(Writers(random, count=6, units_each=25, most=1, fails=0), lambda: _commit_naively(random))
        done.set_result(0)
        seen = await reading
        lost = await naive_positions() - seen
    assert lost


async def _commit_naively(random: Random) -> int:
    async with in_transaction() as connection:
        await sql.rows(connection, INSERT)
        await asyncio.sleep(random.random() / 100)
    return 1
