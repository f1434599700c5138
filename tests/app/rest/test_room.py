"""Files are read a few at a time, of one workspace one after the other, and nobody waits for ever."""

import asyncio
from uuid import UUID

import pytest

from app.rest import room
from app.rest.room import Busy, Room
from tests.factories import some_id
from webhooks.errors import TooOften

OURS, THEIRS, OTHERS = some_id(), some_id(), some_id()


async def _busy(reading: Room, workspace_id: UUID, done: asyncio.Event, begun: list[UUID]) -> None:
    with reading.under_way(workspace_id):
        async with reading.reading(workspace_id):
            begun.append(workspace_id)
            await done.wait()


async def _turns() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_a_workspace_reads_one_file_after_the_other_and_leaves_room_for_others() -> None:
    reading, done, begun = Room(), asyncio.Event(), list[UUID]()
    async with asyncio.TaskGroup() as group:
        for workspace_id in (OURS, OURS, OURS, THEIRS, OTHERS):
            group.create_task(_busy(reading, workspace_id, done, begun))
        await _turns()
        assert begun == [OURS, THEIRS]
        done.set()
    assert sorted(begun) == sorted([OURS, OURS, OURS, THEIRS, OTHERS])


async def test_whose_turn_does_not_come_is_told_so_and_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WAIT", 0.01)
    reading, done, begun = Room(), asyncio.Event(), list[UUID]()
    first, second = (asyncio.create_task(_busy(reading, one, done, begun)) for one in (OURS, THEIRS))
    await _turns()
    for workspace_id in (OURS, OTHERS):
        with pytest.raises(Busy):
            await _busy(reading, workspace_id, done, begun)
    assert Busy().answer().headers["retry-after"] == "60"
    done.set()
    await asyncio.gather(first, second)
    await _busy(reading, OTHERS, done, begun)
    assert begun == [OURS, THEIRS, OTHERS]


async def test_a_workspace_has_so_many_under_way_whether_they_are_read_or_not() -> None:
    reading = Room()
    entered = [reading.under_way(OURS) for _ in range(room.A_WORKSPACE)]
    for one in entered:
        one.__enter__()
    with pytest.raises(TooOften), reading.under_way(OURS):
        pass
    with reading.under_way(THEIRS):
        pass
    for one in entered:
        one.__exit__(None, None, None)
    with reading.under_way(OURS):
        pass
