"""When not to find an action in the remote queue proves that it was not taken, and when it proves nothing."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engine.reconcile import judge
from models import Action, ActionState, HearingRow, MissedRow, Verdict
from models.receipt import misled
from tests import factories
from tests.engine.conftest import World
from tests.engine.doubt import alive, lost, state_of, unknown

S = ActionState


@pytest.mark.parametrize(("deaf", "state"), [(1, S.UNKNOWN), (-1, S.PLANNED)], ids=["since", "before"])
async def test_where_nobody_received_webhooks_since_the_attempt_absence_proves_nothing(
    world: World, deaf: int, state: ActionState
):
    _, action = await unknown(world, drop_requests=1)
    until = world.clock.wall() + timedelta(minutes=deaf)
    await HearingRow.create(id=factories.some_id(), heard_wall=until + timedelta(days=1), deaf_until=until)
    world.clock.move(minutes=11)
    await alive(world)
    await world.looked()
    assert await state_of(action) is state


@pytest.mark.parametrize("whose", ["account", "workspace", "neighbour"])
async def test_a_webhook_that_was_missed_casts_doubt_on_what_was_sent_for_its_own_sender(world: World, whose: str):
    _, action = await unknown(world, drop_requests=1)
    neighbour = await factories.account(world.workspace)
    missed = {"account": world.account.id, "workspace": world.workspace.id, "neighbour": neighbour.id}
    await MissedRow.noted([missed[whose]], world.clock.wall())
    world.clock.move(minutes=11)
    await alive(world)
    await world.looked()
    assert await state_of(action) is (S.PLANNED if whose == "neighbour" else S.UNKNOWN)


async def test_nor_does_it_while_one_of_those_who_receive_does_not_show_itself(world: World):
    _, action = await unknown(world, drop_requests=1)
    long_ago = world.clock.wall() - timedelta(days=1)
    here, dead = factories.some_id(), factories.some_id()
    await HearingRow.create(id=here, heard_wall=world.clock.wall() + timedelta(days=1), deaf_until=long_ago)
    world.clock.move(minutes=11)
    await alive(world)
    await HearingRow.create(id=dead, heard_wall=world.clock.wall() - timedelta(seconds=5), deaf_until=long_ago)
    await world.looked()
    assert await state_of(action) is S.UNKNOWN
    await HearingRow.ended(dead)
    await world.looked()
    assert await state_of(action) is S.PLANNED


async def test_a_list_that_was_cut_short_and_holds_only_others_proves_nothing(world: World):
    _, action = await unknown(world, drop_requests=1)
    await world.watched(minutes=11)
    await alive(world)
    cut = partial(judge, action_id=action.id, found=None, hidden=True)
    for _ in range(3):
        world.clock.move(minutes=2)
        await world.units.run(partial(cut, looked=world.clock.wall()))
    assert await state_of(action) is S.UNKNOWN
    for _ in range(3):
        world.clock.move(minutes=2)
        await world.units.run(partial(cut, looked=world.clock.wall()))
    assert await state_of(action) is S.PARKED


@pytest.mark.parametrize("verdict", [Verdict.WAITING, Verdict.DEAD])
async def test_while_a_receipt_is_unread_absence_proves_nothing(world: World, verdict: Verdict):
    action = await lost(world)
    await factories.receipt(world.account, verdict=verdict)
    await world.looked()
    assert await state_of(action) is S.UNKNOWN


async def test_what_was_stored_after_the_second_look_may_be_unread(world: World):
    action = await lost(world)
    first = await factories.receipt(world.account, created_at=world.clock.now())
    await world.looked()
    await first.delete()
    world.clock.move(seconds=30)
    await factories.receipt(world.account, created_at=world.clock.now())
    await world.looked()
    assert await state_of(action) is S.PLANNED


@pytest.mark.parametrize("verdict", [Verdict.WAITING, Verdict.DEAD])
async def test_what_was_stored_before_the_word_that_is_the_proof_must_be_read(world: World, verdict: Verdict):
    _, action = await unknown(world, drop_requests=1)
    await world.looked()
    world.clock.move(minutes=5)
    await factories.receipt(world.account, verdict=verdict, created_at=world.clock.now())
    world.clock.move(minutes=6)
    await alive(world)
    await world.looked()
    assert await state_of(action) is S.UNKNOWN


async def test_of_what_was_found_meanwhile_the_second_look_is_a_new_one(world: World):
    action = await lost(world)
    await factories.receipt(world.account, created_at=world.clock.now())
    await world.looked()
    assert (await Action.get(id=action.id)).absent_again_at is not None
    await world.judged(action, present=True)
    found = await Action.get(id=action.id)
    assert (found.state, found.absent_wall, found.absent_again_at) == (S.QUEUED, None, None)


@pytest.mark.parametrize(("behind", "state"), [(1.9, S.UNKNOWN), (2.1, S.PLANNED)])
async def test_the_clock_of_the_machine_that_missed_it_may_be_a_little_behind(
    world: World, behind: float, state: ActionState
):
    _, action = await unknown(world, drop_requests=1)
    await MissedRow.noted([world.account.id], world.clock.wall() - timedelta(seconds=behind))
    world.clock.move(minutes=11)
    await alive(world)
    await world.looked()
    assert await state_of(action) is state


@pytest.mark.parametrize("verdict", [Verdict.QUARANTINED, Verdict.WAITING, Verdict.DEAD])
@pytest.mark.parametrize(("whose", "state"), [("its own", S.UNKNOWN), ("another's", S.PLANNED)])
async def test_what_it_said_under_anothers_address_may_have_been_of_it(
    world: World, whose: str, state: ActionState, verdict: Verdict
):
    """Replayed or not."""
    action = await lost(world)
    named = world.account.id if whose == "its own" else factories.some_id()
    neighbour = await factories.account(world.workspace)
    quarantined: dict[str, Any] = {
        "verdict": verdict,
        "awaits": misled(named),
        "created_at": world.clock.now(),
    }
    await factories.receipt(neighbour, **quarantined)
    await world.looked()
    assert await state_of(action) is state


@pytest.mark.parametrize("about", [{"awaits": "command:m-7"}, {"awaits": "id.9", "kind": "message.sent"}])
async def test_a_receipt_that_may_speak_of_it_keeps_it_from_being_sent_again(world: World, about: dict[str, str]):
    action = await lost(world)
    await factories.receipt(world.account, verdict=Verdict.UNMATCHED, created_at=world.clock.now(), **about)
    await world.looked()
    assert await state_of(action) is S.UNKNOWN
