"""Simulated time goes on where it stood, never back, and not while nothing runs; real time is the wall clock."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from app.clock import TimeWouldRunBack, keep, note, open_clock
from app.parts import running
from models import ActionState, Campaign, ClockRow, Units
from tests import factories
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.usefixtures("database")
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
MINUTE_DAY = 60


@pytest.fixture
def wall() -> SettableClock:
    return SettableClock(factories.START)


async def test_a_new_installation_begins_at_wall_time(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, wall=wall.wall)
    assert clock.now() == wall.wall()
    wall.move(hours=5)
    assert clock.now() == wall.wall()


async def test_a_demo_begins_on_its_monday_and_runs_a_day_a_minute(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    assert clock.now() == MONDAY
    wall.move(seconds=90)
    assert clock.now() == MONDAY + timedelta(days=1.5)


async def test_no_time_passes_while_nothing_runs(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    wall.move(seconds=30)
    await note(clock)
    stopped = clock.now()
    wall.move(days=3)
    again = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    assert again.now() == stopped
    wall.move(seconds=60)
    assert again.now() == stopped + timedelta(days=1)


async def test_a_crash_costs_no_more_than_what_was_not_noted(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    wall.move(seconds=30)
    await note(clock)
    noted = clock.now()
    wall.move(seconds=1)
    again = await open_clock(alone=True, day_seconds=MINUTE_DAY, wall=wall.wall)
    assert again.now() == noted


async def test_after_a_crash_no_time_comes_again_at_which_something_was_sent(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    await note(clock)
    wall.move(seconds=1)
    assignment = await factories.assignment()
    campaign = await Campaign.get(id=assignment.campaign_id)
    step = await factories.step(await factories.sequence(campaign))
    sent = {"state": ActionState.QUEUED, "sent_at": clock.now()}
    await factories.action(assignment, step, await factories.account(), **sent)
    again = await open_clock(alone=True, day_seconds=MINUTE_DAY, wall=wall.wall)
    assert again.now() == sent["sent_at"]


async def test_who_is_not_alone_reads_the_clock_as_it_stands(wall: SettableClock) -> None:
    first = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    wall.move(seconds=45)
    before = await ClockRow.get(id=1).values()
    second = await open_clock(alone=False, wall=wall.wall)
    assert second.now() == first.now()
    assert await ClockRow.get(id=1).values() == before


async def test_a_short_command_keeps_how_fast_time_runs(wall: SettableClock) -> None:
    await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    command = await open_clock(alone=True, wall=wall.wall)
    assert command.anchor.day_seconds == MINUTE_DAY


async def test_a_running_process_takes_over_what_another_anchored(wall: SettableClock) -> None:
    running = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    wall.move(seconds=10)
    other = await open_clock(alone=True, day_seconds=MINUTE_DAY, wall=wall.wall)
    assert running.now() != other.now()
    await note(running)
    assert running.now() == other.now()


async def test_a_wall_clock_that_is_set_back_does_not_turn_simulated_time_back(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    wall.move(seconds=60)
    await note(clock)
    latest = clock.now()
    wall.move_wall(hours=-1)
    await note(clock)
    assert clock.now() == latest
    wall.move_wall(seconds=60)
    assert clock.now() == latest + timedelta(days=1)


async def test_the_latest_time_on_record_only_rises(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    wall.move(seconds=60)
    await note(clock)
    wall.move_wall(seconds=-1)
    await note(clock)
    assert (await ClockRow.get(id=1)).latest_at == MONDAY + timedelta(days=1)


async def test_real_time_is_refused_on_a_database_that_lies_ahead_of_it(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=wall.wall(), wall=wall.wall)
    wall.move(seconds=120)
    await note(clock)
    with pytest.raises(TimeWouldRunBack):
        await open_clock(alone=True, day_seconds=86_400, wall=wall.wall)
    wall.move(days=3)
    real = await open_clock(alone=True, day_seconds=86_400, wall=wall.wall)
    assert real.now() == wall.wall()


async def test_a_real_installation_starts_even_if_its_wall_clock_was_set_back(wall: SettableClock) -> None:
    clock = await open_clock(alone=True, wall=wall.wall)
    wall.move(hours=2)
    await note(clock)
    wall.move_wall(hours=-1)
    again = await open_clock(alone=True, wall=wall.wall)
    assert again.now() == wall.wall()


async def test_two_first_starts_at_once_agree_on_one_clock(wall: SettableClock) -> None:
    one = await open_clock(alone=False, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    other = await open_clock(alone=False, day_seconds=MINUTE_DAY, first=MONDAY + timedelta(days=7), wall=wall.wall)
    assert one.anchor == other.anchor


async def test_a_time_that_could_not_be_noted_is_noted_as_soon_as_it_can_be(
    wall: SettableClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.clock._EVERY", 0.01)
    clock = await open_clock(alone=True, day_seconds=MINUTE_DAY, first=MONDAY, wall=wall.wall)
    row = await ClockRow.get(id=1)
    await row.delete()
    wall.move(seconds=60)
    async with asyncio.timeout(60), running(keep(clock)):
        while "The time was not noted" not in caplog.text:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.01)
        await ClockRow.bulk_create([row])
        while (await ClockRow.get(id=1)).latest_at != MONDAY + timedelta(days=1):  # noqa: ASYNC110 - a row has none either
            await asyncio.sleep(0.01)


async def test_leases_are_counted_by_a_clock_that_goes_on_while_the_host_is_suspended(
    units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr("time.clock_gettime", {7: 42.0}.__getitem__)
    assert (await open_clock(alone=True)).monotonic() == 42.0


@pytest.mark.parametrize("jump", [timedelta(hours=1), -timedelta(hours=1)])
async def test_a_jump_of_the_wall_clock_is_put_on_record_by_its_later_side(
    wall: SettableClock, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    """Time that goes on is no jump."""
    monkeypatch.setattr("app.clock._EVERY", 0.01)
    clock = await open_clock(alone=True, wall=wall.wall, monotonic=wall.monotonic)
    async with asyncio.timeout(60), running(keep(clock)):
        wall.move(seconds=30)
        while (row := await ClockRow.get()).latest_at != wall.wall():  # noqa: ASYNC110 - a row has no event
            await asyncio.sleep(0.01)
        assert row.stepped_wall is None
        later = max(wall.wall(), wall.wall() + jump)
        wall.jump(jump)
        while (row := await ClockRow.get()).stepped_wall is None:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
        assert row.stepped_wall == later


async def test_a_jump_is_put_on_record_as_soon_as_that_is_possible(
    wall: SettableClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.clock._EVERY", 0.01)
    clock = await open_clock(alone=True, wall=wall.wall, monotonic=wall.monotonic)
    row = await ClockRow.get(id=1)
    await row.delete()
    async with asyncio.timeout(60), running(keep(clock)):
        wall.jump(timedelta(hours=1))
        while "jumped" not in caplog.text:  # noqa: ASYNC110 - a log has no event
            await asyncio.sleep(0.01)
        await ClockRow.bulk_create([row])
        while not await ClockRow.stepped_since(wall.wall()):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)


async def test_a_jump_back_by_a_month_leaves_a_days_doubt(wall: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.clock._EVERY", 0.01)
    clock = await open_clock(alone=True, wall=wall.wall, monotonic=wall.monotonic)
    async with asyncio.timeout(60), running(keep(clock)):
        wall.jump(-timedelta(days=30))
        doubt = wall.wall() + timedelta(days=1)
        while (await ClockRow.get()).stepped_wall is None:  # noqa: ASYNC110 - a row has no event
            await asyncio.sleep(0.01)
        wall.move(seconds=5)
        while (await ClockRow.get()).latest_at != wall.wall():  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    assert (await ClockRow.get()).stepped_wall == doubt


async def test_a_clock_that_was_wrong_by_a_month_leaves_a_days_doubt(wall: SettableClock) -> None:
    wall.jump(timedelta(days=30))
    await note(await open_clock(alone=True, wall=wall.wall))
    wall.jump(-timedelta(days=30))
    await note(await open_clock(alone=False, wall=wall.wall))
    row = await ClockRow.get()
    assert (row.stepped_wall, row.latest_at) == (wall.wall() + timedelta(days=1), wall.wall())


@pytest.mark.parametrize("alone", [True, False])
async def test_a_clock_that_was_put_back_while_nothing_ran_is_put_on_record(wall: SettableClock, alone: bool) -> None:
    """Machines may differ by less."""
    await note(await open_clock(alone=True, wall=wall.wall))
    for back, found in ((timedelta(seconds=30), None), (timedelta(hours=1), wall.wall())):
        wall.jump(-back)
        await note(await open_clock(alone=alone, wall=wall.wall))
        assert (await ClockRow.get()).stepped_wall == found
        wall.jump(back)
        await note(await open_clock(alone=alone, wall=wall.wall))
