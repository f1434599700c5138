"""LinkedIn's alert is a mark that is read once an hour: what it reads, and what was done, tell a second from one that stands."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from models import Action, ActionState, LimitHold, Step, StepKind
from tests import factories
from tests.engine.conftest import World
from tests.engine.test_limit_warnings import DAY, held_until, reads, warnings
from tests.factories import START

HOUR = timedelta(hours=1)


async def alerts(world: World, mark: Any = "connect", days: int | None = 3) -> None:
    await reads(world, linkedinlimitalert=mark, linkedinlimitsnooze=days)


async def handed_over(world: World, kind: StepKind = StepKind.CONNECT, **columns: Any) -> Action:
    """At this moment."""
    campaign = await factories.campaign(world.workspace)
    sequence = await factories.sequence(campaign, kind)
    person = await factories.assignment(campaign, await factories.contact(world.workspace), member=world.member)
    given = {"state": ActionState.QUEUED, "sent_at": world.clock.now()} | columns
    return await factories.action(person, await Step.get(sequence=sequence), world.account, **given)


async def carried_out(world: World, kind: StepKind = StepKind.CONNECT) -> None:
    await handed_over(world, kind, state=ActionState.EXECUTED, executed_at=world.clock.now())


async def by_hand(world: World) -> None:
    await factories.manual_act(world.account, at=world.clock.now())


async def failure_told(world: World) -> None:
    """Of one that went before the pause; Dux-Soup tries it again by itself."""
    now = world.clock.now()
    await handed_over(world, sent_at=START - HOUR, failure_told_at=now)


async def failed(world: World) -> None:
    await handed_over(world, state=ActionState.FAILED, sent_at=START - HOUR, finished_at=world.clock.now())


async def test_an_alert_that_reads_otherwise_after_the_pause_is_a_second_one(world: World):
    await alerts(world, "connect 2026-03-02")
    world.clock.set(START + 3 * DAY)
    await alerts(world, "connect 2026-03-05")
    assert await held_until(world) == START + 10 * DAY
    await alerts(world, "connect 2026-03-05")
    assert (await warnings(world), await LimitHold.all().count()) == (2, 2)


async def test_an_alert_that_reads_otherwise_after_more_than_a_week_is_a_first_one(world: World):
    await alerts(world, 1767605403578)
    world.clock.set(START + 7 * DAY + HOUR)
    await alerts(world, 1767605403579)
    assert await held_until(world, None) == world.clock.now() + DAY


async def test_whatever_an_alert_reads_while_its_kind_is_held_it_is_the_same_warning(world: World):
    for days in range(30):
        await alerts(world, f"connect {days}")
        world.clock.move(minutes=45)
    assert await held_until(world) == START + DAY
    world.clock.set(START + DAY)
    await alerts(world, "connect 29")
    assert (await warnings(world), await LimitHold.all().count()) == (1, 1)
    assert await held_until(world) is None


async def test_an_alert_that_simply_stands_is_no_second_one(world: World):
    for _ in range(24 * 10):
        await alerts(world)
        world.clock.move(hours=1)
    assert (await warnings(world), await held_until(world)) == (1, None)


AT_WORK: dict[str, Callable[[World], Awaitable[None]]] = {
    "carried out": carried_out, "by hand": by_hand, "a failure is told": failure_told, "failed": failed,
}  # fmt: skip


@pytest.mark.parametrize("act", AT_WORK)
async def test_an_alert_that_stands_though_the_kind_goes_on_after_the_pause_is_a_second_one(world: World, act: str):
    await alerts(world)
    world.clock.set(START + DAY + HOUR)
    await alerts(world)
    assert await held_until(world) is None
    await AT_WORK[act](world)
    world.clock.move(hours=1)
    await alerts(world)
    assert await held_until(world) == START + 8 * DAY + 2 * HOUR
    assert await warnings(world) == 2


async def test_what_went_on_before_the_pause_was_over_tells_of_no_second_one(world: World):
    await alerts(world)
    world.clock.set(START + DAY)
    for act in AT_WORK.values():
        await act(world)
    await handed_over(world)
    world.clock.set(START + 5 * DAY)
    await alerts(world)
    assert (await warnings(world), await held_until(world)) == (1, None)


async def test_one_mark_is_taken_for_a_second_alert_only_once_and_for_another_when_it_reads_otherwise(world: World):
    for days in (0, 1.5, 9, 10, 17, 30):
        world.clock.set(START + days * DAY)
        await alerts(world)
        await carried_out(world)
        world.clock.move(hours=1)
        await alerts(world)
    assert (await warnings(world), await held_until(world)) == (2, None)
    await alerts(world, "connect again")
    assert await held_until(world) == world.clock.now() + DAY
    assert await warnings(world) == 3


async def test_what_was_handed_over_tells_of_a_second_one_when_dux_soup_should_have_gone_on(world: World):
    await alerts(world)
    world.clock.set(START + DAY + HOUR)
    await handed_over(world)
    await handed_over(world, state=ActionState.PLANNED)
    world.clock.set(START + 3 * DAY - HOUR)
    await alerts(world)
    assert await held_until(world) is None
    world.clock.set(START + 3 * DAY)
    await alerts(world)
    assert await held_until(world) == START + 10 * DAY


async def test_what_never_reached_dux_soup_tells_of_no_second_one(world: World):
    await alerts(world)
    world.clock.set(START + DAY + HOUR)
    await handed_over(world, state=ActionState.PLANNED)
    world.clock.set(START + 4 * DAY)
    await alerts(world)
    assert await held_until(world) is None


async def test_where_dux_soup_does_not_say_how_long_it_pauses_what_was_handed_over_tells_at_once(world: World):
    await alerts(world, days=None)
    world.clock.set(START + DAY + HOUR)
    await handed_over(world)
    await alerts(world, days=None)
    assert await held_until(world) == START + 8 * DAY + HOUR


async def test_other_kinds_tell_nothing_of_an_alert_that_names_one(world: World):
    await alerts(world)
    world.clock.set(START + 4 * DAY)
    await carried_out(world, StepKind.VISIT)
    await alerts(world)
    assert await warnings(world) == 1


async def test_any_kind_tells_of_an_alert_that_names_none(world: World):
    await alerts(world, True)
    world.clock.set(START + 4 * DAY)
    await carried_out(world, StepKind.VISIT)
    await alerts(world, "true")
    assert await held_until(world, None) == START + 11 * DAY


async def test_an_alert_of_before_its_mark_was_kept_is_no_other_for_that(world: World):
    await alerts(world)
    await LimitHold.all().update(mark=None)
    world.clock.set(START + 2 * DAY)
    await alerts(world)
    assert await warnings(world) == 1
    await alerts(world, "connect again")
    assert await warnings(world) == 2
