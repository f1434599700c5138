"""Since when webhooks have been received without a break, as reconciliation reads it."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from app.database import close_database, open_database
from app.hearing import Hearing
from models import HearingRow, MissedRow, Units
from tests import factories
from tests.databases import Database
from tests.settable_clock import SettableClock


@pytest.fixture
async def hearing(units: Units, clock: SettableClock) -> Hearing:
    """Begun, and an hour old."""
    begun = Hearing(clock)
    await begun.begin()
    clock.move(hours=1)
    await HearingRow.all().update(heard_wall=clock.wall())
    return begun


async def _deaf_until() -> datetime:
    return max(row.deaf_until for row in await HearingRow.all())


async def test_whoever_begins_to_receive_was_deaf_before(hearing: Hearing, clock: SettableClock):
    before = await _deaf_until()
    await Hearing(clock).begin()
    assert before < await _deaf_until() == clock.wall()


async def test_a_second_after_the_other_nothing_is_missed(hearing: Hearing, clock: SettableClock):
    before = await _deaf_until()
    for _ in range(10):
        clock.move(seconds=1)
        await hearing.note()
    assert await _deaf_until() == before


async def test_after_a_lapse_it_was_deaf_until_now(hearing: Hearing, clock: SettableClock):
    clock.move(seconds=6)
    await hearing.note()
    assert await _deaf_until() == clock.wall()


async def test_a_webhook_that_could_not_be_stored_makes_it_deaf_until_then_once(hearing: Hearing, clock: SettableClock):
    clock.move(seconds=1)
    hearing.missed(None)
    await hearing.note()
    missed_at = clock.wall()
    clock.move(seconds=1)
    await hearing.note()
    assert await _deaf_until() == missed_at == clock.wall() - timedelta(seconds=1)


async def test_what_was_missed_of_one_account_makes_nobody_else_doubt(hearing: Hearing, clock: SettableClock):
    before, (ours, other) = await _deaf_until(), [await factories.account() for _ in range(2)]
    for _ in range(2):
        clock.move(seconds=1)
        hearing.missed(ours.id)
        await hearing.note()
    clock.move(seconds=1)
    await hearing.note()
    missed_at = clock.wall() - timedelta(seconds=1)
    assert await _deaf_until() == before
    assert [await MissedRow.since(missed_at, one) for one in (ours, other)] == [True, False]
    assert not await MissedRow.since(clock.wall(), ours)


async def test_what_was_missed_just_before_the_end_is_noted(hearing: Hearing, clock: SettableClock):
    account = await factories.account()
    hearing.missed(account.id)
    await hearing.end()
    assert await MissedRow.since(clock.wall(), account)


async def test_what_was_missed_while_there_was_no_database_is_noted_afterwards(
    hearing: Hearing, clock: SettableClock, database: Database
):
    account = await factories.account()
    hearing.missed(account.id)
    await close_database()
    with pytest.raises(Exception):  # noqa: B017, PT011 - each database says it in words of its own
        await hearing.note()
    await open_database(database.url)
    await hearing.note()
    assert await MissedRow.since(clock.wall(), account)


async def test_who_stopped_well_is_not_missed_and_who_died_is_until_another_begins(
    hearing: Hearing, clock: SettableClock
):
    begun = clock.wall()
    died, stopped = Hearing(clock), Hearing(clock)
    await died.begin()
    async with stopped.kept():
        clock.move(seconds=6)
        await hearing.note()
    assert await HearingRow.filter(signed_off=True).count() == 1
    assert await HearingRow.deaf_since(clock.wall() + timedelta(seconds=1), clock.wall())
    clock.move(seconds=1)
    await Hearing(clock).begin()
    assert await HearingRow.all().count() == 2
    assert await HearingRow.deaf_since(begun, clock.wall())
    assert not await HearingRow.deaf_since(clock.wall() + timedelta(seconds=1), clock.wall())


async def test_who_was_taken_for_dead_and_is_not_was_deaf_until_it_says_so(hearing: Hearing, clock: SettableClock):
    clock.move(seconds=6)
    await Hearing(clock).begin()
    clock.move(seconds=1)
    await hearing.note()
    assert await HearingRow.filter(deaf_until=clock.wall()).count() == 1


async def test_where_all_have_stopped_nobody_hears(hearing: Hearing, clock: SettableClock):
    await hearing.end()
    assert await HearingRow.deaf_since(clock.wall(), clock.wall())


async def test_while_there_is_no_database_it_goes_on_and_was_deaf_afterwards(
    hearing: Hearing,
    clock: SettableClock,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    monkeypatch.setattr("app.hearing._EVERY", 0.001)
    await close_database()
    keeping = asyncio.create_task(hearing.keep())
    async with asyncio.timeout(60):
        while len(caplog.records) < 2 and not keeping.done():  # noqa: ASYNC110 - a log announces nothing
            await asyncio.sleep(0.01)
    assert not keeping.done()
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping
    await open_database(database.url)
    clock.move(seconds=1)
    await hearing.note()
    assert await _deaf_until() == clock.wall()
