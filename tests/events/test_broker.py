"""One reading of the log serves everybody who follows a workspace, and nobody waits for somebody else."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from events import log
from events.broker import Broker, Follower
from events.cursor import Place
from events.log import Entry, LogBroken
from events.ring import MOST_ENTRIES, Ring
from events.tail import Tail
from models import Event, NewEvent, Unit, Units, Workspace
from tests import factories
from tests.events.conftest import Write, contact_event
from tests.settable_clock import SettableClock


class Readings:
    """Counts the statements that read events, without standing in for any of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._read = log.read
        monkeypatch.setattr(log, "read", self._counted)

    async def _counted(self, workspace_id, after: int, limit: int) -> list[Entry]:
        self.count += 1
        return await self._read(workspace_id, after, limit)


async def test_a_commit_in_this_process_wakes_a_follower_at_once(
    broker: Broker, workspace: Workspace, write: Write
) -> None:
    async with broker.follow(workspace.id) as follower:
        waiting = asyncio.create_task(_next_change(follower))
        await write(workspace, 2)
        assert await waiting
        assert follower.head == Place(1, 2)


async def test_a_unit_that_fails_wakes_nobody_and_takes_no_position(
    broker: Broker, workspace: Workspace, units: Units, write: Write
) -> None:
    async def fail(unit: Unit) -> None:
        unit.record(contact_event(workspace))
        raise LookupError

    async with broker.follow(workspace.id) as follower:
        await _next_change(follower)
        with pytest.raises(LookupError):
            await units.run(fail)
        assert not await follower.changed(0.02)
        await write(workspace)
        assert [entry.position for entry in await follower.read(0, 10)] == [1]


async def test_a_commit_of_another_process_is_found_by_looking(
    polling: Broker, workspace: Workspace, write: Write
) -> None:
    async with polling.follow(workspace.id) as follower:
        await _next_change(follower)
        await write(workspace, 3)
        assert await follower.changed(5)
        assert follower.head == Place(1, 3)


async def test_a_tail_survives_a_look_that_fails_and_says_so_once(
    workspace: Workspace, clock: SettableClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broker, looks = Broker(), 0
    real, enough = log.heads, asyncio.Event()

    async def failing(ids):
        nonlocal looks
        looks += 1
        if looks == 5:
            enough.set()
        if looks in {2, 3}:
            raise OSError
        return await real(ids)

    async with broker.follow(workspace.id):
        monkeypatch.setattr(log, "heads", failing)
        tail = Tail(broker, clock, poll_seconds=0)
        running = asyncio.create_task(tail.run())
        await enough.wait()
        running.cancel()
        await asyncio.wait([running])
    assert [record.message for record in caplog.records] == ["tail.poll_failed"]
    assert tail.polled_at == clock.monotonic()
    await broker.drain()


async def test_a_hundred_followers_share_one_reading(
    broker: Broker, workspace: Workspace, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncExitStack() as stack:
        followers = [await stack.enter_async_context(broker.follow(workspace.id)) for _ in range(100)]
        readings = Readings(monkeypatch)
        await write(workspace, 7)
        pages = await asyncio.gather(*(follower.read(0, 100) for follower in followers))
    assert [[entry.position for entry in page] for page in pages] == [[1, 2, 3, 4, 5, 6, 7]] * 100
    assert readings.count == 1


async def test_a_follower_that_is_behind_the_ring_reads_alone_until_it_has_caught_up(
    broker: Broker, workspace: Workspace, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = MOST_ENTRIES + 250
    async with broker.follow(workspace.id) as fast, broker.follow(workspace.id) as slow:
        await write(workspace, total)
        assert await _all(fast, 0, total) == list(range(1, total + 1))
        readings = Readings(monkeypatch)
        assert await _all(slow, 0, total) == list(range(1, total + 1))
    assert readings.count == 3


async def test_a_follower_who_leaves_half_way_disturbs_no_other(
    broker: Broker, workspace: Workspace, write: Write
) -> None:
    async with broker.follow(workspace.id) as leaving, broker.follow(workspace.id) as staying:
        await write(workspace, 50)
        for steps in range(12):
            reading = asyncio.create_task(leaving.read(0, 10))
            for _ in range(steps):
                await asyncio.sleep(0)
            reading.cancel()
            await asyncio.wait([reading])
            assert len(await asyncio.wait_for(staying.read(40, 10), 5)) == 10


async def test_nothing_is_kept_of_a_workspace_that_nobody_follows(broker: Broker, workspace: Workspace) -> None:
    async with broker.follow(workspace.id), broker.follow(workspace.id):
        assert (broker.followed, broker.followers) == ([workspace.id], 2)
    assert (broker.followed, broker.followers) == ([], 0)


async def test_heads_heard_of_out_of_order_never_go_back(broker: Broker, workspace: Workspace) -> None:
    async with broker.follow(workspace.id) as follower:
        for position in (5, 3, 4):
            broker.committed({workspace.id: position, factories.some_id(): 99})
        assert follower.head == Place(1, 5)


async def test_a_log_with_a_hole_is_broken(workspace: Workspace, write: Write) -> None:
    await write(workspace, 3)
    await Event.filter(workspace_id=workspace.id, position=2).delete()
    with pytest.raises(LogBroken):
        await log.read(workspace.id, 0, 10)
    with pytest.raises(LogBroken):
        await log.read(workspace.id, 3, 10)
    assert [entry.position for entry in await log.read(workspace.id, 2, 10)] == [3]


async def test_whoever_was_told_of_a_hole_is_told_what_follows_it(
    broker: Broker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 2)
    async with broker.follow(workspace.id) as follower:
        await Workspace.filter(id=workspace.id).update(head=3)
        for end in (4, 5):
            await write(workspace, 1)
            broker.committed({workspace.id: end})
            if end == 4:
                with pytest.raises(LogBroken):
                    await follower.read(2, 10)
        assert [entry.position for entry in await follower.read(4, 10)] == [5]


async def test_an_entry_says_what_was_recorded(workspace: Workspace, units: Units) -> None:
    told = contact_event(workspace, 42)
    await units.run(_record(told))
    [entry] = await log.read(workspace.id, 0, 10)
    assert (entry.kind, entry.subject_id, entry.data) == (told.kind, told.subject_id, {"number": 42})
    assert (entry.occurred_at, entry.actor_id) == (factories.START, None)


async def test_a_ring_keeps_its_newest_entries_only(workspace: Workspace, write: Write) -> None:
    await write(workspace, 60)
    ring = Ring(0)
    entries = await log.read(workspace.id, 0, 60)
    for start in range(0, 60, 20):
        ring.append(entries[start : start + 20])
    assert (ring.start, ring.end) == (0, 60)
    assert [entry.position for entry in ring.page(57, 10)] == [58, 59, 60]


def _record(event: NewEvent) -> Callable[[Unit], Awaitable[None]]:
    async def work(unit: Unit) -> None:
        unit.record(event)

    return work


async def _next_change(follower: Follower) -> bool:
    return await follower.changed(5)


async def _all(follower: Follower, after: int, until: int) -> list[int]:
    seen: list[int] = []
    while after < until:
        page = [entry.position for entry in await follower.read(after, 100)]
        seen += page
        after = page[-1]
    return seen
