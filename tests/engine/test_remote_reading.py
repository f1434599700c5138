"""Dux-Soup's own settings: read hourly in working hours, its day and maxima one more window, its follow-ups a warning."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tortoise import connections

from engine import limits, remote_day
from engine.remote_reading import RemoteReading
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import Action, DuxSoupAccount, Event, EventKind, StepKind
from tests import factories
from tests.engine.conftest import World
from tests.factories import START
from tests.sandbox_process import RemoteCaller


@pytest.fixture
async def reading(world: World) -> AsyncIterator[RemoteReading]:
    async with DuxSoup(world.sandbox.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        yield RemoteReading(world.units, factories.RING, duxsoup)


def set_up(world: World, **settings: Any) -> None:
    with RemoteCaller(world.sandbox, world.account.dux_soup_user_id, factories.AUTH_KEY) as caller:
        assert caller.post("/settings", settings=settings).is_success


async def account(world: World) -> DuxSoupAccount:
    return await DuxSoupAccount.get(id=world.account.id)


async def day(world: World, kind: StepKind) -> limits.Usage:
    found = limits.tightest(await limits.usage(connections.get("default"), await account(world), world.clock.now()))
    (one,) = [one for one in found if (one.limit.kind, one.limit.hours, one.limit.with_note) == (kind, 24, False)]
    return one


async def test_the_lower_of_two_limits_wins_and_says_why(world: World, reading: RemoteReading):
    set_up(world, maxinvites="10", maxmessages=100, maxvisits="0")
    assert await reading.turn() == 1
    connects, messages = await day(world, StepKind.CONNECT), await day(world, StepKind.MESSAGE)
    assert (connects.limit.limit, connects.limit.reason) == (10, "Dux-Soup's own setting")
    assert (messages.limit.limit, messages.limit.reason) == (25, None)


async def test_a_maximum_of_nought_leaves_the_choice_to_dux_soup_and_our_own_limit_holds(
    world: World, reading: RemoteReading
):
    set_up(world, maxvisits="0")
    await reading.turn()
    assert (await day(world, StepKind.VISIT)).limit.limit == 40


async def test_of_other_kinds_nobody_says_that_nought_means_anything_but_none(world: World, reading: RemoteReading):
    set_up(world, maxinvites="0", maxmessages="0")
    await reading.turn()
    assert [(await day(world, kind)).limit.limit for kind in (StepKind.CONNECT, StepKind.MESSAGE)] == [0, 0]


async def test_after_the_clock_was_put_back_settings_are_read_at_once(world: World, reading: RemoteReading):
    assert await reading.turn() == 1
    world.clock.move(days=-1)
    assert await reading.turn() == 1


async def test_settings_are_read_once_an_hour_of_wall_time(world: World, reading: RemoteReading):
    assert await reading.turn() == 1
    world.clock.move(minutes=59)
    assert await reading.turn() == 0
    world.clock.move(minutes=2)
    assert await reading.turn() == 1


async def test_outside_working_hours_nothing_is_read(world: World, reading: RemoteReading):
    await DuxSoupAccount.all().update(working_hours=[{"weekday": 0, "opens": "10:00", "closes": "12:00"}])
    assert await reading.turn() == 0
    world.clock.move(hours=1)
    assert await reading.turn() == 1


async def test_what_does_not_answer_is_asked_again_in_five_minutes(world: World, reading: RemoteReading):
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=1, fault_endpoints=["settings"])
    assert await reading.turn() == 0
    assert await reading.turn() == 0
    world.clock.move(minutes=6)
    assert await reading.turn() == 1


async def test_a_change_is_an_event_and_the_same_again_is_none(world: World, reading: RemoteReading):
    for _ in range(2):
        await reading.turn()
        world.clock.move(hours=2)
    assert await Event.filter(kind=EventKind.ACCOUNT_CHANGED).count() == 1
    set_up(world, maxinvites=7)
    await reading.turn()
    assert await Event.filter(kind=EventKind.ACCOUNT_CHANGED).count() == 2


async def test_follow_ups_of_dux_soups_own_are_told_in_the_accounts_health(world: World, reading: RemoteReading):
    set_up(world, followupflag=True)
    await reading.turn()
    assert "follow-ups" in ((await account(world)).health_reason or "")
    world.clock.move(hours=2)
    set_up(world, followupflag=False)
    await reading.turn()
    assert "follow-ups" not in ((await account(world)).health_reason or "")


async def test_more_than_three_hundred_undecided_invitations_are_told_in_the_accounts_health(
    world: World, reading: RemoteReading
):
    campaign = await factories.campaign(world.workspace)
    for _ in range(301):
        await factories.assignment(campaign, account=world.account, invited_at=START, launched_at=START)
    await reading.turn()
    assert "301 invitations are undecided" in ((await account(world)).health_reason or "")


async def test_the_alert_of_a_real_weekly_limit_is_heard(world: World, reading: RemoteReading):
    set_up(world, linkedinlimitalert="connect")
    await reading.turn()
    found = await day(world, StepKind.CONNECT)
    assert (found.limit.code, found.resets_at) == ("limit_warning", world.clock.now() + timedelta(days=1))


async def test_dux_soups_own_day_ends_at_its_own_midnight(world: World, reading: RemoteReading):
    """Its day begins at 22:00 UTC; ours is a day that rolls."""
    set_up(world, maxvisits=1, dailylimitoffset=120)
    await reading.turn()
    await world.launched(2)
    assert await world.turn() is None
    (visit,) = await Action.filter(sent_at__isnull=False)
    world.clock.move(minutes=10)
    await world.carried_out(visit)
    idle = await world.turn()
    assert idle is not None
    assert idle.until == START.replace(hour=22)
    world.clock.set(START.replace(hour=22))
    assert await world.turn() is None


@pytest.mark.parametrize(
    ("offset", "now", "began"),
    [
        (0, "2026-03-02T09:00", "2026-03-02T00:00"),
        (120, "2026-03-02T21:59", "2026-03-01T22:00"),
        (120, "2026-03-02T22:00", "2026-03-02T22:00"),
        (-300, "2026-03-02T04:59", "2026-03-01T05:00"),
        (60, "2026-03-29T12:00", "2026-03-28T23:00"),  # the clocks change in Europe, and its day does not care
        (60, "2026-03-30T12:00", "2026-03-29T23:00"),
    ],
)
def test_its_day_has_24_hours_at_a_fixed_distance_from_utc(offset: int, now: str, began: str) -> None:
    settings: Any = {"visits": 1, "invites": 1, "messages": 1, "day_offset": offset}
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert remote_day.began(settings, moment) == datetime.fromisoformat(began).replace(tzinfo=UTC)
