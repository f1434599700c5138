"""A seat that is given up: its key is gone at once, what is planned waits, and goes on when the seat is connected again."""

from functools import partial
from typing import Any

import pytest

from engine import account as accounts
from engine import blockers
from engine.account import AccountDraft, Left
from engine.adoption import adopt_all
from engine.claims import Claimant, Claimed, claim
from engine.dispatcher import settle
from engine.outcome import Queued
from models import Action, ActionState, Contact, DuxSoupAccount, Event, EventKind, Unit
from models.errors import AccountNotConfigured, Conflict, NotFound
from tests import factories
from tests.engine.conftest import World
from tests.engine.doubt import lost, state_of

S = ActionState
ENDED = {
    "sealed_auth_key",
    "dux_soup_auth_key",
    "key_last_four",
    "webhook_hash",
    "webhook_previous_hash",
    "lease_owner",
}


async def _given_up(world: World) -> Left:
    async def work(unit: Unit) -> Left:
        return await accounts.disconnect(unit, await accounts.locked(world.workspace.id, world.account.id))

    return await world.units.run(work)


async def _seat(world: World) -> DuxSoupAccount:
    return await DuxSoupAccount.get(id=world.account.id)


async def _connected(world: World, workspace_id: Any = None) -> DuxSoupAccount:
    draft = AccountDraft(
        world.account.dux_soup_user_id, factories.AUTH_KEY, "new@example.com", "Nia", "Example", world.member.id
    )
    home = workspace_id or world.workspace.id
    made, _ = await world.units.run(partial(accounts.connect, ring=factories.RING, workspace_id=home, draft=draft))
    return made


async def test_the_key_is_destroyed_the_addresses_end_and_the_lease_is_void(world: World):
    old = {"webhook_hash": "a" * 64, "webhook_previous_hash": "b" * 64, "lease_owner": "worker-1", "lease_epoch": 7}
    await DuxSoupAccount.filter(id=world.account.id).update(**old, dux_soup_auth_key="in-clear")
    await _given_up(world)
    seat = await _seat(world)
    assert {name: getattr(seat, name) for name in ENDED} == dict.fromkeys(ENDED)
    assert (seat.verified_at, seat.lease_epoch, seat.usable) == (None, 8, False)
    assert (seat.health, "connect the seat again" in (seat.health_reason or "")) == ("disconnected", True)
    assert await Event.filter(kind=EventKind.ACCOUNT_DISCONNECTED, account_id=seat.id).count() == 1


async def test_what_is_planned_waits_with_a_reason_and_what_is_at_dux_soup_is_reported_and_left_there(world: World):
    assignments = await world.launched(3)
    await world.turn()
    assert await _given_up(world) == Left(under_way=1, held=2)
    assert not world.sandbox.ledger("reset", userid=world.account.dux_soup_user_id)
    idle = await world.turn()
    assert (idle and idle.reason, await Action.filter(state=S.PLANNED).count()) == ("account_not_configured", 2)
    held = await world.again(assignments[-1])
    contact, action = await Contact.get(id=held.contact_id), await world.last(held)
    found = blockers.of(held, await _seat(world), world.campaign, contact, action, [], world.clock.now())
    assert [one.code for one in found] == ["account_not_configured"]


async def test_nothing_is_launched_through_it(world: World):
    await world.assigned()
    await _given_up(world)
    with pytest.raises(AccountNotConfigured):
        await world.launch()


async def test_what_was_being_sent_is_in_doubt_and_a_late_answer_changes_nothing(world: World):
    await world.launched()

    async def take(unit: Unit) -> object:
        return await claim(unit, factories.RING, world.account.id, Claimant("worker-1", world.clock.monotonic()))

    claimed = await world.units.run(take)
    assert isinstance(claimed, Claimed)
    assert await _given_up(world) == Left(under_way=1, held=0)
    await world.units.run(partial(settle, claimed=claimed, outcome=Queued("m-1")))
    action = await Action.get(id=claimed.action_id)
    assert (action.state, action.outcome, action.message_id) == (S.UNKNOWN, "interrupted", None)


async def test_connected_again_it_is_the_same_account_and_everything_goes_on(world: World):
    await world.launched(2)
    hours = [{"weekday": day, "opens": "08:00", "closes": "20:00"} for day in range(7)]
    await DuxSoupAccount.filter(id=world.account.id).update(working_hours=hours, paid_linkedin=True)
    await _given_up(world)
    seat = await _connected(world)
    assert (seat.id, seat.email, seat.disconnected_at) == (world.account.id, "new@example.com", None)
    assert (seat.working_hours, seat.paid_linkedin, seat.ramp_started_on) == (hours, True, world.clock.now().date())
    assert (seat.webhook_hash, seat.usable) != (None, False)
    assert await world.turn() is None
    assert await Action.filter(state=S.QUEUED).count() == 1


async def test_a_pause_of_a_persons_outlasts_being_disconnected(world: World):
    async def pause(unit: Unit) -> None:
        await (await accounts.locked(world.workspace.id, world.account.id)).pause(unit, "challenge", "LinkedIn asks.")

    await world.units.run(pause)
    await _given_up(world)
    assert (await _connected(world)).pause_code == "challenge"
    assert (await _seat(world)).health == "paused"


async def test_a_seat_that_was_given_up_is_free_for_another_workspace_and_then_refused_here(world: World):
    other = await factories.workspace()
    await _given_up(world)
    world.member = await factories.member(other)
    theirs = await _connected(world, other.id)
    assert await world.verification.turn() == 1
    assert (await DuxSoupAccount.get(id=theirs.id)).verified_at is not None
    with pytest.raises(Conflict, match="another workspace"):
        await _connected(world)


async def test_whoever_waits_for_the_seat_goes_on_once_it_is_given_up(world: World):
    rival = await factories.account(dux_soup_user_id=world.account.dux_soup_user_id, verified_at=None)
    paused = {"paused_at": world.clock.now(), "pause_code": "key_refused", "pause_reason": accounts.ELSEWHERE}
    await DuxSoupAccount.filter(id=rival.id).update(**paused)
    assert await world.verification.turn() == 0
    await _given_up(world)
    world.clock.move(minutes=15)
    assert await world.verification.turn() == 1
    assert (await DuxSoupAccount.get(id=rival.id)).paused_at is None


async def test_the_guides_insert_of_a_seat_that_was_given_up_connects_it_again(world: World):
    await _given_up(world)
    await DuxSoupAccount.create(
        dux_soup_user_id=world.account.dux_soup_user_id,
        dux_soup_auth_key=factories.AUTH_KEY,
        created_at=factories.START,
    )
    await world.units.run(partial(adopt_all, ring=factories.RING))
    seat = await _seat(world)
    assert (seat.disconnected_at, seat.usable, await DuxSoupAccount.all().count()) == (None, True, 1)


async def test_given_up_twice_there_is_nothing_to_give_up(world: World):
    await _given_up(world)
    with pytest.raises(NotFound):
        await _given_up(world)


async def test_what_was_in_doubt_when_the_seat_left_is_not_proved_untaken_when_it_is_back(world: World):
    """It may have been carried out meanwhile, and the word of it gone to another workspace."""
    action = await lost(world)
    await _given_up(world)
    await _connected(world)
    await world.units.run(
        partial(
            accounts.verified,
            ring=factories.RING,
            account=await _seat(world),
            proven=(await _seat(world)).sealed_auth_key or "",
        )
    )
    await world.looked()
    assert await state_of(action) is S.UNKNOWN
