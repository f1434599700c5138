"""What a receipt brings about, through every reaction there is."""

from datetime import datetime, timedelta
from typing import Any, get_args

import pytest

from engine.assignment import resume
from engine.reactions import REACTIONS
from integrations.duxsoup.inbound import Finding
from models import Action, ActionState, Assignment, AssignmentStatus, Campaign, Contact, DuxSoupAccount, StepKind
from tests import factories
from tests.engine.conftest import LETTER, World

S = AssignmentStatus


def test_every_finding_has_its_reaction():
    assert set(REACTIONS) == set(get_args(Finding))


async def _invited(world: World) -> tuple[Assignment, Action]:
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.carried_out(connect)
    return await world.again(assignment), connect


def _visit(world: World, **data: Any) -> dict[str, Any]:
    return world.envelope("visit", "update", {"id": "id.700000001"} | data)


ACCEPTANCES = [
    "the tag",
    "first degree",
    "the invitation's own message",
    "a letter from the person",
    "the guide's body",
]


@pytest.mark.parametrize("word", ACCEPTANCES)
async def test_acceptance_is_known_by_any_word_of_it(world: World, word: str):
    assignment, connect = await _invited(world)
    world.clock.move(hours=1)
    letter = {"fromId": "id.700000001", "timestamp": world.clock.now().isoformat(), "url": "https://example.com/t"}
    match word:
        case "the tag":
            await world.accepted(connect)
        case "first degree":
            await world.receive(_visit(world, Degree="1st"))
        case "the invitation's own message":
            await world.receive(
                world.envelope("message", "received", letter | {"type": "INVITATION_ACCEPT", "text": ""})
            )
        case "a letter from the person":
            await world.letter()
        case _:
            await world.receive(_simple(assignment, "accepted"), simple=True)
    now = await world.again(assignment)
    assert (now.accepted_at, now.implied) == (world.clock.now(), word == "a letter from the person")
    assert now.status is (S.RESPONDED if now.implied else S.ACCEPTED)


def _simple(assignment: Assignment, status: str) -> dict[str, str]:
    ids = {"campaign_id": str(assignment.campaign_id), "contact_id": str(assignment.contact_id)}
    return ids | {"status": status, "profile_url": "https://www.linkedin.com/in/whoever"}


SIMPLE = [
    ("accepted", S.ACCEPTED),
    ("replied", S.RESPONDED),
    ("declined", S.NOT_ACCEPTED),
    ("blacklisted", S.BLACKLISTED),
]


@pytest.mark.parametrize(("word", "status"), SIMPLE)
async def test_the_guides_four_statuses_are_facts_and_applying_one_twice_changes_nothing(
    world: World, word: str, status: AssignmentStatus
):
    assignment, _ = await _invited(world)
    await world.receive(_simple(assignment, word), simple=True)
    first = await world.again(assignment)
    assert first.status is status
    world.clock.move(hours=1)
    await world.receive(_simple(assignment, word), simple=True)
    assert (await world.again(assignment)).status is status
    if word != "replied":
        assert (await world.again(assignment)).deadline_at == first.deadline_at


async def test_the_guides_replied_told_again_does_not_move_the_reply_window(world: World):
    await Campaign.all().update(stop_on_reply=False)
    assignment, _ = await _invited(world)
    await world.receive(_simple(assignment, "replied"), simple=True)
    first = await world.again(assignment)
    world.clock.move(hours=1)
    await world.receive(_simple(assignment, "replied"), simple=True)
    now = await world.again(assignment)
    assert (now.replied_at, now.deadline_at, now.version) == (first.replied_at, first.deadline_at, first.version)


