"""While two contacts become one, an import and a receipt speak of the one that goes: what they say is of the one that stays."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from auth.sealing import KeyRing
from engine import identity, merging
from engine.contact_row import ContactRow
from models import Assignment, AssignmentStatus, Contact, ContactIdentity, IdentityKind, Unit, Units, Workspace
from models.identity import Identity
from tests import factories
from tests.databases import Database
from tests.engine.bringing import REFUSED, UPDATED, bring, outcomes_of
from tests.engine.do_not_contact import PERSON, suppress
from tests.lock_waits import awaited_locks

at_once = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
ROB = ContactRow("https://www.linkedin.com/in/rob", title="Head of Ops")
NEW = Identity(IdentityKind.DUX_ID, "id.7")


@pytest.fixture
async def workspace(units: Units) -> Workspace:
    return await factories.workspace()


@pytest.fixture
async def pair(workspace: Workspace) -> tuple[Contact, Contact]:
    return await factories.contact(workspace, "robin"), await factories.contact(workspace, "rob")


async def _while_they_merge(
    units: Units, database: Database, pair: tuple[Contact, Contact], work: Callable[[], Awaitable[Any]]
) -> Any:
    """`work` begins before the merge is committed, and waits for it."""
    kept, other = pair
    merged, go_on = asyncio.Event(), asyncio.Event()

    async def merge(unit: Unit) -> None:
        await merging.merge(unit, factories.RING, kept.workspace_id, kept.id, other.id)
        merged.set()
        await go_on.wait()

    merge_ = asyncio.create_task(units.run(merge))
    await merged.wait()
    meanwhile = asyncio.ensure_future(work())
    await awaited_locks(database)
    go_on.set()
    await merge_
    return await meanwhile


@at_once
async def test_a_row_of_an_import_is_written_to_the_contact_that_is_kept(
    units: Units, ring: KeyRing, database: Database, workspace: Workspace, pair: tuple[Contact, Contact]
) -> None:
    kept, other = pair
    answers = await _while_they_merge(units, database, pair, partial(bring, units, ring, workspace, ROB))
    assert outcomes_of(answers) == [UPDATED]
    assert answers[0].contact_id == kept.id
    assert (await Contact.get(id=kept.id)).title == "Head of Ops"
    assert (await Contact.get(id=other.id)).title is None


@at_once
async def test_a_name_that_is_learnt_goes_to_the_contact_that_is_kept(
    units: Units, database: Database, pair: tuple[Contact, Contact]
) -> None:
    kept, other = pair

    async def learn(unit: Unit) -> None:
        await identity.learn(unit, other, [NEW])

    await _while_they_merge(units, database, pair, partial(units.run, learn))
    assert (await ContactIdentity.get(value="id.7")).contact_id == kept.id
    assert (await Contact.get(id=kept.id)).tied_group is None


@at_once
async def test_whoever_is_put_on_the_list_by_an_address_of_the_one_that_goes_is_kept_away_as_the_one_that_stays(
    units: Units, ring: KeyRing, database: Database, workspace: Workspace, pair: tuple[Contact, Contact]
) -> None:
    kept, other = pair
    theirs = await factories.assignment(await factories.campaign(workspace), other)
    work = partial(suppress, units, ring, workspace, PERSON, "https://www.linkedin.com/in/rob")
    entry = (await _while_they_merge(units, database, pair, work)).suppression
    theirs = await Assignment.get(id=theirs.id)
    assert (theirs.contact_id, theirs.status) == (kept.id, AssignmentStatus.BLACKLISTED)
    assert entry.contact_id == kept.id
    assert (await Contact.get(id=kept.id)).suppressed


async def test_no_name_is_learnt_of_somebody_who_was_erased_meanwhile(
    units: Units, pair: tuple[Contact, Contact]
) -> None:
    read = pair[0]
    await Contact.filter(id=read.id).update(erased_at=factories.START)

    async def learn(unit: Unit) -> list[Identity]:
        return await identity.learn(unit, read, [NEW])

    assert await units.run(learn) == []
    assert not await ContactIdentity.exists(value="id.7")


async def test_nothing_is_written_to_a_row_that_is_no_more_even_where_a_name_still_leads_there(
    units: Units, ring: KeyRing, workspace: Workspace, pair: tuple[Contact, Contact]
) -> None:
    kept, other = pair
    await Contact.filter(id=other.id).update(erased_at=factories.START, merged_into_id=kept.id)
    answers = await bring(units, ring, workspace, ROB)
    assert outcomes_of(answers) == [REFUSED]
    assert answers[0].reason == f"This contact was merged into {kept.id}."
    assert (await Contact.get(id=other.id)).title is None
