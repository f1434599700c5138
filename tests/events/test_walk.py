"""From any cursor a walk shows every later event once and in order, or says that it cannot."""

import asyncio
from contextlib import aclosing
from dataclasses import replace

import pytest

from events.cursor import Place, encode
from events.ring import MOST_ENTRIES
from events.walk import Begin, Page, Reset, ResetReason, Walker
from models import Event, Workspace
from tests import factories
from tests.events.conftest import RETAINED, Write
from tests.settable_clock import SettableClock


async def taken(walker: Walker, begin: Begin, until: int) -> list[Page | Reset]:
    items: list[Page | Reset] = []
    async with aclosing(walker.walk(begin)) as walk:
        async for item in walk:
            items.append(item)
            if item.place.position >= until:
                return items
    raise AssertionError("The walk ended.")


def positions(items: list[Page | Reset]) -> list[int]:
    return [entry.position for item in items if isinstance(item, Page) for entry in item.entries]


async def test_without_a_cursor_a_walk_begins_at_the_head(walker: Walker, workspace: Workspace, write: Write) -> None:
    await write(workspace, 3)
    assert await taken(walker, None, 3) == [Page(Place(1, 3), [], caught_up=True)]


async def test_from_a_cursor_everything_after_it_is_replayed_in_pages(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 230)
    items = await taken(walker, encode(workspace.id, 1, 5), 230)
    assert positions(items) == list(range(6, 231))
    assert [item.place.position for item in items] == [5, 105, 205, 230]
    assert [item.caught_up for item in items if isinstance(item, Page)] == [False, False, False, True]


async def test_a_replay_goes_over_into_live_events_without_a_hole(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 2)
    async with aclosing(walker.walk(encode(workspace.id, 1, 0))) as walk:
        seen = [await anext(walk), await anext(walk)]
        await write(workspace, 3)
        seen.append(await anext(walk))
    assert positions(seen) == [1, 2, 3, 4, 5]


async def test_caught_up_stays_true_once_the_replay_has_reached_the_head(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 1)
    async with aclosing(walker.walk(encode(workspace.id, 1, 0))) as walk:
        assert [(await anext(walk)).caught_up for _ in range(2)] == [False, True]  # type: ignore[union-attr]  # no reset
        await write(workspace, 250)
        assert all([(await anext(walk)).caught_up for _ in range(3)])  # type: ignore[union-attr]  # no reset


async def test_silence_is_told_as_an_empty_page(walker: Walker, workspace: Workspace) -> None:
    async with aclosing(replace(walker, patience=0.01).walk(None)) as walk:
        assert [await anext(walk) for _ in range(3)] == [Page(Place(1, 0), [], caught_up=True)] * 3


@pytest.mark.parametrize(
    ("epoch", "position", "reason"),
    [
        (1, 5, ResetReason.CURSOR_UNKNOWN),
        (2, 1, ResetReason.CURSOR_UNKNOWN),
        (0, 1, ResetReason.RESTORED),
    ],
    ids=["a position not reached yet", "an epoch not reached yet", "an epoch before a restore"],
)
async def test_a_place_outside_the_log_is_a_reset_to_the_head(
    walker: Walker, workspace: Workspace, write: Write, epoch: int, position: int, reason: ResetReason
) -> None:
    await write(workspace, 4)
    assert await taken(walker, encode(workspace.id, epoch, position), 4) == [Reset(Place(1, 4), reason)]


async def test_a_cursor_that_is_none_of_this_workspace_is_a_reset(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 4)
    for cursor in ("rubbish", "", encode(factories.some_id(), 1, 2)):
        assert await taken(walker, cursor, 4) == [Reset(Place(1, 4), ResetReason.CURSOR_UNKNOWN)]