async def test_first_degree_before_any_invitation_is_no_acceptance(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    await world.carried_out(visit, params={"profileid": "id.700000001"})
    await world.receive(_visit(world, Degree="1"))
    now = await world.again(assignment)
    assert (now.status, now.degree) == (S.ACTIVE, 1)


async def test_a_reply_stops_the_sequence_and_cancels_what_is_planned(world: World):
    assignment, connect = await _invited(world)
    await world.accepted(connect)
    assert (await world.last(assignment)).kind is StepKind.MESSAGE
    await world.letter()
    now, message = await world.again(assignment), await world.last(assignment)
    assert (now.status, now.next_step, now.next_at) == (S.RESPONDED, None, None)
    assert message.state is ActionState.CANCELLED
    world.clock.move(days=4)
    assert await world.turn() is not None


async def test_where_stop_on_reply_is_off_the_sequence_goes_on(world: World):
    await Campaign.all().update(stop_on_reply=False)
    assignment, _ = await _invited(world)
    await world.letter()
    now = await world.again(assignment)
    assert (now.status, now.next_step, now.next_at) == (S.RESPONDED, 3, world.clock.now() + timedelta(days=3))


async def test_a_reply_while_the_invitation_is_still_queued_stops_what_comes_after_it(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.letter()
    assert (await world.again(assignment)).status is S.RESPONDED
    await world.carried_out(connect)
    now = await world.again(assignment)
    assert (now.status, now.next_step, now.invited_at is not None) == (S.RESPONDED, None, True)
    assert await Action.filter(assignment_id=assignment.id).count() == 2


async def test_a_letter_from_before_our_first_touch_is_no_reply(world: World):
    assignment, _ = await _invited(world)
    await world.letter(at=factories.START - timedelta(days=1))
    assert (await world.again(assignment)).status is S.ACTIVE


async def test_letters_that_come_before_the_visit_that_explains_them_are_read_then(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    receipt = await world.letter()
    assert (receipt.verdict, receipt.awaits) == ("unmatched", "id.700000001")
    await world.carried_out(visit, params={"profileid": "id.700000001"})
    await world.read(receipt.id)
    assert (await world.again(assignment)).status is S.RESPONDED


async def test_the_word_that_it_was_received_takes_the_question_from_whoever_was_to_judge(world: World):
    assignment, visit = await world.at_step(StepKind.VISIT)
    await Action.filter(id=visit.id).update(state=ActionState.PARKED)
    await Assignment.filter(id=assignment.id).update(blocker="parked", blocker_note="whoever")
    await world.receive(world.command("received", visit))
    now = await world.again(assignment)
    assert ((await Action.get(id=visit.id)).state, now.blocker, now.blocker_note) == (ActionState.QUEUED, None, None)


OURS = [
    LETTER.replace("{{ first_name }}", "Pat"),
    "Thank you for  connecting,\nPat. May I tell you what we",
    "Hello Pat, good to be in touch.",
]


@pytest.mark.parametrize("text", OURS, ids=["whole", "shortened", "the note"])
async def test_our_own_text_seen_as_sent_is_not_a_hand_written_one(world: World, text: str):
    assignment, message = await world.at_step(StepKind.MESSAGE)
    await world.letter(text, sent=True)
    assert (await world.again(assignment)).blocker is None
    expected = ActionState.QUEUED if text == OURS[2] else ActionState.EXECUTED
    assert (await Action.get(id=message.id)).state is expected


@pytest.mark.parametrize("text", ["Hello!", "Thank you for connecting, Pat."])
async def test_another_text_is_the_members_own_hand_and_the_sequence_waits(world: World, text: str):
    assignment, _ = await _invited(world)
    await world.letter(text, sent=True)
    assert (await world.again(assignment)).answered_by_hand_at == world.clock.now()


async def test_a_letter_by_hand_counts_whether_it_is_read_before_or_after_a_blacklisting(world: World):
    assignment, _ = await world.at_step(StepKind.MESSAGE)
    await world.receive(_simple(assignment, "blacklisted"), simple=True)
    await world.letter("By the way", sent=True)
    assert (await world.again(assignment)).answered_by_hand_at == world.clock.now()


async def test_no_other_reason_covers_a_letter_by_hand_and_only_a_person_lifts_it(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    await world.letter("I wrote this myself.", sent=True)
    world.clock.move(hours=30)
    await world.receive(world.command("completed", connect, result=False))
    await world.gone(connect)
    assert (await world.again(assignment)).blocker == "failed"
    await world.carried_out(connect)
    await world.accepted(connect)
    world.clock.move(days=3, hours=2)
    assert await world.turn() is not None
    assert (await world.last(assignment)).state is ActionState.PLANNED
    await world.ordered(resume, assignment, None)
    assert await world.turn() is None


async def test_an_old_letter_of_the_same_text_is_no_proof_of_a_newer_action(world: World):
    assignment, message = await world.at_step(StepKind.MESSAGE)
    assert message.text is not None
    assert message.sent_at is not None
    await world.letter(message.text, sent=True, at=message.sent_at - timedelta(days=20))
    assert (await Action.get(id=message.id)).state is ActionState.QUEUED
    assert (await world.again(assignment)).answered_by_hand_at is None
    await world.letter(message.text, sent=True, at=message.sent_at + timedelta(minutes=1))
    assert (await Action.get(id=message.id)).state is ActionState.EXECUTED


async def test_the_same_text_long_after_it_was_carried_out_is_the_members_own_hand(world: World):
    await Campaign.all().update(reply_window_days=30)
    assignment, message = await world.at_step(StepKind.MESSAGE)
    await world.carried_out(message)
    world.clock.move(hours=71)
    await world.letter(OURS[0], sent=True)
    assert (await world.again(assignment)).answered_by_hand_at is None
    world.clock.move(hours=2)
    await world.letter(OURS[0], sent=True)
    assert (await world.again(assignment)).answered_by_hand_at is not None


async def test_a_visit_fills_only_empty_fields(world: World):
    _, visit = await world.at_step(StepKind.VISIT)
    await Contact.all().update(title="Head of Ops")
    await world.carried_out(visit, params={"profileid": "id.700000001"})
    await world.receive(_visit(world, Title="Other", Company="Example BV", **{"First Name": "Robin"}))
    contact = await Contact.get()
    assert (contact.title, contact.company, contact.first_name) == ("Head of Ops", "Example BV", "Pat")


async def test_a_heartbeat_brings_a_lost_extension_back(world: World):
    await DuxSoupAccount.all().update(health="disconnected")
    await world.receive(world.envelope("rccommand", "ready", {"clientid": "c-1"}))
    account = await DuxSoupAccount.get(id=world.account.id)
    assert (account.health, account.last_seen_at) == ("connected", world.clock.now())


async def test_a_facts_time_is_the_earlier_of_what_the_body_says_and_when_it_came(world: World):
    assignment, connect = await _invited(world)
    body = _visit(world, **{"My Tags": [f"🦆-{connect.id}-accepted"], "Degree": "2"})
    await world.receive(body | {"time": "2031-01-01T00:00:00.000Z"})
    assert (await world.again(assignment)).accepted_at == world.clock.now()


async def test_receipts_of_another_account_move_nothing(world: World):
    assignment, connect = await world.at_step(StepKind.CONNECT)
    other = await factories.account(world.workspace)
    body = world.command("completed", connect, result=True)
    receipt = await world.store(body, account=other, account_id=other.id)
    await world.read(receipt.id)
    assert (await Action.get(id=connect.id)).state is ActionState.QUEUED
    assert (await world.again(assignment)).next_step == 2


@pytest.mark.parametrize("by_hand_at", [None, factories.START])
async def test_declined_frees_the_person_for_whoever_waits_for_them(world: World, by_hand_at: datetime | None):
    first, _ = await _invited(world)
    other = await factories.campaign(world.workspace)
    await factories.sequence(other, StepKind.VISIT)
    second = await factories.assignment(other, world.contacts[0], member=world.member)
    waiting = {"status": S.ACTIVE, "launched_at": world.clock.now(), "account_id": world.account.id, "next_step": 1}
    sequence = await factories.sequence(other, StepKind.VISIT, number=2)
    await Assignment.filter(id=second.id).update(
        **waiting, sequence_id=sequence.id, blocker="in_other_campaign", answered_by_hand_at=by_hand_at
    )
    stamp = {"fromId": "id.700000001", "timestamp": world.clock.now().isoformat(), "url": "https://example.com/t"}
    await world.receive(world.envelope("message", "received", stamp | {"type": "INVITATION_DECLINE", "text": ""}))
    assert (await world.again(first)).status is S.NOT_ACCEPTED
    heir = await world.again(second)
    assert (heir.blocker, heir.running_contact_id) == (None, world.contacts[0].id)
    assert heir.answered_by_hand_at == by_hand_at  # a person still decides whether it goes on
    assert (await world.last(second)).state is ActionState.PLANNED
