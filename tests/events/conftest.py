"""What the tests of the feed share: a workspace, a broker that hears of commits, and units that write events into the log."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest

from events.broker import Broker
from events.tail import Tail
from events.walk import Walker
from models import EventKind, NewEvent, Unit, Units, Workspace
from tests import factories
from tests.settable_clock import SettableClock

Write = Callable[..., Awaitable[None]]
RETAINED = timedelta(days=30)


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


@pytest.fixture
async def broker(units: Units, clock: SettableClock) -> AsyncIterator[Broker]:
    """Hears at once of what `units` commits."""
    ours = Broker()
    units.on_commit(Tail(ours, clock).heads)
    yield ours
    await ours.drain()


@pytest.fixture
def write(units: Units) -> Write:
    """Commits that many events of a workspace in one unit."""

    async def commit(of: Workspace, count: int = 1) -> None:
        async def work(unit: Unit) -> None:
            unit.record(*(contact_event(of, number) for number in range(count)))

        await units.run(work)

    return commit


@pytest.fixture
def walker(workspace: Workspace, broker: Broker, clock: SettableClock) -> Walker:
    return Walker(broker, workspace.id, size=100, oldest=clock.now() - RETAINED, patience=5)


@pytest.fixture
async def polling(clock: SettableClock) -> AsyncIterator[Broker]:
    """The broker of another process: it learns of commits by looking alone."""
    theirs = Broker()
    running = asyncio.create_task(Tail(theirs, clock, poll_seconds=0.01).run())
    yield theirs
    running.cancel()
    await asyncio.wait([running])
    await theirs.drain()


def contact_event(of: Workspace, number: int = 0) -> NewEvent:
    return NewEvent(
        EventKind.CONTACT_CHANGED, workspace_id=of.id, subject_id=factories.some_id(), data={"number": number}
    )
