"""Since when webhooks have been received without a break, as reconciliation reads it."""

from datetime import datetime, timedelta

import pytest

from app.hearing import Hearing
from models import HearingRow, Units
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
    return (await HearingRow.get()).deaf_until


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
    hearing.missed()
    await hearing.note()
    missed_at = clock.wall()
    clock.move(seconds=1)
    await hearing.note()
    assert await _deaf_until() == missed_at == clock.wall() - timedelta(seconds=1)
