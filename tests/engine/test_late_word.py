"""What Dux-Soup says late of a command: of one that was planned again, that was called off, that a restored ledger never sent."""

from functools import partial
from uuid import UUID

import pytest

from engine import progress
from engine.assignment import resume, stop
from models import (
    Action,
    ActionState,
    AssignmentStatus,
    ContactIdentity,
    DuxSoupAccount,
    IdentityKind,
    Receipt,
    StepKind,
    Unit,
    Verdict,
)
from tests.engine.conftest import World
from tests.engine.doubt import lost

S = ActionState


async def _planned_again(world: World) -> Action:
    """Its answer was lost, and everything spoke for its not having been taken."""
    action = await lost(world)
    await world.looked()
    action = await Action.get(id=action.id)
    assert (action.state, action.attempts) == (S.PLANNED, 1)
    await DuxSoupAccount.all().update(retry_at=None)
    return action


@pytest.mark.parametrize("word", [("received", {}), ("completed", {"result": False})], ids=["received", "failed"])
async def test_any_word_of_what_was_planned_again_keeps_it_from_leaving_a_second_time(
    world: World, word: tuple[str, dict[str, bool]]
):
    action = await _planned_again(world)
    event, more = word
    await world.receive(world.command(event, action, id="m-1", **more))
    found = await Action.get(id=action.id)
    assert (found.state, found.message_id, found.sent_at) == (S.QUEUED, "m-1", action.scheduled_for)
    assert (found.failure_told_at is not None) is (event == "completed")
    assert await world.turn() is not None
    assert (await Action.get(id=action.id)).attempts == 1
    await world.receive(world.command("completed", found, result=True))
    assert (await Action.get(id=action.id)).state is S.EXECUTED


@pytest.mark.parametrize("event", ["received", "completed"])
async def test_what_a_restored_ledger_never_sent_is_not_sent_after_a_word_of_it(world: World, event: str):
    (assignment,) = await world.launched()
    action = await world.last(assignment)
    await world.receive(world.command(event, action, id="m-1", result=True))
    found = await Action.get(id=action.id)
    assert found.state is (S.QUEUED if event == "received" else S.EXECUTED)
    assert await Action.filter(state=S.SENDING).count() == 0
    assert StepKind.VISIT not in [one.kind for one in await world.sent() if one.id != action.id]


async def test_what_was_called_off_and_taken_after_all_is_not_planned_anew_without_asking(world: World):
    action = await _planned_again(world)
    assignment = await action.assignment
    await world.ordered(stop, assignment, None)
    assert (await Action.get(id=action.id)).state is S.CANCELLED
    await world.receive(world.command("received", action, id="m-1"))
    await world.ordered(resume, assignment, None)
    assert await Action.filter(assignment_id=assignment.id).count() == 1
    assert (await world.again(assignment)).blocker == "failed"


async def test_each_sending_learns_its_own_name(world: World):
    action = await _planned_again(world)
    await Action.filter(id=action.id).update(message_id="m-1")
    assert await world.turn() is None
    assert (await Action.get(id=action.id)).message_id not in {None, "m-1"}


@pytest.mark.parametrize(("campaignid", "state"), [("another", S.QUEUED), (None, S.EXECUTED)])
async def test_under_somebody_elses_label_nothing_of_ours_was_carried_out(
    world: World, campaignid: str | None, state: ActionState
):
    _assignment, connect = await world.at_step(StepKind.CONNECT)
    params = {"profileid": "id.700000001", "campaignid": campaignid}
    body = {"name": "connectProfile", "params": params, "successflag": True}
    await world.receive(world.envelope("action", "completed", body))
    assert (await Action.get(id=connect.id)).state is state


async def _unconfirmed(world: World, kind: StepKind) -> Action:
    _, action = await world.at_step(kind)
    await world.judged(action)
    world.clock.move(hours=25)
    await world.judged(action)
    found = await Action.get(id=action.id)
    assert (found.state, found.unconfirmed) == (S.EXECUTED, True)
    return found


