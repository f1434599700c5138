"""One sender for an account: the lease, its fence, and what is left of a sender that vanished."""

import asyncio
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from engine import lease
from engine.claims import Claimant, Claimed, claim
from engine.dispatcher import Dispatcher, _Held, settle
from engine.idle import Idle
from engine.lease import CONNECTING, LEASE_SECONDS, MARGIN, SEND_DEADLINE, Lease, LeaseLost
from engine.outcome import NotTaken, Outcome, Queued, Refused, Unclear, Withheld
from engine.owner import Named
from models import Action, ActionState, DuxSoupAccount, Event, Unit
from tests import factories
from tests.databases import Database
from tests.engine.conftest import World

ROOT = Path(__file__).resolve().parents[2]
STALE: list[Outcome] = [
    Queued("m-1"),
    NotTaken("rate_limited", 40),
    NotTaken("key_refused", None, "key_refused"),
    Refused("rejected"),
    Unclear("no_answer"),
    Withheld("lease_lost"),
]


async def _claimed(world: World, owner: str = "worker-1", *absent: str) -> Claimed | Idle:
    claimant = Claimant(owner, world.clock.monotonic(), absent)

    async def work(unit: Unit) -> Claimed | Idle:
        return await claim(unit, factories.RING, world.account.id, claimant)

    return await world.units.run(work)


class _Nobody:
    name = None
    absent: tuple[str, ...] = ()


async def _everything() -> list[Any]:
    tables: list[Any] = [Action, DuxSoupAccount, Event]
    return [sorted(map(str, await table.all().order_by("id").values())) for table in tables]


@pytest.mark.parametrize("outcome", STALE, ids=[type(one).__name__ + str(index) for index, one in enumerate(STALE)])
async def test_the_word_of_a_sender_that_was_replaced_changes_nothing(world: World, outcome: Outcome):
    await world.launched()
    stale = await _claimed(world)
    assert isinstance(stale, Claimed)
    assert isinstance(await _claimed(world, "worker-2", "worker-1"), Idle)
    assert (await Action.get()).state is ActionState.UNKNOWN
    before = await _everything()
    await world.units.run(lambda unit: settle(unit, stale, outcome))
    assert await _everything() == before


async def test_an_account_has_one_sender_at_a_time(world: World):
    await world.launched(2)
    assert isinstance(await _claimed(world), Claimed)
    assert await _claimed(world, "worker-2") == Idle("leased")


async def test_of_many_who_claim_at_once_one_gets_it(world: World):
    await world.launched()
    found = await asyncio.gather(*(_claimed(world, f"worker-{n}") for n in range(5)))
    assert len([one for one in found if isinstance(one, Claimed)]) == 1
    assert await Action.filter(state=ActionState.SENDING).count() == 1


async def test_every_claim_counts_the_epoch_up_and_settling_gives_the_account_back(world: World):
    await world.launched()
    first = await _claimed(world)
    assert isinstance(first, Claimed)
    await world.units.run(lambda unit: settle(unit, first, Queued("m-1")))
    account = await DuxSoupAccount.get(id=world.account.id)
    assert (account.lease_owner, account.lease_epoch) == (None, first.lease.epoch)
    world.clock.move(minutes=3)
    await _claimed(world)
    assert (await DuxSoupAccount.get(id=world.account.id)).lease_epoch == first.lease.epoch + 1


def test_the_fence_holds_back_what_the_lease_does_not_outlast():
    held = Lease(UUID(int=1), 1, until=100.0, owner="worker-1")
    held.check(100.0 - SEND_DEADLINE - MARGIN, "worker-1")
    with pytest.raises(LeaseLost):
        held.check(100.0 - SEND_DEADLINE - MARGIN + 0.01, "worker-1")


@pytest.mark.parametrize("name", [None, "worker-2"], ids=["lost", "another"])
def test_the_fence_holds_back_who_lost_the_name_under_which_it_claimed(name: str | None):
    with pytest.raises(LeaseLost):
        Lease(UUID(int=1), 1, until=100.0, owner="worker-1").check(0.0, name)


USED_UP = LEASE_SECONDS - SEND_DEADLINE - MARGIN - CONNECTING + 0.1


async def test_who_had_to_wait_for_others_begins_its_lease_anew_and_sends(world: World):
    await world.launched()
    claimed = await _claimed(world)
    assert isinstance(claimed, Claimed)
    world.clock.move_wall(seconds=LEASE_SECONDS)
    assert isinstance(await world.dispatcher.perform(claimed), Queued)
    assert len(world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)) == 1


async def test_who_waited_longer_than_its_lease_sends_nothing_for_what_was_looked_at_is_long_ago(world: World):
    await world.launched()
    claimed = await _claimed(world)
    assert isinstance(claimed, Claimed)
    world.clock.move_wall(seconds=LEASE_SECONDS + 0.1)
    assert await world.dispatcher.perform(claimed) == Withheld("lease_lost")
    assert world.sandbox.ledger("told", userid=world.account.dux_soup_user_id) == []


