"""Whoever is on the do-not-contact list and is merged: what the other contact was known by is on the list too, and goes with an erasure."""

from functools import partial

import pytest

from auth.sealing import KeyRing
from engine import merging
from engine.contact_row import ContactRow
from models import Contact, Units, Workspace
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
