"""A seat whose key two workspaces hold: nothing goes out through either before one has proven the key, then through that one alone."""

from datetime import timedelta

import pytest

from auth.sealing import KeyRing
from engine import claims
from engine.claims import Claimant, Claimed
from engine.idle import Idle
from models import AssignmentStatus, DuxSoupAccount, StepKind, Unit, Workspace
from tests import factories
from tests.engine.conftest import World


@pytest.fixture
async def rival(world: World) -> DuxSoupAccount:
    """The other workspace's claim on the world's seat, unproven as the world's is, with somebody to be visited."""
    await DuxSoupAccount.all().update(verified_at=None)
    seat = await factories.account(dux_soup_user_id=world.account.dux_soup_user_id, verified_at=None)
    await world.launched()
    await _planned(await Workspace.get(id=seat.workspace_id), seat)
    return seat


async def _planned(home: Workspace, seat: DuxSoupAccount) -> None:
    campaign, contact = await factories.campaign(home), await factories.contact(home)
    step = await factories.step(await factories.sequence(campaign), kind=StepKind.VISIT)
    running = {"status": AssignmentStatus.ACTIVE, "launched_at": factories.START, "running_contact_id": contact.id}
    place = {"account_id": seat.id, "sequence_id": step.sequence_id, "next_step": 1}
    await factories.action(await factories.assignment(campaign, contact, **running, **place), step, seat)


async def _claim(world: World, seat: DuxSoupAccount, ring: KeyRing = factories.RING) -> Claimed | Idle:
    async def work(unit: Unit) -> Claimed | Idle:
        return await claims.claim(unit, ring, seat.id, Claimant("nobody", world.clock.monotonic()))

    return await world.units.run(work)


async def _paused(seat: DuxSoupAccount) -> str | None:
    return (await DuxSoupAccount.get(id=seat.id)).pause_code


async def test_while_neither_has_proven_it_both_wait(world: World, rival: DuxSoupAccount):
    for seat in (world.account, rival):
        answer = await _claim(world, seat)
        assert isinstance(answer, Idle)
        assert (answer.reason, await _paused(seat)) == ("account_paused", "key_refused")


async def test_the_next_round_of_verification_proves_one_and_that_one_sends(world: World, rival: DuxSoupAccount):
    for seat in (world.account, rival):
        await _claim(world, seat)
    assert await world.verification.turn() == 1
    seats = [world.account, rival] if await _paused(world.account) is None else [rival, world.account]
    assert isinstance(await _claim(world, seats[0]), Claimed)
    assert isinstance(await _claim(world, seats[1]), Idle)
    world.clock.move(minutes=15)
    assert await world.verification.turn() == 0


async def test_a_pause_that_runs_out_frees_no_claim_on_a_seat_that_another_has_proven(
    world: World, rival: DuxSoupAccount
):
    until = world.clock.now() + timedelta(hours=1)
    await DuxSoupAccount.filter(id=world.account.id).update(verified_at=world.clock.now())
    paused = {"paused_at": world.clock.now(), "paused_until": until, "pause_code": "account_paused"}
    await DuxSoupAccount.filter(id=rival.id).update(**paused)
    world.clock.move(hours=1)
    assert isinstance(await _claim(world, rival), Idle)
    assert await _paused(rival) == "key_refused"
    assert isinstance(await _claim(world, world.account), Claimed)


GONE = [{"disconnected_at": factories.START}, {"sealed_auth_key": None}, {"workspace_id": None}]


@pytest.mark.parametrize("gone", GONE)
async def test_a_claim_that_cannot_send_holds_up_nobody(world: World, rival: DuxSoupAccount, gone: dict[str, object]):
    await DuxSoupAccount.filter(id=rival.id).update(**gone)
    assert isinstance(await _claim(world, world.account), Claimed)
