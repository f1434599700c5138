"""After a restore absence proves nothing, a late receipt proves everything, and only a person lets the account go on."""

from datetime import timedelta
from functools import partial

from engine import blockers
from engine.action import ActionVerdict
from engine.idle import Idle
from engine.restored import OUTCOME, settle
from models import Action, ActionState, Assignment, DuxSoupAccount, Workspace
from tests.engine.conftest import World

S = ActionState


async def _restored(world: World) -> Action:
    """A visit that was due when the backup was made, an hour ago."""
    (assignment,) = await world.launched()
    world.clock.move(hours=1)
    since = world.clock.now() - timedelta(hours=1)
    await world.units.run(partial(settle, epoch=7, since=since))
    return await world.last(assignment)


async def _heartbeat(world: World) -> None:
    await world.receive(world.envelope("rccommand", "ready", {"clientid": "c-1", "exclusions": {}}))


async def test_absence_never_sends_it_back_to_the_plan(world: World) -> None:
    action = await _restored(world)
    assert (action.state, action.outcome) == (S.UNKNOWN, OUTCOME)
    world.clock.move(minutes=11)
    await _heartbeat(world)
    await world.looked()
    assert (await Action.get(id=action.id)).state is S.UNKNOWN
    for _ in range(25):
        world.clock.move(minutes=1)
        await world.reconciler.turn()
    assert (await Action.get(id=action.id)).state is S.PARKED
    assert world.sandbox.ledger("told", userid=world.account.dux_soup_user_id) == []


async def test_a_late_receipt_says_that_it_was_done(world: World) -> None:
    action = await _restored(world)
    await world.carried_out(action)
    assert (await Action.get(id=action.id)).state is S.EXECUTED


async def test_a_person_says_that_it_was_not_sent_and_it_goes_once_the_account_is_resumed(world: World) -> None:
    action = await _restored(world)
    await Action.filter(id=action.id).update(state=S.PARKED)
    assert (await world.decided(action, ActionVerdict.WAS_NOT_SENT)).state is S.PLANNED
    assert isinstance(await world.turn(), Idle)
    account = await DuxSoupAccount.get(id=world.account.id)
    assert blockers.pause_code(account, world.clock.now()) == "restored"
    await world.units.run(account.resume)
    await Assignment.all().update(paused_at=None)
    assert await world.turn() is None
    assert len(world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)) == 1


async def test_the_epoch_of_the_feed_rises_to_what_is_asked_or_by_one(world: World) -> None:
    await _restored(world)
    assert (await Workspace.get(id=world.workspace.id)).epoch == 7
    await world.units.run(partial(settle, epoch=3, since=None))
    assert (await Workspace.get(id=world.workspace.id)).epoch == 8
