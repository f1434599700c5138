"""What the do-not-contact list and the log say of a person who is erased goes with them, by whatever address it was said."""

from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from auth.sealing import KeyRing
from engine import contact as contacts
from engine import erasing, merging, suppression_entry
from models import Contact, Erasure, Event, EventKind, Suppression, SuppressionHash, Units, Workspace
from tests import factories
from tests.engine.do_not_contact import PERSON, lift, suppress, suppress_person

Said = Callable[[Units, KeyRing, Workspace], Awaitable[Contact]]
EARLIER = "rob@example.org"


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


async def _erase(units: Units, ring: KeyRing, contact: Contact) -> None:
    fresh = await Contact.get(id=contact.id)
    await units.run(partial(erasing.erase, ring=ring, contact=fresh, found=erasing.Found()))


async def _merged(units: Units, ring: KeyRing, workspace: Workspace, other: Contact) -> Contact:
    kept = await factories.contact(workspace, email="robin@example.net")
    await units.run(partial(merging.merge, ring=ring, workspace_id=workspace.id, keep_id=kept.id, other_id=other.id))
    return kept


async def _said_of_a_merged_one(units: Units, ring: KeyRing, workspace: Workspace) -> Contact:
    other = await factories.contact(workspace, "rob", email=EARLIER)
    await suppress(units, ring, workspace, PERSON, EARLIER)
    return await _merged(units, ring, workspace, other)


async def _said_before_the_address_changed(units: Units, ring: KeyRing, workspace: Workspace) -> Contact:
    contact = await factories.contact(workspace, "robin", email=EARLIER)
    await suppress(units, ring, workspace, PERSON, EARLIER)
    await units.run(partial(contacts.update, ring=ring, contact=contact, given={"email": "robin@example.com"}))
    return contact


async def _said_before_both(units: Units, ring: KeyRing, workspace: Workspace) -> Contact:
    return await _merged(units, ring, workspace, await _said_before_the_address_changed(units, ring, workspace))


@pytest.mark.parametrize("said", [_said_of_a_merged_one, _said_before_the_address_changed, _said_before_both])
async def test_an_entry_by_an_earlier_address_loses_its_label_and_reason_and_keeps_the_person_away(
    units: Units, ring: KeyRing, workspace: Workspace, said: Said
) -> None:
    contact = await said(units, ring, workspace)
    entry = await Suppression.get(contact_id=None)
    elsewhere = (await suppress(units, ring, workspace, PERSON, "kim@example.com")).suppression
    await _erase(units, ring, contact)
    listed = await suppression_entry.listed(ring, workspace.id)
    told = {(value, reason) for _, value, reason, _ in listed}
    assert told == {("erased", "erased"), ("kim@example.com", elsewhere.reason)}
    [by_address] = await SuppressionHash.filter(suppression_id=entry.id)
    records = await Erasure.all()
    assert records
    assert all(by_address.hash in record.hashes for record in records)


async def test_the_reasons_of_an_entry_that_was_lifted_before_go_too_and_nobody_elses(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    contact = await factories.contact(workspace, "robin", email=EARLIER)
    theirs = (await suppress(units, ring, workspace, PERSON, EARLIER)).suppression
    others = (await suppress(units, ring, workspace, PERSON, "kim@example.com")).suppression
    for entry in (theirs, others):
        await lift(units, ring, entry)
    await _erase(units, ring, contact)
    kinds = [EventKind.CONTACT_SUPPRESSED, EventKind.SUPPRESSION_LIFTED]
    told = [
        (event.subject_id, event.data.get("reason"))
        for event in await Event.filter(kind__in=kinds, contact_id=None).order_by("position")
    ]
    assert told == [(theirs.id, None), (others.id, "asked us"), (theirs.id, None), (others.id, "a mistake")]


async def test_the_log_holds_hashes_only_of_an_entry_that_nothing_else_leads_to(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    contact = await factories.contact(workspace, "robin", email=EARLIER)
    await lift(units, ring, (await suppress_person(units, ring, contact)).suppression)
    lifted = await Event.get(kind=EventKind.SUPPRESSION_LIFTED)
    assert (lifted.contact_id, lifted.data) == (contact.id, {"scope": "person", "reason": "a mistake"})
