"""A warning of LinkedIn's holds its kind for a day, then for a week at half; a second within a week holds it for a week."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from tortoise import connections

from engine import limits, progress
from engine.limit_warnings import kind_named, told
from engine.remote_reading import learn
from integrations.duxsoup.remote_settings import RemoteSettings
from models import Action, ActionState, DuxSoupAccount, Event, EventKind, HoldCause, LimitHold, StepKind, Unit
from tests import factories
from tests.engine.conftest import World
from tests.factories import START

DAY = timedelta(days=1)


async def reads(world: World, **settings: Any) -> None:
    """What an hourly look at the extension's settings finds."""
    found = RemoteSettings.from_answer(settings)
    await world.units.run(partial(learn, account_id=world.account.id, settings=found))


async def beats(world: World, *commands: str) -> None:
    exclusions = {"commands": list(commands), "campaigns": []}
    await world.receive(world.envelope("rccommand", "ready", {"clientid": "c-1", "exclusions": exclusions}))


async def window(world: World, kind: StepKind | None = StepKind.CONNECT) -> limits.Usage:
    account = await DuxSoupAccount.get(id=world.account.id)
    found = limits.tightest(await limits.usage(connections.get("default"), account, world.clock.now()))
    return next(one for one in found if (one.limit.kind, one.limit.hours, one.limit.with_note) == (kind, 24, False))


async def held_until(world: World, kind: StepKind | None = StepKind.CONNECT) -> datetime | None:
    found = await window(world, kind)
    return found.resets_at if found.limit.code == "limit_warning" else None


async def warnings(world: World) -> int:
    return await Event.filter(kind=EventKind.LIMIT_WARNED).count()


SOURCES = {"alert": lambda w: reads(w, linkedinlimitalert="connect"), "excluded": lambda w: beats(w, "connect")}


@pytest.mark.parametrize("source", SOURCES)
async def test_a_warning_holds_its_kind_for_a_day_and_halves_it_for_a_week(world: World, source: str):
    await SOURCES[source](world)
    assert await held_until(world) == START + DAY
    assert await held_until(world, StepKind.VISIT) is None
    world.clock.set(START + DAY)
    half = await window(world)
    assert (half.limit.limit, half.limit.code, half.left) == (7, "limit", 7)
    assert "half" in (half.limit.reason or "")
    world.clock.set(START + 8 * DAY)
    assert (await window(world)).limit.limit == 15


async def test_an_alert_that_stands_for_hours_is_one_warning(world: World):
    for _ in range(30):
        await reads(world, linkedinlimitalert="connect")
        world.clock.move(hours=1)
    assert await LimitHold.all().count() == await warnings(world) == 1
    assert (await window(world)).limit.limit == 7


async def test_an_alert_that_was_gone_and_comes_again_within_a_week_holds_a_week(world: World):
    await reads(world, linkedinlimitalert="connect")
    world.clock.set(START + 2 * DAY)
    await reads(world, linkedinlimitalert="")
    world.clock.set(START + 6 * DAY)
    await reads(world, linkedinlimitalert="connect")
    assert await held_until(world) == START + 13 * DAY
    assert await warnings(world) == 2


async def test_an_alert_that_comes_again_after_more_than_a_week_holds_a_day(world: World):
    await reads(world, linkedinlimitalert="connect")
    await reads(world, linkedinlimitalert=False)
    world.clock.set(START + 7 * DAY + timedelta(minutes=1))
    await reads(world)
    await reads(world, linkedinlimitalert="connect")
    assert await held_until(world) == world.clock.now() + DAY


async def test_an_alert_that_names_no_kind_holds_every_kind(world: World):
    await reads(world, linkedinlimitalert=True)
    assert await held_until(world, None) == START + DAY
    await world.launched()
    assert await world.turn() is not None
    assert not await Action.exists(sent_at__isnull=False)
    world.clock.set(START + DAY)
    assert {(await window(world, kind)).limit.limit for kind in (StepKind.VISIT, None)} == {20, 40}
    assert await world.turn() is None


async def test_an_alert_that_names_no_kind_holds_those_for_a_day_that_were_not_held(world: World):
    await beats(world, "connect")
    world.clock.move(hours=23)
    await reads(world, linkedinlimitalert=True)
    assert await held_until(world, None) == START + timedelta(hours=47)
    assert await warnings(world) == 2


