"""What becomes of an action by the class of Dux-Soup's answer, through the real client against the sandbox."""

from datetime import timedelta
from typing import Any

import pytest

from engine import dispatcher, progress
from engine.claims import Claimant, Claimed, claim
from engine.credentials import credentials_of
from engine.idle import Idle
from engine.outcome import NotTaken, Queued, Refused, Unclear, Withheld
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.commands import Visit
from integrations.duxsoup.limiter import Limiter
from models import Action, ActionState, Assignment, Contact, DuxSoupAccount, StepKind, Unit
from tests import factories
from tests.engine.conftest import World

PLANNED, QUEUED, UNKNOWN = ActionState.PLANNED, ActionState.QUEUED, ActionState.UNKNOWN
ANSWERS = [
    ("respond_429", PLANNED, 0, "rate_limited"),
    ("respond_503", PLANNED, 0, "unavailable"),
    ("respond_401", PLANNED, 0, "key_refused"),
    ("respond_402", PLANNED, 0, "licence_refused"),
    ("respond_403", PLANNED, 0, "licence_refused"),
    ("respond_400", PLANNED, 0, "rejected"),
    ("respond_404", PLANNED, 0, "rejected"),
    ("respond_500", UNKNOWN, 0, "server_failed"),
    ("respond_502", UNKNOWN, 0, "server_failed"),
    ("drop_requests", UNKNOWN, 0, "no_answer"),
    ("refuse_silently", UNKNOWN, 0, "unconfirmed"),
    ("drop_answers", UNKNOWN, 1, "no_answer"),
    ("fail_after_taking", UNKNOWN, 1, "server_failed"),
    ("bad_json", UNKNOWN, 1, "unreadable"),
    ("without_messageid", QUEUED, 1, "queued"),
]


async def _answered(world: World, **knobs: Any) -> Action:
    (assignment,) = await world.launched()
    world.sandbox.knobs(world.account.dux_soup_user_id, **({"online": False} | knobs))
    assert await world.turn() is None
    return await world.last(assignment)


async def _account(world: World) -> DuxSoupAccount:
    return await DuxSoupAccount.get(id=world.account.id)


