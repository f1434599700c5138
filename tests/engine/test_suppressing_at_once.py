"""Two who write one do-not-contact list at once: the second finds what the first one put there."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from auth.sealing import KeyRing
from engine import erasing, suppressing
from engine.suppressing import Suppressed
from models import (
    Contact,
    Event,
    EventKind,
    Suppression,
    SuppressionHash,
    SuppressionScope,
    Unit,
    Units,
)
from tests import factories
from tests.databases import Database
from tests.engine.do_not_contact import COMPANY, DOMAIN, PERSON, kept_away_by, suppress_person
from tests.lock_waits import awaited_locks


async def test_two_first_entries_at_once_share_one_key(units: Units, ring: KeyRing) -> None:
    workspace = await factories.workspace()
    contacts = [await factories.contact(workspace) for _ in range(4)]
    await asyncio.gather(*(suppress_person(units, ring, contact) for contact in contacts))
    assert [await kept_away_by(ring, contact) for contact in contacts] == [PERSON] * 4


_Work = Callable[[Unit], Awaitable[object]]


async def _at_once(units: Units, database: Database, work: _Work, then: _Work) -> None:
    """The second begins while what the first did is not committed yet; it has to wait, or to be done by then."""
    done, go = asyncio.Event(), asyncio.Event()

    async def first(unit: Unit) -> None:
        await work(unit)
        done.set()
        await go.wait()

    one = asyncio.create_task(units.run(first))
    await done.wait()
    other = asyncio.create_task(units.run(then))
    if database.dialect == "postgres":
        waits = asyncio.create_task(awaited_locks(database))
        await asyncio.wait([waits, other], return_when=asyncio.FIRST_COMPLETED)
        waits.cancel()
    go.set()
    await asyncio.gather(one, other)


async def _begun(units: Units, ring: KeyRing, workspace_id: UUID) -> None:
    """The first entry of all makes the key, for which they would wait anyway."""

    async def work(unit: Unit) -> Suppressed:
        return await suppressing.suppress(unit, ring, workspace_id, DOMAIN, "example.net", "policy")

    await units.run(work)


async def test_two_who_keep_one_person_away_at_once_make_one_entry(
    units: Units, ring: KeyRing, database: Database
) -> None:
    contact = await factories.contact(slug="robin")
    await _begun(units, ring, contact.workspace_id)
    put = partial(suppressing.suppress_person, ring=ring, contact=contact, reason="no")
    await _at_once(units, database, put, put)
    assert await Suppression.filter(scope=PERSON).count() == 1
    assert await Event.filter(contact_id=contact.id, kind=EventKind.CONTACT_SUPPRESSED).count() == 1


@pytest.mark.parametrize(("scope", "value"), [(COMPANY, "Example BV"), (PERSON, "robin@example.com")])
async def test_two_who_put_one_value_on_the_list_at_once_make_one_entry(
    units: Units, ring: KeyRing, database: Database, scope: SuppressionScope, value: str
) -> None:
    home = await factories.workspace()
    await factories.contact(home, company="Example BV", email="robin@example.com")
    await _begun(units, ring, home.id)

    async def put(unit: Unit) -> Suppressed:
        return await suppressing.suppress(unit, ring, home.id, scope, value, "asked us")

    await _at_once(units, database, put, put)
    assert await Suppression.filter(scope=scope).count() == 1


async def test_an_entry_that_is_lifted_while_another_is_made_frees_nobody_of_the_other(
    units: Units, ring: KeyRing, database: Database
) -> None:
    contact = await factories.contact(company="Example BV", email="robin@example.net")
    await _begun(units, ring, contact.workspace_id)
    by_domain = await Suppression.get(scope=DOMAIN)

    async def put(unit: Unit) -> None:
        await suppressing.suppress(unit, ring, contact.workspace_id, COMPANY, "Example BV", "asked us")

    async def lift(unit: Unit) -> None:
        await suppressing.lift(unit, ring, by_domain, "a mistake")

    await _at_once(units, database, put, lift)
    assert (await Contact.get(id=contact.id)).suppressed


async def test_whoever_has_two_entries_from_before_is_changed_and_erased_all_the_same(
    units: Units, ring: KeyRing
) -> None:
    contact = await factories.contact(slug="robin", email="robin@example.com")
    first = (await suppress_person(units, ring, contact)).suppression
    columns = ("workspace_id", "scope", "reason", "contact_id", "created_at")
    given: dict[str, Any] = {name: getattr(first, name) for name in columns}
    second = await Suppression.create(**given, sealed_label="v1:x")
    for one in await SuppressionHash.all():
        await SuppressionHash.create(
            workspace_id=first.workspace_id, suppression=second, hash=one.hash, created_at=one.created_at
        )
    assert (await suppress_person(units, ring, contact)).suppression.id == first.id
    await units.run(partial(erasing.erase, ring=ring, contact=contact, found=erasing.Found()))
    assert [one.reason for one in await Suppression.filter(sealed_label=None)] == ["erased"] * 2
