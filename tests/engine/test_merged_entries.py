"""Whoever is on the do-not-contact list and is merged: what the other contact was known by is on the list too, and goes with an erasure."""

from functools import partial

import pytest

from auth.sealing import KeyRing
from engine import merging, suppressing
from engine.contact_row import ContactRow
from models import Contact, ContactIdentity, IdentityKind, Units, Workspace
from tests import factories
from tests.engine.bringing import REFUSED, bring, outcomes_of
from tests.engine.do_not_contact import PERSON, kept_away_by, suppress_person

Pair = tuple[Contact, Contact]


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


@pytest.fixture
async def pair(workspace: Workspace) -> Pair:
    kept = await factories.contact(workspace, "robin", email="robin@example.com")
    return kept, await factories.contact(workspace, "rob", email="rob@example.org")


async def _merge(units: Units, ring: KeyRing, pair: Pair) -> None:
    kept, other = pair
    work = partial(merging.merge, ring=ring, workspace_id=kept.workspace_id, keep_id=kept.id, other_id=other.id)
    await units.run(work)


@pytest.mark.parametrize("which", [0, 1])
async def test_whoever_was_kept_away_is_known_by_the_address_of_either_contact(
    units: Units, ring: KeyRing, workspace: Workspace, pair: Pair, which: int
) -> None:
    bystander = await factories.contact(workspace, "sam", email="rob@example.org")
    await suppress_person(units, ring, pair[which])
    await _merge(units, ring, pair)
    again = ContactRow("https://www.linkedin.com/in/robin-two", email="rob@example.org")
    assert outcomes_of(await bring(units, ring, workspace, again)) == [REFUSED]
    assert await kept_away_by(ring, bystander) is PERSON
    assert (await Contact.get(id=bystander.id)).suppressed


async def test_a_no_under_the_address_that_the_kept_one_does_not_show_is_a_no_of_theirs(
    units: Units, ring: KeyRing, workspace: Workspace, pair: Pair
) -> None:
    await _merge(units, ring, pair)
    kept = await Contact.get(id=pair[0].id)
    assert (kept.email, await kept_away_by(ring, kept)) == ("robin@example.com", None)
    put = partial(suppressing.suppress, ring=ring, workspace_id=workspace.id, scope=PERSON, reason="asked for")
    made = await units.run(partial(put, value="Rob@example.org"))
    assert made.suppression.contact_id is None  # the address may be somebody else's as well
    assert await kept_away_by(ring, await Contact.get(id=kept.id)) is PERSON
    assert (await Contact.get(id=kept.id)).suppressed


async def test_and_whoever_was_merged_once_more_says_it_for_the_last(
    units: Units, ring: KeyRing, workspace: Workspace, pair: Pair
) -> None:
    await _merge(units, ring, pair)
    last = await factories.contact(workspace, "robert", email="robert@example.net")
    await _merge(units, ring, (last, await Contact.get(id=pair[0].id)))
    put = partial(suppressing.suppress, ring=ring, workspace_id=workspace.id, scope=PERSON, reason="asked for")
    await units.run(partial(put, value="rob@example.org"))
    assert await kept_away_by(ring, await Contact.get(id=last.id)) is PERSON


async def test_an_address_that_both_have_or_that_the_kept_one_takes_over_is_no_further_name(
    units: Units, ring: KeyRing, workspace: Workspace
) -> None:
    for kept_email, other_email in (("Robin@example.com", "robin@example.com"), (None, "rob@example.org")):
        kept = await factories.contact(workspace, email=kept_email)
        await _merge(units, ring, (kept, await factories.contact(workspace, email=other_email)))
        assert not await ContactIdentity.filter(contact_id=kept.id, kind=IdentityKind.EMAIL).exists()
