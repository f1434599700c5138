"""Whoever rests is handed a frame at once; whoever has something under way takes it when that is done, and so in order."""

import asyncio
from collections.abc import Callable

import pytest

import app.feeds.group
from app.feeds.frame import Frame
from app.feeds.group import AT_ONCE, Group
from app.feeds.subscriber import Sending, Subscriber
from tests.app.feeds.conftest import VIEWER, at

Told = list[bytes]


@pytest.fixture
def told() -> Told:
    return []


async def rests(group: Group, offer: Callable[[bytes], Sending | None] | None) -> tuple[Subscriber, asyncio.Task[None]]:
    subscriber = Subscriber(VIEWER)
    subscriber.aim(at(10), 0)
    subscriber.offer = offer
    group.subscribers.add(subscriber)
    resting = asyncio.create_task(subscriber.rest())
    await asyncio.sleep(0)
    return subscriber, resting


async def test_whoever_rests_is_handed_what_is_made_and_rests_on(group: Group, told: Told) -> None:
    subscriber, resting = await rests(group, told.append)
    await group.publish(Frame(b"11", at(11)))
    await group.publish(Frame(b"12", at(12)))
    assert (told, subscriber.number, subscriber.place, resting.done()) == ([b"11", b"12"], 2, at(12), False)
    assert group.take(subscriber) is None
    subscriber.wake()
    await resting


async def test_what_could_not_be_sent_at_once_is_its_own_to_finish_before_anything_else(
    group: Group, told: Told
) -> None:
    room = asyncio.Event()

    def offer(payload: bytes) -> Sending:
        async def rest_of_it() -> None:
            await room.wait()
            told.append(payload)

        return rest_of_it

    subscriber, resting = await rests(group, offer)
    await group.publish(Frame(b"11", at(11)))
    await group.publish(Frame(b"12", at(12)))
    room.set()
    await resting
    assert told == [b"11"]
    assert (taken := group.take(subscriber)) is not None
    assert taken.payload == b"12"


async def test_what_becomes_of_a_frame_is_told_to_the_one_it_was_for(group: Group, told: Told) -> None:
    def offer(_: bytes) -> None:
        raise ConnectionError

    _, resting = await rests(group, offer)
    other, still = await rests(group, told.append)
    await group.publish(Frame(b"11", at(11)))
    with pytest.raises(ConnectionError):
        await resting
    assert (told, other.number) == ([b"11"], 1)
    still.cancel()


async def test_whoever_has_no_such_way_is_woken(group: Group) -> None:
    subscriber, resting = await rests(group, None)
    await group.publish(Frame(b"11", at(11)))
    await resting
    assert (taken := group.take(subscriber)) is not None
    assert taken.payload == b"11"


async def test_whoever_may_listen_no_more_is_handed_nothing(group: Group, told: Told) -> None:
    subscriber, resting = await rests(group, told.append)
    group.lose({VIEWER})
    await group.publish(Frame(b"11", at(11)))
    await resting
    assert (told, subscriber.lost) == ([], True)


async def test_what_somebody_took_in_their_turn_is_not_handed_once_more(
    group: Group, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.feeds.group, "AT_ONCE", 1)
    quick = [(await rests(group, told.append))[1] for _ in range(4)]
    late = Subscriber(VIEWER)
    late.aim(at(10), 0)
    late.offer = told.append
    group.subscribers.add(late)

    async def take_and_rest() -> None:
        while not (frame := group.take(late)):  # noqa: ASYNC110 - at the first turn that it gets
            await asyncio.sleep(0)
        told.append(frame.payload)
        await late.rest()

    resting = asyncio.create_task(take_and_rest())
    await group.publish(Frame(b"11", at(11)))
    await group.publish(Frame(b"12", at(12)))
    assert (told.count(b"11"), told.count(b"12"), late.number) == (5, 5, 2)
    for one in (*quick, resting):
        one.cancel()


async def test_hundreds_hold_nobody_else_up(group: Group, told: Told) -> None:
    resting = [(await rests(group, told.append))[1] for _ in range(3 * AT_ONCE)]
    publishing = asyncio.create_task(group.publish(Frame(b"11", at(11))))
    await asyncio.sleep(0)
    assert len(told) == AT_ONCE
    await publishing
    assert len(told) == 3 * AT_ONCE
    for one in resting:
        one.cancel()
