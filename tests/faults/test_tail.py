"""F10: many who write and roll back at the same time, and readers that hang up and come back by cursor: none loses, repeats or reorders."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from app.parts import running
from events.broker import Broker
from events.cursor import Place
from events.log import heads
from events.tail import Tail
from events.walk import Walker
from models import Event, Units, Workspace
from tests import factories
from tests.events.interleaving import Reader, Writers, naive_positions, naive_table, read_naively
from tests.settable_clock import SettableClock

WRITERS, UNITS, READERS = 10, 20_000, 5
# Twelve and a half on average, so that five readers are told of more than a million in all.
MOST_EVENTS, FAILS = 24, 0.1
HANG_UP = 0.02
NAIVE_PAUSE = 0.005


@dataclass(frozen=True)
class Findings:
    """`forgetful`, `naive`: what a reader lost in the same run that came back without its cursor, and one that asks for what is
    newer than the last it saw; null where there was none.
    """

    delivered: int
    lost: int
    doubled: int
    disordered: int
    gaps: int
    forgetful: int
    naive: int | None

    @property
    def clean(self) -> bool:
        return (self.lost, self.doubled, self.disordered, self.gaps) == (0, 0, 0, 0)


@pytest.mark.faults
@pytest.mark.timeout(3600)
async def test_five_readers_of_twenty_thousand_units_are_told_of_everything_once_and_in_order(
    units: Units, clock: SettableClock, dialect: str, random: Random, share: float
) -> None:
    found = await _run(units, clock, random, round(UNITS * share), naively=dialect == "postgres")
    print(found)  # noqa: T201 - the figures of the run
    assert found.clean
    assert found.delivered > 1_000_000 * share
    assert found.forgetful > 0
    # SQLite has one writer at a time: there a number taken first is committed first, and the naive design loses nothing either.
    assert found.naive is None or found.naive > 0


async def _run(units: Units, clock: SettableClock, random: Random, count: int, *, naively: bool) -> Findings:
    workspace = await factories.workspace()
    writers = Writers(random, WRITERS, count // WRITERS, MOST_EVENTS, FAILS, naively)
    total: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    async with AsyncExitStack() as stack:
        brokers = [await stack.enter_async_context(_broker(units, clock, hears=hears)) for hears in (True, False)]
        readers = [_reader(brokers[index % 2], workspace, clock, random) for index in range(READERS)]
        forgetful = replace(readers[0], forgetful=True, seen=[])
        if naively:
            await stack.enter_async_context(naive_table())
        reading = asyncio.gather(*(one.run(total) for one in [*readers, forgetful]))
        beside = asyncio.ensure_future(read_naively(total, NAIVE_PAUSE)) if naively else None
        total.set_result(await writers.run(units, workspace))
        await asyncio.wait_for(reading, 600)
        lost = len(await naive_positions() - await beside) if beside else None
        return await _judged(workspace, readers, total.result(), (total.result() - len(set(forgetful.seen)), lost))


@asynccontextmanager
async def _broker(units: Units, clock: SettableClock, *, hears: bool) -> AsyncIterator[Broker]:
    """Of the process that writes, which hears of its commits, or of another, which learns of them by looking alone."""
    broker = Broker()
    tail = Tail(broker, clock)
    if hears:
        units.on_commit(tail.heads)
    async with running(tail.run()):
        yield broker
    await broker.drain()


def _reader(broker: Broker, workspace: Workspace, clock: SettableClock, random: Random) -> Reader:
    oldest = clock.now() - timedelta(days=1)
    walker = Walker(broker, workspace.id, size=random.randint(5, 100), oldest=oldest, patience=0.05)
    return Reader(walker, Random(random.random()), HANG_UP)


async def _judged(
    workspace: Workspace, readers: list[Reader], total: int, controls: tuple[int, int | None]
) -> Findings:
    written = await Event.filter(workspace_id=workspace.id).count()
    assert await heads([workspace.id]) == {workspace.id: Place(1, total)}
    return Findings(
        delivered=sum(len(one.seen) for one in readers),
        lost=sum(total - len(set(one.seen)) for one in readers),
        doubled=sum(len(one.seen) - len(set(one.seen)) for one in readers),
        disordered=sum(later <= earlier for one in readers for earlier, later in pairwise(one.seen)),
        gaps=total - written,
        forgetful=controls[0],
        naive=controls[1],
    )
