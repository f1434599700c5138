"""What holds a seat holds it in whatever workspace it works: warnings of a limit, what they halve, a challenge."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from tortoise import connections

from engine import guardrail, limit_alert, limit_warnings, limits, restriction
from engine.limit_alert import Alert
from models import (
    DuxSoupAccount,
    Event,
    EventKind,
    HoldCause,
    LimitHold,
    StepKind,
    Unit,
    Units,
    Workspace,
)
from tests import factories
from tests.engine.test_carrying_over import DAY, Seat, at_home
from tests.factories import START
from tests.settable_clock import SettableClock

WORDS = "Ada asked for a code."
ALERT = Alert(StepKind.CONNECT, "a mark", timedelta(days=3))


@pytest.fixture
async def seat(units: Units, clock: SettableClock) -> Seat:
    return await at_home(units, clock)


async def on(seat: Seat, of: Workspace, work: Callable[[Unit, DuxSoupAccount], Awaitable[None]]) -> None:
    account = await seat.account(of)
    await seat.units.run(lambda unit: work(unit, account))


async def warned(seat: Seat, of: Workspace) -> None:
    async def work(unit: Unit, account: DuxSoupAccount) -> None:
        await limit_warnings.told(unit, account, HoldCause.EXCLUDED, [StepKind.CONNECT], unit.now)

    await on(seat, of, work)


async def quiet(seat: Seat, of: Workspace) -> None:
    async def work(unit: Unit, account: DuxSoupAccount) -> None:
        await limit_warnings.told(unit, account, HoldCause.EXCLUDED, [], unit.now)

    await on(seat, of, work)


async def alerted(seat: Seat, of: Workspace) -> None:
    await on(seat, of, partial(limit_alert.read, alert=ALERT))


async def day(seat: Seat, of: Workspace) -> limits.Usage:
    found = await limits.usage(connections.get("default"), await seat.account(of), seat.clock.now())
    return next(one for one in found if (one.limit.kind, one.limit.hours) == (StepKind.CONNECT, 24))


async def held_until(seat: Seat, of: Workspace) -> datetime | None:
    found = await day(seat, of)
    return found.resets_at if found.limit.closed else None


async def test_a_kind_that_is_held_is_held_there_and_then_halved(seat: Seat):
    await warned(seat, seat.home)
    seat.clock.move(hours=1)
    await seat.move(seat.home, seat.away)
    assert await held_until(seat, seat.away) == START + DAY
    seat.clock.set(START + DAY)
    assert (await day(seat, seat.away)).limit.limit == 2


async def test_a_second_warning_within_a_week_is_known_as_one(seat: Seat):
    await warned(seat, seat.home)
    seat.clock.move(hours=1)
    await quiet(seat, seat.home)
    seat.clock.set(START + 2 * DAY)
    await seat.move(seat.home, seat.away)
    seat.clock.move(days=1)
    await warned(seat, seat.away)
    assert await held_until(seat, seat.away) == START + 10 * DAY
    await seat.move(seat.away, seat.home)
    assert await held_until(seat, seat.home) == START + 10 * DAY


async def test_one_warning_that_goes_on_to_be_told_there_remains_one(seat: Seat):
    await alerted(seat, seat.home)
    for place, other in ((seat.away, seat.home), (seat.home, seat.away)):
        await seat.move(other, place)
        seat.clock.move(hours=1)
        await alerted(seat, place)
    assert await held_until(seat, seat.home) == START + DAY
    assert await LimitHold.all().count() == 1
    assert await Event.filter(kind=EventKind.LIMIT_WARNED).count() == 1


async def test_what_was_done_elsewhere_makes_no_alert_that_stands_a_second_one(seat: Seat):
    await alerted(seat, seat.home)
    seat.clock.set(START + 2 * DAY)
    await factories.manual_act(await seat.account(seat.home), at=seat.clock.now(), kind=StepKind.CONNECT)
    await seat.move(seat.home, seat.away)
    await alerted(seat, seat.away)
    assert await Event.filter(kind=EventKind.LIMIT_WARNED).count() == 1
    await factories.manual_act(await seat.account(seat.away), at=seat.clock.now(), kind=StepKind.CONNECT)
    await alerted(seat, seat.away)
    assert await Event.filter(kind=EventKind.LIMIT_WARNED).count() == 2


async def test_too_few_acceptances_hold_it_there_until_a_person_there_lifts_that(seat: Seat):
    hold = {"cause": HoldCause.GUARDRAIL, "kind": StepKind.CONNECT}
    await factories.limit_hold(await seat.account(seat.home), **hold)
    await factories.limit_hold(await seat.account(seat.home), **hold, ended_at=START, ended_reason=WORDS)
    await seat.move(seat.home, seat.away)
    assert (await day(seat, seat.away)).limit.code == "guardrail"
    assert [hold.ended_reason for hold in await LimitHold.filter(workspace_id=seat.away.id)] == [None]
    await on(seat, seat.away, partial(guardrail.lift, member_id=None, reason="They may."))
    await seat.move(seat.away, seat.home)
    assert [hold.ended_reason for hold in await LimitHold.filter(workspace_id=seat.home.id)] == [WORDS]


async def test_holds_are_with_whoever_may_send(seat: Seat):
    await seat.doubt(seat.home)
    await seat.connect(seat.away)
    await warned(seat, seat.home)
    await seat.prove(seat.away)
    assert await held_until(seat, seat.away) == START + DAY
    await seat.leave(seat.away)
    await seat.prove(seat.home)
    assert await held_until(seat, seat.home) == START + DAY


async def challenged(seat: Seat, of: Workspace) -> None:
    await on(seat, of, partial(restriction.pause, reason=WORDS, challenge=True))


async def paused(seat: Seat, of: Workspace) -> str | None:
    return (await seat.account(of)).pause_code


async def test_a_challenge_pauses_it_there_until_a_person_there_says_that_it_is_over(seat: Seat):
    await challenged(seat, seat.home)
    seat.clock.move(hours=1)
    await seat.move(seat.home, seat.away)
    account = await seat.account(seat.away)
    assert (account.pause_code, account.health, WORDS in (account.pause_reason or WORDS)) == (
        "challenge",
        "paused",
        False,
    )
    await on(seat, seat.away, restriction.resume)
    await seat.prove(seat.away)
    await seat.move(seat.away, seat.away)
    assert await paused(seat, seat.away) is None


async def test_another_challenge_is_another(seat: Seat):
    await challenged(seat, seat.home)
    await seat.move(seat.home, seat.away)
    await on(seat, seat.away, restriction.resume)
    seat.clock.move(hours=1)
    await seat.move(seat.away, seat.home)
    await challenged(seat, seat.home)
    await seat.move(seat.home, seat.away)
    assert await paused(seat, seat.away) == "challenge"


async def test_a_challenge_that_is_known_there_is_told_once(seat: Seat):
    await challenged(seat, seat.home)
    await seat.move(seat.home, seat.away)
    await seat.prove(seat.away)
    told = Event.filter(workspace_id=seat.away.id, kind=EventKind.ACCOUNT_PAUSED)
    assert (await told.count(), await paused(seat, seat.away)) == (1, "challenge")


@pytest.mark.parametrize("code", ["account_paused_by_person", "key_refused"])
async def test_no_other_pause_goes_along(seat: Seat, code: str):
    await on(seat, seat.home, lambda unit, account: account.pause(unit, code, WORDS))
    await seat.move(seat.home, seat.away)
    assert await paused(seat, seat.away) is None


async def test_the_ramp_begins_there_on_the_day_it_is_connected(seat: Seat):
    await seat.act(seat.home)
    seat.clock.move(days=20)
    await seat.move(seat.home, seat.away)
    assert (await seat.account(seat.away)).ramp_started_on == seat.clock.now().date()