async def test_a_lease_is_extended_only_where_the_wait_has_used_it_up(world: World):
    await world.launched()
    claimed = await _claimed(world)
    assert isinstance(claimed, Claimed)
    held = _Held(world.units, Named("worker-1"), claimed.lease)
    before = (await DuxSoupAccount.get(id=world.account.id)).lease_until
    world.clock.move_wall(seconds=USED_UP - 0.2)
    await held.extend()
    assert (await DuxSoupAccount.get(id=world.account.id)).lease_until == before
    await asyncio.sleep(0.01)  # the database's own time
    world.clock.move_wall(seconds=0.2)
    await held.extend()
    after = await DuxSoupAccount.get(id=world.account.id)
    assert before is not None
    assert after.lease_until is not None
    assert after.lease_until > before
    assert after.lease_epoch == claimed.lease.epoch
    world.clock.move_wall(seconds=LEASE_SECONDS - SEND_DEADLINE - MARGIN)
    held.check()
    world.clock.move_wall(seconds=0.1)
    with pytest.raises(LeaseLost):
        held.check()


@pytest.mark.parametrize("how", ["another", "itself", "void"])
async def test_who_froze_while_another_took_the_account_sends_nothing(world: World, how: str):
    await world.launched()
    claimed = await _claimed(world)
    assert isinstance(claimed, Claimed)
    world.clock.move_wall(seconds=USED_UP)
    if how == "another":
        assert isinstance(await _claimed(world, "worker-2", "worker-1"), Idle)
    elif how == "itself":  # it gave that turn up, and has begun another
        assert await world.units.run(lambda unit: lease.take(unit, world.account.id, "worker-1", [], 0.0))
    else:
        await lease.void_all()
    assert await world.dispatcher.perform(claimed) == Withheld("lease_lost")
    assert world.sandbox.ledger("told", userid=world.account.dux_soup_user_id) == []


async def test_what_was_withheld_is_planned_again_and_says_nothing_of_the_account(world: World):
    await world.launched()
    claimed = await _claimed(world)
    assert isinstance(claimed, Claimed)
    await world.units.run(lambda unit: settle(unit, claimed, Withheld("lease_lost")))
    assert ((await Action.get()).state, (await DuxSoupAccount.get(id=world.account.id)).failures) == (
        ActionState.PLANNED,
        0,
    )


async def test_a_sender_that_lost_its_name_before_the_first_byte_sends_nothing(world: World):
    await world.launched()
    claimed = await _claimed(world)
    assert isinstance(claimed, Claimed)
    renamed = Dispatcher(world.units, factories.RING, world.dispatcher._duxsoup, "worker-1-come-back")
    assert await renamed.perform(claimed) == Withheld("lease_lost")
    assert world.sandbox.ledger("told", userid=world.account.dux_soup_user_id) == []


async def test_who_has_no_name_claims_nothing(world: World):
    await world.launched()
    nobody = Dispatcher(world.units, factories.RING, world.dispatcher._duxsoup, _Nobody())
    assert await nobody.turn(world.account.id) == Idle("leased")
    assert (await Action.get()).state is ActionState.PLANNED


async def test_the_lease_of_an_owner_that_is_gone_is_void_at_once_and_its_send_unknown(world: World):
    await world.launched()
    await _claimed(world, "doomed")
    others = Dispatcher(world.units, factories.RING, world.dispatcher._duxsoup, Named("worker-2", ("doomed",)))
    assert await others.turn(world.account.id) != Idle("leased")
    assert (await Action.get()).state is ActionState.UNKNOWN


async def test_what_was_being_sent_by_a_vanished_holder_is_unknown_and_never_planned(world: World):
    await world.launched()
    await _claimed(world)
    await world.dispatcher.turn(world.account.id)
    action = await Action.get()
    assert (action.state, action.outcome) == (ActionState.UNKNOWN, "interrupted")


async def test_a_lease_that_ran_out_by_the_databases_clock_may_be_taken(world: World):
    await world.units.run(lambda unit: lease.take(unit, world.account.id, "worker-1", [], 0.0))
    assert await world.units.run(lambda unit: lease.take(unit, world.account.id, "worker-2", [], 0.0)) is None
    await DuxSoupAccount.all().update(lease_until=factories.START.replace(year=2020))
    assert await world.units.run(lambda unit: lease.take(unit, world.account.id, "worker-2", [], 0.0)) is not None


async def test_leases_that_the_only_sender_finds_at_its_start_are_void(world: World):
    await world.launched()
    await _claimed(world, "before")
    assert await _claimed(world, "now") == Idle("leased")
    await lease.void_all()
    assert isinstance(await _claimed(world, "now"), Idle)
    assert (await Action.get()).state is ActionState.UNKNOWN


async def test_sending_is_committed_before_the_call_so_a_killed_worker_sends_nothing_twice(
    world: World, database: Database
):
    await world.launched()
    world.sandbox.knobs(world.account.dux_soup_user_id, online=False, timeouts_after_taking=1)
    place = [database.url, world.sandbox.remote_url, str(world.account.id), world.clock.now().isoformat()]
    worker = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.engine.sending", *place, cwd=ROOT)
    try:
        await asyncio.to_thread(world.sandbox.await_ledger, "told", userid=world.account.dux_soup_user_id)
    finally:
        worker.kill()
        await worker.wait()
    assert (await Action.get()).state is ActionState.SENDING
    assert await world.turn() == Idle("leased")
    await world.dispatcher.turn(world.account.id, ("doomed",))
    assert (await Action.get()).state is ActionState.UNKNOWN
    await world.reconciler.turn()
    action = await Action.get()
    assert (action.state, action.message_id is not None) == (ActionState.QUEUED, True)
    assert len(world.sandbox.ledger("told", userid=world.account.dux_soup_user_id)) == 1