async def test_a_cursor_older_than_what_is_replayed_is_a_reset(
    walker: Walker, workspace: Workspace, write: Write, clock: SettableClock
) -> None:
    await write(workspace, 1)
    clock.move(days=31)
    await write(workspace, 1)
    later = replace(walker, oldest=clock.now() - RETAINED)
    assert await taken(later, encode(workspace.id, 1, 0), 2) == [Reset(Place(1, 2), ResetReason.CURSOR_EXPIRED)]
    assert positions(await taken(later, encode(workspace.id, 1, 1), 2)) == [2]


async def test_a_hole_in_the_log_is_a_reset_and_never_passed_over(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 5)
    await Event.filter(workspace_id=workspace.id, position=3).delete()
    assert (await taken(walker, encode(workspace.id, 1, 0), 5))[1:] == [Reset(Place(1, 5), ResetReason.CURSOR_EXPIRED)]
    assert await taken(walker, encode(workspace.id, 1, 2), 5) == [Reset(Place(1, 5), ResetReason.CURSOR_EXPIRED)]


async def test_after_a_reset_the_walk_goes_on_live(walker: Walker, workspace: Workspace, write: Write) -> None:
    await write(workspace, 4)
    async with aclosing(walker.walk("rubbish")) as walk:
        assert isinstance(await anext(walk), Reset)
        await write(workspace, 2)
        assert positions([await anext(walk)]) == [5, 6]


async def test_a_restore_while_somebody_follows_is_a_reset_to_the_new_epoch(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 6)
    async with aclosing(walker.walk(None)) as walk:
        assert (await anext(walk)).place == Place(1, 6)
        await _restore(workspace, epoch=2, head=3)
        walker.broker.polled({workspace.id: Place(2, 3)})
        assert await anext(walk) == Reset(Place(2, 3), ResetReason.RESTORED)
        await write(workspace)
        assert positions([await anext(walk)]) == [4]


async def test_a_walk_of_one_workspace_never_shows_another(walker: Walker, workspace: Workspace, write: Write) -> None:
    other = await factories.workspace()
    for _ in range(3):
        await write(other, 2)
        await write(workspace, 1)
    items = await taken(walker, encode(workspace.id, 1, 0), 3)
    assert positions(items) == [1, 2, 3]
    assert {entry.workspace_id for item in items if isinstance(item, Page) for entry in item.entries} == {workspace.id}


async def _restore(workspace: Workspace, epoch: int, head: int) -> None:
    await Event.filter(workspace_id=workspace.id, position__gt=head).delete()
    await Workspace.filter(id=workspace.id).update(epoch=epoch, head=head)


async def test_no_page_goes_beyond_the_place_that_is_aimed_for(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 30)
    items = await taken(replace(walker, bound=lambda: Place(1, 12)), encode(workspace.id, 1, 5), 30)
    assert [item.place.position for item in items] == [5, 12, 30]


async def test_a_replay_that_reached_the_others_is_still_one(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    """Whatever was written meanwhile: who replays is not told that they were too slow."""
    await write(workspace, 30)
    walk = replace(walker, bound=lambda: Place(1, 12)).walk(encode(workspace.id, 1, 5))
    async with asyncio.timeout(60), aclosing(walk) as items:
        assert [(await anext(items)).place.position for _ in range(2)] == [5, 12]
        await write(workspace, MOST_ENTRIES)
        await walker.broker._rooms[workspace.id].catch_up()  # somebody else was told all of it
        page = await anext(items)
    assert isinstance(page, Page)
    assert (page.entries[0].position, page.caught_up) == (13, False)


async def test_whoever_goes_on_where_another_left_off_has_caught_up_before(
    walker: Walker, workspace: Workspace, write: Write
) -> None:
    await write(workspace, 3)
    items = await taken(walker, Place(1, 1), 3)
    assert positions(items) == [2, 3]
    assert [item.caught_up for item in items if isinstance(item, Page)] == [True, True]


async def test_a_walk_may_begin_by_saying_why_it_leaves_something_out(walker: Walker, workspace: Workspace) -> None:
    assert await taken(walker, ResetReason.SLOW_CONSUMER, 0) == [Reset(Place(1, 0), ResetReason.SLOW_CONSUMER)]
