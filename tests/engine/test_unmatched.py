"""Words that fit nothing of ours, come too late or speak of an erased person move nothing and are kept nowhere."""

from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from engine.reactions import waiting
from engine.reactions.case import Case
from models import (
    Action,
    ActionState,
    Contact,
    ContactIdentity,
    DuxSoupAccount,
    Message,
    Receipt,
    StepKind,
    Unit,
    Verdict,
)
from tests import factories
from tests.engine.conftest import World


async def test_an_acceptance_under_a_label_that_is_none_of_ours_is_nobodys(world: World) -> None:
    assignment, _ = await world.at_step(StepKind.CONNECT)
    tags = [f"🦆-{factories.some_id()}-accepted"]
    receipt = await world.receive(world.envelope("visit", "update", {"id": "id.700000099", "My Tags": tags}))
    assert receipt.verdict is Verdict.IGNORED
    assert (await world.again(assignment)).accepted_at is None


async def test_a_command_of_a_kind_that_we_do_not_have_is_no_word_on_what_is_under_way(world: World) -> None:
    _, visit = await world.at_step(StepKind.VISIT)
    profile = (await Contact.get(id=visit.contact_id)).linkedin_url
    data = {"id": "theirs-1", "command": "enroll", "params": {"profile": profile}, "result": True}
    receipt = await world.receive(world.envelope("rccommand", "completed", data))
    assert receipt.awaits == "command:theirs-1"
    assert (await Action.get(id=visit.id)).state is ActionState.QUEUED


async def test_a_status_for_somebody_who_is_not_in_that_campaign_is_nobodys(world: World) -> None:
    await world.launched()
    stranger = await factories.contact(world.workspace)
    body = {"campaign_id": str(world.campaign.id), "contact_id": str(stranger.id), "status": "blacklisted"}
    receipt = await world.receive(body, simple=True)
    assert receipt.verdict is Verdict.IGNORED
    assert not (await Contact.get(id=stranger.id)).suppressed


async def _known_and_erased(world: World) -> None:
    """The person of the world is known as id.700000001, and was erased since."""
    await world.at_step(StepKind.CONNECT)
    await Contact.all().update(erased_at=world.clock.now(), title=None)


async def test_of_an_erased_person_no_letter_is_kept(world: World) -> None:
    await _known_and_erased(world)
    assert (await world.letter()).verdict is Verdict.APPLIED
    assert not await Message.exists()


async def test_an_erased_person_is_not_filled_in_again(world: World) -> None:
    await _known_and_erased(world)
    await world.receive(world.envelope("visit", "update", {"id": "id.700000001", "Title": "Head of Ops"}))
    assert (await Contact.get()).title is None


async def test_a_receipt_that_another_has_read_meanwhile_did_not_fail(world: World) -> None:
    receipt = await world.receive(world.envelope("rccommand", "ready", {"clientid": "c-1"}))
    await world.units.run(partial(waiting.failed, receipt_id=receipt.id, error="KeyError"))
    now = await Receipt.get(id=receipt.id)
    assert (now.verdict, now.tries, now.reason) == (Verdict.APPLIED, 0, None)


async def test_who_sent_a_body_that_names_no_account_is_not_made_up(world: World) -> None:
    receipt = await world.store({}, simple=True)

    async def sender(unit: Unit) -> DuxSoupAccount:
        return Case(unit, factories.RING, receipt, None).sender

    with pytest.raises(ValueError, match=str(receipt.id)):
        await world.units.run(sender)


async def _known_unseen(world: World) -> None:
    """Learnt by a transaction that did not see who waits, as on PostgreSQL two at once may miss each other."""
    person = await factories.contact(world.workspace)
    await ContactIdentity.create(
        created_at=world.clock.now(), workspace_id=world.workspace.id, contact_id=person.id, kind="dux_id",
        value="id.700000001",
    )  # fmt: skip


async def _named_unseen(world: World) -> None:
    (assignment,) = await world.launched()
    await Action.filter(assignment_id=assignment.id).update(message_id="m-7", state=ActionState.QUEUED)


@pytest.mark.parametrize("learn", [_known_unseen, _named_unseen])
async def test_what_waits_for_a_name_that_was_learnt_just_then_is_read_again(
    world: World, learn: Callable[[World], Awaitable[None]]
) -> None:
    profile = {"profile": "https://www.linkedin.com/in/nobody-we-know/"}
    word = world.envelope("rccommand", "received", {"id": "m-7", "command": "visit", "params": profile})
    receipt = await world.letter() if learn is _known_unseen else await world.receive(word)
    assert receipt.verdict is Verdict.UNMATCHED
    await learn(world)
    assert await world.units.run(waiting.look_again) == 0
    world.clock.move(minutes=2)
    assert await world.units.run(waiting.look_again) == 1
    again = await Receipt.get(id=receipt.id)
    assert (again.verdict, again.awaits, again.next_try_at) == (Verdict.WAITING, None, None)


async def test_what_is_not_known_a_little_later_either_is_left_to_whoever_learns_it(world: World) -> None:
    receipt = await world.letter()
    world.clock.move(minutes=2)
    assert await world.units.run(waiting.look_again) == 0
    left = await Receipt.get(id=receipt.id)
    assert (left.verdict, left.awaits, left.next_try_at) == (Verdict.UNMATCHED, "id.700000001", None)