async def test_two_words_of_one_warning_are_one(world: World):
    await beats(world, "connect")
    world.clock.move(minutes=20)
    await reads(world, linkedinlimitalert="connect")
    assert await held_until(world) == START + DAY
    assert await warnings(world) == 1


async def test_while_the_extension_takes_none_of_a_kind_it_is_handed_none(world: World):
    for _ in range(60):
        await beats(world, "connectProfile")
        world.clock.move(minutes=30)
    assert await held_until(world) == world.clock.now() + timedelta(minutes=30)
    await beats(world)
    world.clock.move(minutes=31)
    assert (await window(world)).limit.limit == 7
    assert await LimitHold.all().count() == 1


async def test_a_warning_that_comes_late_was_one_all_the_same_and_is_told_once(world: World):
    late = world.envelope("rccommand", "ready", {"exclusions": {"commands": ["connect"]}})
    again = world.envelope("rccommand", "ready", {"clientid": "c-2", "exclusions": {"commands": ["connect"]}})
    until = world.clock.now() + timedelta(days=1)
    world.clock.move(minutes=20)
    await beats(world)
    await world.receive(late)
    assert await held_until(world) == until
    await world.receive(again)
    assert await LimitHold.all().count() == 1


async def test_a_late_heartbeat_without_a_warning_takes_none_back(world: World):
    late = world.envelope("rccommand", "ready", {"clientid": "c-2", "exclusions": {"commands": []}})
    world.clock.move(minutes=20)
    await beats(world, "connect")
    await world.receive(late)
    assert (await LimitHold.get()).cleared_at is None


async def test_a_word_that_is_older_than_the_last_of_its_source_moves_nothing(world: World):
    for minutes, kinds in ((0, [StepKind.CONNECT]), (30, [StepKind.CONNECT]), (10, [StepKind.CONNECT]), (20, [])):
        word: dict[str, Any] = {"cause": HoldCause.EXCLUDED, "kinds": kinds, "at": START + timedelta(minutes=minutes)}
        await world.units.run(partial(told, account=world.account, **word))
    hold = await LimitHold.get()
    assert (hold.told_at, hold.cleared_at) == (START + timedelta(minutes=30), None)


async def test_an_exclusion_that_dux_soups_own_day_explains_is_no_warning(world: World):
    await reads(world, maxinvites="1")
    await factories.manual_act(world.account, at=START)
    await beats(world, "connect")
    assert await warnings(world) == 0
    world.clock.set(START.replace(hour=0) + DAY)
    await beats(world, "connect")
    assert await warnings(world) == 1


async def _visits(world: World, *states: ActionState) -> None:
    """Somebody's visit each, one after the other, and what became of it."""
    for state in states:
        campaign = await factories.campaign(world.workspace)
        await factories.sequence(campaign, StepKind.VISIT)
        await factories.assignment(campaign, await factories.contact(world.workspace), member=world.member)
        await world.launch(campaign_id=campaign.id)
        world.clock.move(minutes=5)
        assert await world.turn() is None
        action = await Action.get(state=ActionState.QUEUED)
        if state is ActionState.EXECUTED:
            await world.carried_out(action)
        else:
            await world.units.run(partial(_fails, action=action))


async def _fails(unit: Unit, action: Action) -> None:
    assignment, locked = await progress.pair(action.id)
    await progress.failed(unit, assignment, locked, "reported_failed")


async def test_three_failures_of_a_kind_in_a_row_are_a_warning(world: World):
    await _visits(world, ActionState.FAILED, ActionState.FAILED, ActionState.EXECUTED, ActionState.FAILED)
    assert await warnings(world) == 0
    await _visits(world, ActionState.FAILED, ActionState.FAILED)
    assert await held_until(world, StepKind.VISIT) is not None
    assert await held_until(world) is None
    world.clock.move(days=1, minutes=10)
    await _visits(world, ActionState.FAILED)
    assert await warnings(world) == 1


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("connect", StepKind.CONNECT), ("connectProfile", StepKind.CONNECT), ("Invitations", StepKind.CONNECT),
        ("message", StepKind.MESSAGE), ("inmail", StepKind.INMAIL), ("visit", StepKind.VISIT), ("enroll", None),
        ("disconnect", None), ("unfollow", None), ("untag", None), ("2026-03-02", None),
    ],
)  # fmt: skip
def test_a_kind_is_found_in_a_word_however_it_is_spelt(word: str, kind: StepKind | None) -> None:
    assert kind_named(word) is kind
