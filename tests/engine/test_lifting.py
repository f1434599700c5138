"""Who is taken off the do-not-contact list: only whom the entry was about, and nobody whom another one keeps away."""

from functools import partial

import pytest

from auth.sealing import KeyRing
from engine import erasing, merging, suppressing
from models import (
    Contact,
    Event,
    EventKind,
    Suppression,
    SuppressionHash,
    Unit,
    Units,
)
from models.errors import InvalidInput
from tests import factories
from tests.engine.do_not_contact import COMPANY, DOMAIN, PERSON, kept_away_by, lift, suppress, suppress_person


async def test_lifting_an_entry_frees_those_whom_no_other_entry_keeps_away(units: Units, ring: KeyRing) -> None:
    workspace = await factories.workspace()
    both = await factories.contact(workspace, email="robin@example.com", company="Example BV")
    one = await factories.contact(workspace, email="sam@example.com")
    entry = (await suppress(units, ring, workspace, DOMAIN, "example.com")).suppression
    await suppress(units, ring, workspace, COMPANY, "Example BV")
    await lift(units, ring, entry)
    assert (await kept_away_by(ring, both), await kept_away_by(ring, one)) == (COMPANY, None)
    assert [contact.id for contact in await Contact.filter(suppressed=True)] == [both.id]
    assert await SuppressionHash.all().count() == 1
    lifted = await Event.get(kind=EventKind.SUPPRESSION_LIFTED)
    assert (lifted.subject_id, lifted.data) == (entry.id, {"scope": "domain", "reason": "a mistake"})


async def test_lifting_needs_a_reason(units: Units, ring: KeyRing) -> None:
    contact = await factories.contact()
    entry = (await suppress_person(units, ring, contact)).suppression
    with pytest.raises(InvalidInput):
        await units.run(lambda unit: suppressing.lift(unit, ring, entry, " "))
    assert await kept_away_by(ring, contact) is PERSON


async def test_where_there_is_no_list_nobody_is_lifted_from_it(units: Units, ring: KeyRing) -> None:
    contact = await factories.contact()
    assert await units.run(lambda unit: suppressing.lift_person(unit, ring, contact, "asked to come back")) == 0


async def test_lifting_a_person_leaves_the_entries_of_company_and_domain(units: Units, ring: KeyRing) -> None:
    workspace = await factories.workspace()
    contact = await factories.contact(workspace, "robin", email="robin@example.com")
    await suppress(units, ring, workspace, PERSON, "robin@example.com")
    await suppress_person(units, ring, contact)
    await suppress(units, ring, workspace, DOMAIN, "example.com")

    async def work(unit: Unit) -> int:
        return await suppressing.lift_person(unit, ring, contact, "asked to come back")

    assert await units.run(work) == 2
    assert await kept_away_by(ring, contact) is DOMAIN
    assert (await Contact.get(id=contact.id)).suppressed


async def _reinstated(units: Units, ring: KeyRing, contact: Contact) -> int:
    async def work(unit: Unit) -> int:
        return await suppressing.lift_person(unit, ring, await Contact.get(id=contact.id), "asked to come back")

    return await units.run(work)


async def test_lifting_a_person_leaves_the_entry_of_somebody_else_with_the_same_address(
    units: Units, ring: KeyRing
) -> None:
    workspace = await factories.workspace()
    one, other = [await factories.contact(workspace, slug, email="office@example.com") for slug in ("robin", "kim")]
    entry = (await suppress_person(units, ring, one)).suppression
    assert await _reinstated(units, ring, other) == 0
    assert await kept_away_by(ring, one) is PERSON
    await suppress_person(units, ring, other)
    assert await _reinstated(units, ring, other) == 1
    assert [found.id for found in await Suppression.all()] == [entry.id]


async def test_lifting_a_person_leaves_whoever_was_erased_with_the_same_address(units: Units, ring: KeyRing) -> None:
    workspace = await factories.workspace()
    one, other = [await factories.contact(workspace, slug, email="office@example.com") for slug in ("robin", "kim")]
    await suppress(units, ring, workspace, PERSON, "office@example.com")
    erase = partial(erasing.erase, ring=ring, contact=one, found=erasing.Found())
    await units.run(erase)
    assert await _reinstated(units, ring, other) == 0
    assert await Suppression.all().count() == 2
    await factories.identity(other, "robin")
    assert await _reinstated(units, ring, other) == 0
    assert await kept_away_by(ring, other) is PERSON


async def test_lifting_a_person_lifts_what_was_made_for_whoever_was_merged_into_them(
    units: Units, ring: KeyRing
) -> None:
    workspace = await factories.workspace()
    kept, other = await factories.contact(workspace, "robin"), await factories.contact(workspace, "rob")
    await suppress_person(units, ring, other)
    await units.run(partial(merging.merge, ring=ring, workspace_id=workspace.id, keep_id=kept.id, other_id=other.id))
    assert await _reinstated(units, ring, kept) == 2
    assert await kept_away_by(ring, kept) is None
