"""Silence, its end, and what health says of both."""

from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfoNotFoundError

import pytest

from engine.health import Watch, look_after, silent
from models import AccountHealth, DuxSoupAccount, Event, EventKind, Verdict
from tests import factories
from tests.engine.conftest import World

DAY = {"opens": "09:00", "closes": "18:00"}
WORKING_DAYS = [{"weekday": day, **DAY} for day in range(5)]


async def _seat(world: World) -> DuxSoupAccount:
    return await DuxSoupAccount.get(id=world.account.id)


async def _ready(world: World) -> None:
    await world.receive(world.envelope("rccommand", "ready", {"clientid": "c-1", "exclusions": {}}))


@pytest.fixture
async def watch(world: World) -> Watch:
    return Watch(world.units)


async def _silent(world: World, watch: Watch) -> None:
    await _ready(world)
    world.clock.move(hours=2)
    await watch.turn()
    assert (await _seat(world)).health is AccountHealth.DISCONNECTED


async def test_without_a_heartbeat_for_two_working_hours_it_is_disconnected_and_held(world: World, watch: Watch):
    await world.launched()
    await _ready(world)
    world.clock.move(hours=1, minutes=59)
    await watch.turn()
    assert (await _seat(world)).health is AccountHealth.CONNECTED
    world.clock.move(minutes=1)
    await watch.turn()
    seat = await _seat(world)
    assert seat.health is AccountHealth.DISCONNECTED
    assert "two hours of working time" in (seat.health_reason or "")
    idle = await world.turn()
    assert idle is not None
    assert idle.reason == "account_disconnected"
    told = await Event.filter(kind=EventKind.ACCOUNT_HEALTH_CHANGED).order_by("-position").first()
    assert told is not None
    assert told.data["health"] == "disconnected"


async def test_nights_and_weekends_are_no_silence(world: World, watch: Watch):
    await DuxSoupAccount.all().update(working_hours=WORKING_DAYS)
    friday = world.clock.now() + timedelta(days=(4 - world.clock.now().weekday()) % 7)
    world.clock.set(friday.replace(hour=17, minute=0))
    await _ready(world)
    world.clock.set(friday.replace(hour=9, minute=59) + timedelta(days=3))
    await watch.turn()
    assert (await _seat(world)).health is AccountHealth.CONNECTED
    world.clock.move(minutes=1)
    await watch.turn()
    assert (await _seat(world)).health is AccountHealth.DISCONNECTED


async def test_an_extension_that_was_never_heard_of_is_degraded_and_not_held(world: World, watch: Watch):
    await world.launched()
    await world.units.run(world.account.judge_health)
    world.clock.move(days=3)
    await watch.turn()
    seat = await _seat(world)
    assert (seat.health, seat.health_reason) == ("degraded", "The extension has not been heard of yet.")
    assert await world.turn() is None


def test_who_was_never_heard_of_has_not_fallen_silent() -> None:
    assert not silent(DuxSoupAccount(dux_soup_user_id="10001"), factories.START, factories.START)


async def test_one_that_sends_other_webhooks_but_never_a_heartbeat_is_not_held(world: World, watch: Watch):
    await world.letter()
    world.clock.move(days=3)
    await watch.turn()
    assert (await _seat(world)).silent_at is None


SIGNS: list[tuple[str, str, dict[str, Any]]] = [
    ("rccommand", "received", {"id": "m-9", "command": "visit", "params": {}}),
    ("visit", "create", {"id": "id.9"}),
    ("message", "received", {"fromId": "id.9", "text": "Hello"}),
    ("something", "new", {}),
]


@pytest.mark.parametrize("sign", SIGNS, ids=[f"{family}.{event}" for family, event, _ in SIGNS])
async def test_no_other_sign_stands_for_a_heartbeat(world: World, watch: Watch, sign: tuple[str, str, dict[str, Any]]):
    await _ready(world)
    world.clock.move(hours=1, minutes=59)
    await world.receive(world.envelope(*sign))
    world.clock.move(minutes=1)
    await watch.turn()
    await world.receive(world.envelope(*sign))
    seat = await _seat(world)
    assert (seat.health, seat.last_seen_at) == ("disconnected", world.clock.now())