async def test_an_execution_nobody_confirmed_fails_when_dux_soup_says_so(world: World):
    connect = await _unconfirmed(world, StepKind.CONNECT)
    await world.receive(world.command("completed", connect, result=False))
    assert (await Action.get(id=connect.id)).state is S.FAILED
    now = await world.again(await connect.assignment)
    assert (now.next_step, now.blocker, now.invited_at) == (2, "failed", None)


async def test_where_the_sequence_went_on_since_it_does_not_go_back(world: World):
    visit = await _unconfirmed(world, StepKind.VISIT)
    await world.receive(world.command("completed", visit, result=False))
    assert (await Action.get(id=visit.id)).state is S.FAILED
    assert (await world.again(await visit.assignment)).next_step == 2
    connect = await _unconfirmed_connect(world)
    await world.accepted(connect)
    await world.receive(world.command("completed", connect, result=False))
    now = await world.again(await connect.assignment)
    assert (now.next_step, now.blocker) == (3, None)


async def _unconfirmed_connect(world: World) -> Action:
    world.clock.move(hours=4)
    connect = (await world.sent())[-1]
    assert connect.kind is StepKind.CONNECT
    world.clock.move(hours=25)
    await world.gone(connect)
    return await Action.get(id=connect.id)


async def test_a_confirmed_execution_stays_one(world: World):
    _, visit = await world.at_step(StepKind.VISIT)
    await world.carried_out(visit)
    await world.receive(world.command("completed", visit, result=False))
    assert (await Action.get(id=visit.id)).state is S.EXECUTED


async def test_of_what_waits_for_a_person_a_failure_is_found_out(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await Action.filter(id=connect.id).update(state=S.PARKED)
    await world.receive(world.command("completed", connect, result=False))
    await world.gone(connect)
    assert (await Action.get(id=connect.id)).state is S.FAILED
    assert (await world.again(assignment)).blocker == "failed"


@pytest.mark.parametrize("first", ["the reply", "the proof"])
@pytest.mark.parametrize("word", ["received", "completed"])
async def test_a_reply_stops_the_sequence_whichever_is_read_first_it_or_the_proof_that_something_left(
    world: World, first: str, word: str
):
    action = await _planned_again(world)
    body = world.command(word, action, id="m-1", result=True, params={"profileid": "id.700000001"})
    world.clock.move(minutes=1)
    await ContactIdentity.create(
        created_at=world.clock.now(), workspace_id=world.workspace.id, contact_id=action.contact_id,
        kind=IdentityKind.DUX_ID, value="id.700000001",
    )  # fmt: skip
    if first == "the proof":
        await world.receive(body)
    await world.letter("Do tell me more.")
    if first == "the reply":
        assert (await world.again(await action.assignment)).responded_at is None
        await world.receive(body)
    now = await world.again(await action.assignment)
    assert (now.status, now.responded_at) == (AssignmentStatus.RESPONDED, world.clock.now())
    assert await Action.filter(assignment_id=now.id, state=S.PLANNED).count() == 0


@pytest.mark.parametrize("first", ["the degree", "the proof"])
async def test_first_degree_is_an_acceptance_whichever_is_read_first_it_or_the_proof_of_the_invitation(
    world: World, first: str
):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.units.run(partial(_taken_for_lost, action_id=connect.id))
    seen = world.envelope("visit", "update", {"id": "id.700000001", "Degree": "1"})
    proof = world.command("completed", connect, result=True, id="m-1")
    for body in [seen, proof] if first == "the degree" else [proof, seen]:
        await world.receive(body)
    for waiting in await Receipt.filter(verdict=Verdict.WAITING):
        await world.read(waiting.id)
    assert (await world.again(assignment)).accepted_at is not None


async def _taken_for_lost(unit: Unit, action_id: UUID) -> None:
    await Action.filter(id=action_id).update(state=S.UNKNOWN)
    assignment, action = await progress.pair(action_id)
    await progress.returned(unit, assignment, action, "proved_not_taken")
