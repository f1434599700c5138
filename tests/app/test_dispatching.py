"""The accounts of a share are at work side by side: none holds up another, and what is under way is brought to its end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from app.dispatching import Dispatching
from app.loops import AFTER_ERROR
from app.roster import OnlyOne
from engine.clock import Anchor, RunningClock
from engine.dispatcher import Dispatcher
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Action, ActionState, DuxSoupAccount, Units
from tests import factories
from tests.graphql.conftest import NOWHERE
from tests.settable_clock import SettableClock


@pytest.fixture
async def dispatching(units: Units, clock: SettableClock) -> AsyncIterator[Dispatching]:
    """Nobody answers at Dux-Soup, which is enough to see who was handed something for."""
    async with DuxSoup(NOWHERE, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield _dispatching(clock, Dispatcher(units, factories.RING, duxsoup, "worker-1"))


def _dispatching(clock: SettableClock, dispatcher: Dispatcher) -> Dispatching:
    running = RunningClock(Anchor(clock.wall(), clock.now()), clock.wall, clock.monotonic)
    return Dispatching(running, dispatcher, OnlyOne("worker-1"), 0.01, asyncio.Event())


@asynccontextmanager
async def _mute() -> AsyncIterator[tuple[str, asyncio.Event]]:
    """A host that takes a request and never answers; the event is set when it has one."""
    asked, over = asyncio.Event(), asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        asked.set()
        await over.wait()
        writer.close()

    async with await asyncio.start_server(listen, "127.0.0.1", 0) as server:
        try:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
        finally:
            over.set()


async def _with_work() -> DuxSoupAccount:
    campaign = await factories.campaign()
    owner = await campaign.workspace
    account = await factories.account(owner)
    version = await factories.sequence(campaign)
    step = await factories.step(version)
    person = await factories.contact(owner)
    values = {
        "member": await factories.member(owner),
        "status": "active",
        "running_contact_id": person.id,
        "next_step": 1,
        "sequence_id": version.id,
    }
    await factories.action(await factories.assignment(campaign, person, **values), step, account)
    return account


async def test_what_is_under_way_is_brought_to_its_end(dispatching: Dispatching) -> None:
    account = await _with_work()
    await dispatching.turn()
    assert not await Action.filter(attempts__gt=0).exists()
    await dispatching.finish()
    assert (await DuxSoupAccount.get(id=account.id)).failures == 1
    assert not await Action.filter(state=ActionState.SENDING).exists()


async def test_a_turn_that_never_ends_is_given_up_and_what_it_was_sending_is_in_doubt(
    units: Units, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await _with_work()
    async with _mute() as (url, asked), DuxSoup(url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        dispatching = _dispatching(clock, Dispatcher(units, factories.RING, duxsoup, "worker-1"))
        await dispatching.turn()
        await asyncio.wait_for(asked.wait(), 60)
        monkeypatch.setattr("app.dispatching.FINISH_WITHIN", 0.01)
        await asyncio.wait_for(dispatching.finish(), 10)
        assert await Action.filter(state=ActionState.SENDING).count() == 1
        clock.move(minutes=1)
        assert await Dispatcher(units, factories.RING, duxsoup, "worker-2").turn(account.id, ("worker-1",)) is not None
    assert await Action.filter(state=ActionState.UNKNOWN, outcome="interrupted").count() == 1


async def test_an_accounts_trouble_is_on_record_and_stops_no_other(
    dispatching: Dispatching, clock: SettableClock
) -> None:
    """A time zone that does not exist, as an UPDATE by hand may leave it."""
    broken, well = await _with_work(), await _with_work()
    await DuxSoupAccount.filter(id=broken.id).update(timezone="Moon/Base", working_hours=None)
    with capture_logs() as lines:
        await dispatching.turn()
        await dispatching.finish()
        assert (await DuxSoupAccount.get(id=well.id)).failures == 1
        for _ in range(2):
            await dispatching.turn()
            await dispatching.finish()
        assert [(line["event"], line["account_id"]) for line in lines] == [("worker.turn_failed", str(broken.id))]
        clock.move_wall(seconds=AFTER_ERROR)
        await dispatching.turn()
        await dispatching.finish()
    assert [line["account_id"] for line in lines] == 2 * [str(broken.id)]


async def test_a_rest_of_a_time_before_the_clock_was_put_back_is_none(
    dispatching: Dispatching, clock: SettableClock
) -> None:
    account = await _with_work()
    clock.move_wall(days=2)
    resting = {"paused_at": clock.now(), "paused_until": clock.now() + timedelta(days=9)}
    await DuxSoupAccount.filter(id=account.id).update(**resting)
    await dispatching.turn()
    await dispatching.finish()
    await DuxSoupAccount.filter(id=account.id).update(paused_at=None, paused_until=None)
    await dispatching.turn()
    await dispatching.finish()
    assert (await DuxSoupAccount.get(id=account.id)).failures == 0  # it rests
    clock.jump(-timedelta(days=2))
    await dispatching.turn()
    await dispatching.finish()
    assert (await DuxSoupAccount.get(id=account.id)).failures == 1