async def test_a_heartbeat_brings_it_back_and_a_round_is_due(world: World, watch: Watch):
    await _silent(world, watch)
    await DuxSoupAccount.all().update(reconciled_wall=world.clock.wall())
    await _ready(world)
    seat = await _seat(world)
    assert (seat.health, seat.silent_at, seat.reconciled_wall) == ("connected", None, None)
    assert seat.last_seen_at == world.clock.now()


async def test_an_old_sign_that_comes_late_does_not_bring_it_back(world: World, watch: Watch):
    old = world.envelope("rccommand", "ready", {"clientid": "c-2"})
    await _ready(world)
    world.clock.move(minutes=10)
    await _silent(world, watch)
    await world.receive(old)
    assert (await _seat(world)).health is AccountHealth.DISCONNECTED


async def test_a_receipt_that_waits_to_be_read_may_speak_against_silence(world: World, watch: Watch):
    await _ready(world)
    world.clock.move(hours=3)
    await factories.receipt(world.account, verdict=Verdict.WAITING)
    await watch.turn()
    assert (await _seat(world)).health is AccountHealth.CONNECTED


async def test_who_was_not_running_could_not_hear(world: World):
    await _ready(world)
    world.clock.move(hours=5)
    started = Watch(world.units)
    world.clock.move(hours=1, minutes=59)
    await started.turn()
    assert (await _seat(world)).health is AccountHealth.CONNECTED
    world.clock.move(minutes=1)
    await started.turn()
    assert (await _seat(world)).health is AccountHealth.DISCONNECTED


async def test_a_silent_account_that_is_paused_is_paused_and_after_the_pause_disconnected(world: World, watch: Watch):
    until = world.clock.now() + timedelta(hours=5)
    await world.units.run(lambda unit: world.account.pause(unit, "account_paused", "lunch", until))
    await _ready(world)
    world.clock.move(hours=3)
    await watch.turn()
    seat = await _seat(world)
    assert (seat.health, seat.health_reason) == ("paused", "lunch")
    world.clock.move(hours=2)
    await watch.turn()
    assert (await _seat(world)).health is AccountHealth.DISCONNECTED
    assert await Event.filter(kind=EventKind.ACCOUNT_RESUMED).count() == 1


async def test_trouble_with_one_account_is_raised_when_the_others_are_done(world: World, watch: Watch):
    """A time zone that does not exist, as an UPDATE by hand may leave it."""
    until = world.clock.now() + timedelta(hours=1)
    broken = {"timezone": "Moon/Base", "working_hours": None, "ready_at": world.clock.now()}
    await DuxSoupAccount.filter(id=world.account.id).update(**broken)
    paused = {"paused_at": world.clock.now(), "paused_until": until}
    later = await factories.account(world.workspace, id=UUID(int=2**128 - 1), **paused)
    world.clock.move(hours=3)
    with pytest.raises(ZoneInfoNotFoundError):
        await watch.turn()
    assert (await DuxSoupAccount.get(id=later.id)).paused_at is None


async def test_two_workers_that_notice_it_at_once_tell_it_once(world: World, watch: Watch):
    await _silent(world, watch)
    await world.units.run(lambda unit: look_after(unit, world.account.id, factories.START))
    changes = await Event.filter(kind=EventKind.ACCOUNT_HEALTH_CHANGED)
    assert [one.data["health"] for one in changes].count("disconnected") == 1


async def test_the_proof_that_nothing_was_taken_is_a_word_about_commands_and_no_other_sign(world: World):
    await world.letter()
    assert (await _seat(world)).command_word_at is None
    await _ready(world)
    assert (await _seat(world)).command_word_at == world.clock.now()
