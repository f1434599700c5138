"""What can be done at once is done at once; of the rest nothing is lost, neither an error nor a cancellation."""

import asyncio

import pytest

from app.begun import Begun


async def test_what_waits_for_nothing_is_done_before_anybody_waits() -> None:
    done = []

    async def work() -> None:
        done.append(1)

    assert Begun(work()).done
    assert done == [1]


async def test_the_rest_is_waited_for_as_often_as_it_waits() -> None:
    going, done = [asyncio.Event(), asyncio.Event()], []

    async def work() -> None:
        for event in going:
            await event.wait()
            done.append(event)
        await asyncio.sleep(0)

    begun = Begun(work())
    assert not begun.done
    waiting = asyncio.create_task(_rest(begun))
    for event in going:
        await asyncio.sleep(0)
        event.set()
    await waiting
    assert (begun.done, done) == (True, going)


async def test_an_error_is_raised_where_it_comes_up() -> None:
    async def at_once() -> None:
        raise ValueError("at once")

    async def later() -> None:
        await asyncio.sleep(0)
        raise ValueError("later")

    with pytest.raises(ValueError, match="at once"):
        Begun(at_once())
    begun = Begun(later())
    with pytest.raises(ValueError, match="later"):
        await begun


async def test_the_coroutine_hears_that_it_is_cancelled() -> None:
    heard = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            heard.append(1)
            raise

    begun = Begun(work())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await begun
    assert heard == [1]


async def _rest(begun: Begun) -> None:
    await begun
