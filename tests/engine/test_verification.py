"""A refused key or licence: the account pauses, and goes on by itself as soon as Dux-Soup takes it again."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engine import account as accounts
from engine.adoption import adopt_all
from models import Action, ActionState, DuxSoupAccount, Event, EventKind, Unit
from tests import factories
from tests.engine.conftest import World

S = ActionState
CODES = [("respond_401", "key_refused"), ("respond_402", "licence_refused"), ("respond_403", "licence_refused")]
ALL = ["queue", "items", "size", "profile"]


async def _seat(world: World) -> DuxSoupAccount:
    return await DuxSoupAccount.get(id=world.account.id)


async def _refused(world: World, fault: str = "respond_401", times: int = 1) -> Action:
    (assignment,) = await world.launched()
    world.sandbox.knobs(world.account.dux_soup_user_id, **{fault: times}, fault_endpoints=["queue"])
    await world.turn()
    return await world.last(assignment)


async def _ordered(world: World, what: str, *values: Any) -> None:
    async def command(unit: Unit) -> None:
        await getattr(await accounts.locked(world.workspace.id, world.account.id), what)(unit, *values)

    await world.units.run(command)


@pytest.mark.parametrize(("fault", "code"), CODES)
async def test_a_refusal_pauses_the_account_and_what_was_to_go_stays_planned(world: World, fault: str, code: str):
    action = await _refused(world, fault)
    assert (action.state, action.sent_at) == (S.PLANNED, None)
    seat = await _seat(world)
    assert (seat.pause_code, seat.health) == (code, "paused")
    idle = await world.turn()
    assert idle is not None
    assert idle.reason == "account_paused"


async def test_verified_again_everything_goes_on_in_one_transaction(world: World):
    await _refused(world)
    await DuxSoupAccount.all().update(retry_at=world.clock.wall() + timedelta(hours=1), failures=3)
    before = await Event.all().count()

    async def verified(unit: Unit) -> None:
        seat = await accounts.locked(world.workspace.id, world.account.id)
        await accounts.verified(unit, factories.RING, seat, seat.sealed_auth_key or "")

    await world.units.run(verified)
    kinds = [one.kind for one in await Event.all().order_by("position").offset(before)]
    assert kinds == [EventKind.ACCOUNT_VERIFIED, EventKind.ACCOUNT_RESUMED]
    seat = await _seat(world)
    assert (seat.paused_at, seat.failures, seat.retry_at, seat.reconciled_wall) == (None, 0, None, None)
    assert await world.turn() is None


async def test_a_passing_refusal_is_caught_by_the_sweep_after_15_minutes(world: World):
    await _refused(world, "respond_403")
    world.clock.move(minutes=14, seconds=59)
    assert await world.verification.turn() == 0
    world.clock.move(seconds=1)
    assert await world.verification.turn() == 1
    assert await world.turn() is None


async def test_a_lasting_refusal_stays_a_pause_and_is_asked_about_every_15_minutes(world: World):
    await _refused(world, times=-1)
    world.sandbox.knobs(world.account.dux_soup_user_id, fault_endpoints=ALL)
    for _ in range(3):
        world.clock.move(minutes=15)
        assert await world.verification.turn() == 0
    assert (await _seat(world)).pause_code == "key_refused"
    assert await Event.filter(kind=EventKind.ACCOUNT_PAUSED).count() == 1


async def test_after_the_clock_was_put_back_it_is_tried_at_once(world: World):
    await _refused(world, "respond_403")
    world.clock.move(days=-1)
    assert await world.verification.turn() == 1


async def test_a_licence_that_covers_the_profile_and_not_the_queue_does_not_count(world: World):
    await _refused(world, "respond_403", times=-1)
    world.sandbox.knobs(world.account.dux_soup_user_id, fault_endpoints=["queue", "size"])
    world.clock.move(minutes=15)
    assert await world.verification.turn() == 0


async def test_a_key_that_was_replaced_is_tried_at_once(world: World):
    await _refused(world)
    await DuxSoupAccount.all().update(working_hours=None)
    await world.units.run(partial(_replace, world))
    assert await world.verification.turn() == 1
    assert (await _seat(world)).verified_at is not None


async def _replace(world: World, unit: Unit) -> None:
    """Its hours are looked at again too, and those that tests have are not people's."""
    seat = await accounts.locked(world.workspace.id, world.account.id)
    await accounts.update(unit, factories.RING, seat, {"auth_key": factories.AUTH_KEY})


async def test_a_key_that_was_replaced_by_an_insert_is_tried_at_once(world: World):
    await _refused(world)
    await DuxSoupAccount.all().update(dux_soup_auth_key=factories.AUTH_KEY)
    await world.units.run(partial(adopt_all, ring=factories.RING))
    assert await world.verification.turn() == 1


async def test_a_refusal_of_the_old_key_does_not_pause_the_new_one(world: World):
    await world.launched()
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_401=1, fault_endpoints=["queue"])
    await DuxSoupAccount.all().update(key_updated_at=world.clock.now() + timedelta(seconds=1))
    await world.turn()
    assert (await _seat(world)).paused_at is None
    assert await world.turn() is None


async def test_a_refused_look_pauses_too(world: World):
    await world.launched()
    assert await world.turn() is None
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_401=1, fault_endpoints=["items"])
    await world.rounds.turn()
    assert (await _seat(world)).pause_code == "key_refused"


PEOPLES = [("account_paused_by_person", None), ("challenge", None), ("account_paused", timedelta(days=1))]


@pytest.mark.parametrize(("code", "lasts"), PEOPLES)
async def test_a_persons_pause_outlives_refusal_verification_and_sweep(
    world: World, code: str, lasts: timedelta | None
):
    until = None if lasts is None else world.clock.now() + lasts
    await _ordered(world, "pause", code, "for a reason", until)
    await _ordered(world, "pause", "key_refused", "refused")
    await _ordered(world, "verified")
    world.clock.move(minutes=30)
    assert await world.verification.turn() == 0
    seat = await _seat(world)
    assert (seat.pause_code, seat.pause_reason, seat.health) == (code, "for a reason", "paused")


async def test_a_person_who_pauses_a_refused_account_keeps_it_paused_once_the_key_is_good(world: World):
    await _refused(world)
    await _ordered(world, "pause", "account_paused_by_person", "holiday")
    await _ordered(world, "verified")
    assert (await _seat(world)).pause_code == "account_paused_by_person"


async def test_eight_failures_in_a_row_are_told_and_tried_again_at_the_longest_pause(world: World):
    await DuxSoupAccount.all().update(last_seen_at=world.clock.now())
    await world.launched()
    world.sandbox.knobs(
        world.account.dux_soup_user_id, respond_429=8, retry_after_seconds=None, fault_endpoints=["queue"]
    )
    for _ in range(8):
        await world.turn()
        await DuxSoupAccount.all().update(retry_at=None)
    seat = await _seat(world)
    assert (seat.failures, seat.health) == (8, "degraded")
    assert "8 times in a row" in (seat.health_reason or "")
    assert await world.turn() is None
    seat = await _seat(world)
    assert (seat.failures, seat.health, seat.health_reason) == (0, "connected", None)
    healths = [
        one.data["health"] for one in await Event.filter(kind=EventKind.ACCOUNT_HEALTH_CHANGED).order_by("position")
    ]
    assert healths == ["degraded", "connected"]
