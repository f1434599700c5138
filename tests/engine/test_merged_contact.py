"""Old ids lead on: what is said of a contact that was merged is said of the one that was kept."""

import hashlib
from functools import partial
from typing import Any

import pytest

from engine import erasing, merging
from models import Assignment, AssignmentStatus, Contact, ManualAct, Receipt, Suppression, Verdict
from tests import factories


def _simple(contact: Contact, campaign_id: object, status: str) -> dict[str, Any]:
    return {"campaign_id": str(campaign_id), "contact_id": str(contact.id), "status": status}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("accepted", AssignmentStatus.ACCEPTED),
        ("replied", AssignmentStatus.RESPONDED),
        ("declined", AssignmentStatus.NOT_ACCEPTED),
        ("blacklisted", AssignmentStatus.BLACKLISTED),
    ],
)
@pytest.mark.parametrize("twice", [False, True])
async def test_the_guides_webhook_with_the_id_of_a_merged_contact_is_of_the_kept_one(world, said, status, twice):
    (assignment,) = await world.launched()
    old = await Contact.get(id=assignment.contact_id)
    kept = await _merged(world, old)
    last = await _merged(world, kept) if twice else kept
    receipt = await world.receive(_simple(old, world.campaign.id, said), simple=True)
    assert receipt.verdict is Verdict.APPLIED
    assignment = await world.again(assignment)
    assert (assignment.contact_id, assignment.status) == (last.id, status)
    if said == "blacklisted":
        assert (await Suppression.get()).contact_id == last.id


async def test_where_the_merged_contacts_assignment_gave_way_the_one_that_goes_on_hears(world):
    first, second = await world.launched(2)
    await Assignment.filter(id=second.id).update(next_step=2)
    kept, old = await Contact.get(id=second.contact_id), await Contact.get(id=first.contact_id)
    await world.units.run(partial(_merge, world=world, keep=kept, other=old))
    await world.receive(_simple(old, world.campaign.id, "blacklisted"), simple=True)
    assert (await world.again(second)).status is AssignmentStatus.BLACKLISTED
    assert (await Contact.get(id=kept.id)).suppressed


async def test_what_was_said_under_the_id_of_a_merged_contact_goes_when_the_kept_one_is_erased(world):
    (assignment,) = await world.launched()
    old = await Contact.get(id=assignment.contact_id)
    kept = await _merged(world, old)
    person = hashlib.sha256(str(old.id).encode()).hexdigest()
    act = await factories.manual_act(world.account, person=person)
    receipt = await world.receive(_simple(old, world.campaign.id, "accepted"), simple=True)
    assert receipt.sealed_body
    await world.units.run(partial(_erase, contact=await Contact.get(id=kept.id)))
    assert (await Receipt.get(id=receipt.id)).sealed_body is None
    assert (await ManualAct.get(id=act.id)).person != person


async def _erase(unit: Any, contact: Contact) -> None:
    await erasing.erase(unit, factories.RING, contact, erasing.Found())


async def _merged(world: Any, contact: Contact) -> Contact:
    kept = await factories.contact(world.workspace)
    await world.units.run(partial(_merge, world=world, keep=kept, other=contact))
    return kept


async def _merge(unit: Any, world: Any, keep: Contact, other: Contact) -> None:
    await merging.merge(unit, factories.RING, world.workspace.id, keep.id, other.id)
