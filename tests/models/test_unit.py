"""A unit of work is whole or nothing, and no cancellation tears it."""

import asyncio

import pytest
from asyncpg.exceptions import DeadlockDetectedError

from models import Event, EventKind, NewEvent, Unit, Units, Workspace
from tests import factories
from tests.settable_clock import SettableClock


async def test_a_unit_that_raises_leaves_nothing(units: Units) -> None:
    async def work(_unit: Unit) -> None:
        await factories.workspace()
        raise LookupError

    with pytest.raises(LookupError):
        await units.run(work)
    assert await Workspace.all().count() == 0


async def test_a_unit_inside_another_is_refused(units: Units) -> None:
    async def inner(_unit: Unit) -> None: ...

    async def outer(_unit: Unit) -> None:
        await units.run(inner)

    with pytest.raises(RuntimeError, match="inside another"):
        await units.run(outer)


@pytest.mark.parametrize(("deadlocks", "made"), [(1, 1), (2, 1), (3, 0)])
async def test_a_deadlock_is_tried_again_from_the_start_until_the_third(
    units: Units, deadlocks: int, made: int
) -> None:
    tries = 0

    async def work(_unit: Unit) -> None:
        nonlocal tries
        tries += 1
        await factories.workspace()
        if tries <= deadlocks:
            raise DeadlockDetectedError("deadlock detected")

    if made:
        await units.run(work)
    else:
        with pytest.raises(DeadlockDetectedError):
            await units.run(work)
    assert (tries, await Workspace.all().count()) == (min(deadlocks + 1, 3), made)


async def test_a_cancelled_caller_does_not_tear_the_unit(units: Units) -> None:
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def work(_unit: Unit) -> None:
        await factories.workspace()
        inside.set()
        await go_on.wait()
        await factories.workspace()

    caller = asyncio.create_task(units.run(work))
    await inside.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    await units.drain()
    assert await Workspace.all().count() == 2


async def test_cancelling_at_any_moment_neither_hangs_nor_leaks(units: Units) -> None:
    async def work(_unit: Unit) -> None:
        await factories.workspace()

    for pauses in range(60):
        caller = asyncio.create_task(units.run(work))
        for _ in range(pauses):
            await asyncio.sleep(0)
        caller.cancel()
        await asyncio.gather(caller, return_exceptions=True)
    await units.drain()
    async with asyncio.timeout(10):
        await units.run(work)


async def test_the_events_of_a_unit_carry_its_moment_and_contiguous_positions(
    units: Units, clock: SettableClock
) -> None:
    workspace = await factories.workspace()
    new = NewEvent(EventKind.CONTACT_ADDED, workspace_id=workspace.id, subject_id=factories.some_id())
    heads: list[object] = []
    units.on_commit(heads.append)

    async def work(unit: Unit) -> None:
        unit.record(new, new)

    await units.run(work)
    clock.move(hours=1)
    await units.run(work)
    events = await Event.filter(workspace_id=workspace.id).order_by("position")
    assert [event.position for event in events] == [1, 2, 3, 4]
    assert events[3].occurred_at - events[0].occurred_at == clock.now() - factories.START
    assert heads == [{workspace.id: 2}, {workspace.id: 4}]


async def test_writers_at_once_leave_no_hole_in_the_positions(units: Units) -> None:
    workspace = await factories.workspace()

    async def work(unit: Unit) -> None:
        unit.record(NewEvent(EventKind.CONTACT_ADDED, workspace_id=workspace.id, subject_id=factories.some_id()))
        if len(unit.events) and unit.events[0].subject_id.int % 3 == 0:
            raise LookupError

    await asyncio.gather(*(units.run(work) for _ in range(40)), return_exceptions=True)
    positions = [event.position for event in await Event.filter(workspace_id=workspace.id).order_by("position")]
    assert positions == list(range(1, len(positions) + 1))