@pytest.mark.parametrize(("fault", "state", "taken", "outcome"), ANSWERS, ids=[row[0] for row in ANSWERS])
async def test_the_class_of_the_answer_decides(world: World, fault: str, state: ActionState, taken: int, outcome: str):
    action = await _answered(world, **{fault: 1})
    assert (action.state, action.outcome) == (state, outcome)
    assert (action.sent_at is None) is (state is PLANNED)
    credentials = credentials_of(factories.RING, world.account)
    async with DuxSoup(world.sandbox.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        assert await duxsoup.queue_size(credentials, campaignid=str(action.id)) == taken


async def test_no_connection_at_all_proves_that_it_was_not_taken(world: World):
    (assignment,) = await world.launched()
    async with DuxSoup("http://127.0.0.1:9/xapi", limiter=Limiter(account_gap=0, host_gap=0)) as nowhere:
        deaf = dispatcher.Dispatcher(world.units, factories.RING, nowhere, "worker-1")
        assert await deaf.turn(world.account.id) is None
    assert ((await world.last(assignment)).state, (await _account(world)).failures) == (PLANNED, 1)


@pytest.mark.parametrize(
    ("fault", "code"),
    [("respond_401", "key_refused"), ("respond_402", "licence_refused"), ("respond_403", "licence_refused")],
)
async def test_401_402_and_403_pause_the_account_for_a_person(world: World, fault: str, code: str):
    await _answered(world, **{fault: 1})
    account = await _account(world)
    assert (account.paused_at is not None, account.paused_until, account.pause_code) == (True, None, code)
    idle = await world.turn()
    assert idle == Idle("account_paused")


@pytest.mark.parametrize(("fault", "floor"), [("respond_429", 40), ("respond_503", 40), ("respond_500", 0)])
async def test_after_a_failure_the_account_backs_off_in_wall_time(world: World, fault: str, floor: int):
    action = await _answered(world, **{fault: 1}, retry_after_seconds=40)
    account = await _account(world)
    assert account.retry_at is not None
    assert account.retry_at - world.clock.wall() >= timedelta(seconds=floor)
    if account.retry_at > world.clock.wall():
        assert await world.turn() == Idle("backoff")
    world.clock.move_wall(minutes=6)
    if action.state is PLANNED:
        assert await world.turn() is None
        assert ((await Action.get(id=action.id)).state, (await _account(world)).failures) == (QUEUED, 0)


async def test_an_invitation_refused_three_times_waits_for_a_person(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await Action.filter(id=connect.id).update(refusals=2)
    await _settle(world, await _resend(world, assignment), Refused("rejected"))
    assert (await Action.get(id=connect.id)).state is ActionState.REJECTED
    assert (await world.again(assignment)).blocker == "failed"


async def test_a_visit_refused_three_times_is_rejected_and_passed_over(world: World):
    (assignment,) = await world.launched()
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_400=3)
    for _ in range(3):
        await world.turn()
        world.clock.move(minutes=5)
    visit = await Action.get(assignment_id=assignment.id, kind=StepKind.VISIT)
    assert (visit.state, visit.refusals) == (ActionState.REJECTED, 3)
    now = await world.again(assignment)
    assert (now.next_step, now.blocker) == (2, None)
    assert (await _account(world)).failures == 0


async def test_a_refused_payload_waits_a_little_and_holds_nobody_else(world: World):
    action = await _answered(world, respond_400=1)
    assert action.scheduled_for > world.clock.now()
    assert (await Assignment.get(id=action.assignment_id)).next_at == action.scheduled_for
    assert (await _account(world)).retry_at is None


@pytest.mark.parametrize("mode", ["same_id", "no_id", "error"])
async def test_a_duplicates_refusal_is_proof_that_it_was_taken(world: World, mode: str):
    (assignment,) = await world.launched()
    action = await world.last(assignment)
    world.sandbox.knobs(world.account.dux_soup_user_id, online=False, duplicate_mode=mode)
    profile = (await Contact.get(id=action.contact_id)).linkedin_url or ""
    async with DuxSoup(world.sandbox.remote_url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
        credentials = credentials_of(factories.RING, world.account)
        message_id = await duxsoup.queue(credentials, Visit(profile, str(action.id)), world.clock.now())
    assert await world.turn() is None
    found = await Action.get(id=action.id)
    assert (found.state, found.message_id) == (QUEUED, message_id)


async def _claimed(world: World) -> Claimed:
    async def work(unit: Unit) -> Claimed | Idle:
        return await claim(unit, factories.RING, world.account.id, Claimant("worker-1", world.clock.monotonic()))

    found = await world.units.run(work)
    assert isinstance(found, Claimed)
    return found


async def _settle(world: World, claimed: Claimed, outcome: Any) -> None:
    await world.units.run(lambda unit: dispatcher.settle(unit, claimed, outcome))


@pytest.mark.parametrize("outcome", [NotTaken("rate_limited"), Withheld("lease_lost"), Refused("rejected")], ids=str)
async def test_what_comes_back_after_a_reply_is_not_sent_again(world: World, outcome: Any):
    visited, _ = await world.at_step(StepKind.CONNECT)
    claimed = await _resend(world, visited)
    await world.letter()
    await _settle(world, claimed, outcome)
    assert (await Action.get(id=claimed.action_id)).state is ActionState.CANCELLED
    world.clock.move(days=1)
    assert await world.turn() is not None


async def _resend(world: World, assignment: Assignment) -> Claimed:
    """The connect again, as if it had not been taken, and now about to be sent."""
    await Action.filter(assignment_id=assignment.id, state=QUEUED).update(state=PLANNED, sent_at=None)
    world.clock.move(hours=4)
    return await _claimed(world)


async def test_what_comes_back_to_a_stopped_assignment_is_cancelled(world: World):
    (assignment,) = await world.launched()
    claimed = await _claimed(world)
    await world.ordered(_stop, assignment)
    await _settle(world, claimed, NotTaken("rate_limited"))
    assert (await world.last(assignment)).state is ActionState.CANCELLED


async def _stop(unit: Unit, assignment: Assignment) -> None:
    await progress.stopped(unit, assignment, None)


async def test_webhooks_may_be_faster_than_the_answer(world: World):
    await world.launched()
    claimed = await _claimed(world)
    await world.carried_out(await Action.get(id=claimed.action_id))
    await _settle(world, claimed, Queued("5b0e7a11-3c9d-a1f2c3d4e5f6"))
    action = await Action.get(id=claimed.action_id)
    assert (action.state, action.message_id) == (ActionState.EXECUTED, "5b0e7a11-3c9d-a1f2c3d4e5f6")


async def test_the_word_that_it_was_received_outdoes_a_lost_answer(world: World):
    await world.launched()
    claimed = await _claimed(world)
    await world.receive(world.command("received", await Action.get(id=claimed.action_id)))
    await _settle(world, claimed, Unclear("no_answer"))
    assert (await Action.get(id=claimed.action_id)).state is QUEUED


async def test_receipts_that_waited_for_the_name_of_the_command_are_read_then(world: World):
    await world.launched()
    claimed = await _claimed(world)
    action = await Action.get(id=claimed.action_id)
    body = world.command("completed", action, result=True, params={"campaignid": "other"}, id="m-1")
    receipt = await world.receive(body)
    assert (receipt.verdict, receipt.awaits) == ("unmatched", "command:m-1")
    await _settle(world, claimed, Queued("m-1"))
    await world.read(receipt.id)
    assert (await Action.get(id=action.id)).state is ActionState.EXECUTED


async def test_a_refusal_that_nobody_could_look_into_is_unclear(world: World):
    action = await _answered(world, respond_400=2, fault_endpoints=["queue", "items"])
    assert (action.state, action.outcome, action.refusals) == (UNKNOWN, "rejected", 0)


async def _failed_in_a_row(world: World) -> None:
    await world.launched()
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=5, online=False)
    for _ in range(5):
        await Action.all().update(state=PLANNED, sent_at=None)
        await DuxSoupAccount.all().update(retry_at=None)
        assert await world.turn() is None
    await Action.all().update(state=PLANNED, sent_at=None)
    await DuxSoupAccount.all().update(retry_at=None)
    assert await world.turn() == Idle("backoff")


async def test_a_key_that_does_not_open_pauses_its_account_though_the_host_was_to_be_asked_first(world: World):
    await _failed_in_a_row(world)
    await DuxSoupAccount.all().update(sealed_auth_key="t1.AAAA.AAAA")
    world.clock.move_wall(seconds=61)
    assert await world.turn() == Idle("account_paused")
    assert ((await _account(world)).pause_code, (await Action.get()).state) == ("key_refused", PLANNED)


async def test_after_failures_in_a_row_the_host_is_left_alone_and_then_asked_by_a_read_first(world: World):
    await _failed_in_a_row(world)
    world.clock.move_wall(seconds=61)
    world.sandbox.knobs(world.account.dux_soup_user_id, respond_500=1, fault_endpoints=["size", "queue"])
    assert await world.turn() == Idle("backoff")
    assert (await Action.get()).state is PLANNED
    world.clock.move_wall(seconds=61)
    assert await world.turn() is None
    assert (await Action.get()).state is QUEUED
