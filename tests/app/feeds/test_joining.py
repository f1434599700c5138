"""Whoever joins a group goes over at a place at which both have told the same, and misses nothing that came since."""

import asyncio

import pytest

import app.feeds.joining
from app.feeds.frame import Frame
from app.feeds.group import Group
from app.feeds.joining import Joining
from events.ring import MOST_ENTRIES
from tests.app.feeds.conftest import ASKED, AUDIENCE, VIEWER, at


@pytest.fixture
def joining(group: Group) -> Joining:
    def nobody_makes_one(*_: object) -> Group:
        raise AssertionError("There is one.")

    course = Joining(VIEWER, {AUDIENCE: group}.get, nobody_makes_one)
    course.asked(ASKED)
    return course


async def kept_waiting(joining: Joining, group: Group) -> "asyncio.Task[bool]":
    """It comes while the group is telling a page."""
    group.set_out()
    coming = asyncio.create_task(joining.walked(at(10), caught_up=True))
    await asyncio.sleep(0)
    return coming


async def test_it_walks_by_itself_up_to_where_the_group_stands(joining: Joining) -> None:
    assert not await joining.walked(at(4), caught_up=False)
    assert joining.bound() == at(10)
    assert await joining.walked(at(10), caught_up=False)


async def test_what_the_group_tells_meanwhile_is_kept_for_it(joining: Joining, group: Group) -> None:
    await joining.walked(at(4), caught_up=False)
    for position in (11, 12):
        await group.publish(Frame(b"%d" % position, at(position)))
        group.reach(at(position))
    assert await joining.walked(at(10), caught_up=False)
    taken = [group.take(joining.subscriber) for _ in range(3)]
    assert [frame and frame.payload for frame in taken] == [b"11", b"12", None]


async def test_where_the_group_has_left_it_behind_it_aims_anew(joining: Joining, group: Group) -> None:
    await joining.walked(at(4), caught_up=False)
    for position in (11, 12 + MOST_ENTRIES):
        await group.publish(Frame(b"%d" % position, at(position)))
        group.reach(at(position))
    assert group.outran(joining.subscriber)
    assert not await joining.walked(at(100), caught_up=False)
    assert joining.bound() == at(12 + MOST_ENTRIES)


async def test_far_behind_it_does_not_ask_to_have_anything_kept(joining: Joining, group: Group) -> None:
    group.reach(at(11 + MOST_ENTRIES))
    assert not await joining.walked(at(10), caught_up=False)
    assert (joining.bound(), group.subscribers) == (None, set())


async def test_what_it_may_hold_counts_from_when_it_aims(joining: Joining, group: Group) -> None:
    """What leaves before it has arrived is told in frames that are kept for it."""
    joining.held = {"a"}
    await joining.walked(at(4), caught_up=False)
    assert group.held == {"a"}


async def test_what_either_may_hold_is_told_of_when_it_goes(joining: Joining, group: Group) -> None:
    group.held, joining.held = {"a"}, {"b"}
    assert await joining.walked(at(10), caught_up=True)
    assert group.held == {"a", "b"}


async def test_whose_rows_are_not_known_may_hold_any(joining: Joining, group: Group) -> None:
    group.held, joining.held = {"a"}, None
    assert await joining.walked(at(10), caught_up=True)
    assert group.held is None


async def test_nobody_comes_in_while_a_part_of_what_follows_is_in_frames_already(
    joining: Joining, group: Group
) -> None:
    coming = await kept_waiting(joining, group)
    await group.publish(Frame(b"a part of 11 to 12", at(10)))
    await asyncio.sleep(0)
    assert not coming.done()
    await group.publish(Frame(b"the rest of it", at(12)))
    group.reach(at(12))
    assert not await coming
    assert joining.bound() == at(12)
    assert await joining.walked(at(12), caught_up=True)
    assert group.take(joining.subscriber) is None


async def test_a_group_that_ends_meanwhile_takes_nobody_in(joining: Joining, group: Group) -> None:
    coming = await kept_waiting(joining, group)
    group.end()
    assert not await coming
    assert group.subscribers == set()


async def test_a_group_that_is_busy_for_long_is_not_waited_for(
    joining: Joining, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.feeds.joining, "PATIENCE_SECONDS", 0.01)
    group.set_out()
    assert not await joining.walked(at(10), caught_up=True)
    group.reach(at(11))
    assert (joining.bound(), group.subscribers) == (None, set())


async def test_whoever_is_let_in_while_it_gives_up_is_in(
    joining: Joining, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.feeds.joining, "PATIENCE_SECONDS", 0.0)
    joining.held = {"a"}
    group.set_out()
    coming = asyncio.create_task(joining.walked(at(10), caught_up=True))
    for _ in range(2):  # it waits, and is called off
        await asyncio.sleep(0)
    group.reach(at(10))
    assert await coming
    group.held = set()  # of the row that it aimed with it was told that it left, in a frame which is kept
    assert joining._arrived(group, at(10))
    joining.held = {"a", "b"}
    assert not joining._arrived(group, at(10))


async def test_whoever_is_called_off_while_it_waits_leaves_nothing(joining: Joining, group: Group) -> None:
    coming = await kept_waiting(joining, group)
    assert not group.empty
    coming.cancel()
    await asyncio.wait([coming])
    assert group.empty


async def test_amid_a_replay_a_busy_group_is_hardly_waited_for(
    joining: Joining, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.feeds.joining, "PATIENCE_SECONDS", 3_600.0)
    group.set_out()
    assert not await joining.walked(at(4), caught_up=False)


async def test_what_it_came_to_hold_on_the_way_must_be_known_to_the_group(joining: Joining, group: Group) -> None:
    """A frame that was made for it meanwhile may not tell that such a row left."""
    joining.held = {"a"}
    await joining.walked(at(4), caught_up=False)
    await group.publish(Frame(b"nothing of b", at(11)))
    group.reach(at(11))
    joining.held = {"a", "b"}
    assert not await joining.walked(at(10), caught_up=False)
    assert (joining.bound(), group.held) == (at(11), {"a", "b"})
    group.held = {"b"}  # of a it was told that it left, in a frame which is kept for whoever aimed with it
    assert await joining.walked(at(11), caught_up=True)


async def test_whoever_still_owes_something_goes_on_alone(joining: Joining, group: Group) -> None:
    joining.owing = True
    assert not await joining.walked(at(10), caught_up=True)
    group.reach(at(11))
    joining.owing = False
    assert await joining.walked(at(11), caught_up=True)
