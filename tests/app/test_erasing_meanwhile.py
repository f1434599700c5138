"""Files that come, and parts that are read, while a person is being erased."""

import asyncio
from functools import partial

import pytest

from app.importing import Importing
from auth.sealing import KeyRing
from engine import erasing, import_batch
from engine.erasing import Found
from models import (
    Contact,
    ImportBatch,
    ImportChunk,
    ImportRow,
    ImportState,
    Member,
    Unit,
    Units,
)
from tests import factories
from tests.app.erased_person import FILE, HEADER, KIM, ROBIN, WAS_ERASED, erase, lying
from tests.app.files import taken_in
from tests.databases import Database
from tests.lock_waits import awaited_locks


async def _erasing(units: Units, contact: Contact, done: asyncio.Event, go_on: asyncio.Event) -> None:
    async def work(unit: Unit) -> None:
        locked = await Contact.locked(contact.workspace_id, contact.id)
        await erasing.erase(unit, factories.RING, locked, Found())
        done.set()
        await go_on.wait()

    await units.run(work)


async def test_a_file_that_came_after_the_look_is_found_all_the_same(
    units: Units, ring: KeyRing, member: Member, worker: Importing, robin: Contact
) -> None:
    first = await taken_in(units, ring, member, FILE, dry=True)
    found = await erasing.look(ring, robin.workspace_id, robin.id)
    second = await taken_in(units, ring, member, FILE, dry=True)
    await worker.turn()
    await erase(units, robin, found)
    for batch in (first, second):
        assert await lying(ring, batch) == [None, KIM.split(",")]


async def test_nothing_of_the_person_is_left_in_an_upload_that_is_still_coming(
    units: Units, ring: KeyRing, member: Member, robin: Contact
) -> None:
    new = import_batch.NewImport(member.workspace_id, member.id, "people.csv", HEADER.split(","))
    batch = await units.run(partial(import_batch.begin, new=new))
    await units.run(partial(import_batch.append, ring=ring, batch=batch, place=0, rows=[ROBIN.split(",")]))
    await erase(units, robin)
    assert await lying(ring, batch) == [None]
    assert (await ImportBatch.get(id=batch.id)).state is ImportState.STORING


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_a_file_that_comes_while_a_person_is_erased_is_read_by_nobody_before_that_is_known(
    database: Database, units: Units, ring: KeyRing, member: Member, worker: Importing, robin: Contact
) -> None:
    await erase(
        units, await factories.contact(await member.workspace, "first-of-all")
    )  # whoever is first writes the workspace's key
    done, go_on = asyncio.Event(), asyncio.Event()
    under_way = asyncio.create_task(_erasing(units, robin, done, go_on))
    await done.wait()
    coming = asyncio.create_task(taken_in(units, ring, member, FILE, dry=True))
    try:
        await awaited_locks(database)
        assert await ImportChunk.all().count() == 1
        assert await ImportBatch.at_work() == []
    finally:
        go_on.set()
    await under_way
    batch = await coming
    await worker.turn()
    assert await lying(ring, batch) == [None, KIM.split(",")]


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_no_part_comes_in_while_a_person_is_erased_who_may_be_in_it_under_another_name(
    database: Database, units: Units, ring: KeyRing, member: Member, worker: Importing, robin: Contact
) -> None:
    batch = await taken_in(units, ring, member, f"{HEADER}\nR.,L.,robin@late.example,linkedin.com/in/r-l,\n")
    done, go_on = asyncio.Event(), asyncio.Event()
    under_way = asyncio.create_task(_erasing(units, robin, done, go_on))
    await done.wait()
    coming = asyncio.create_task(worker.turn())
    try:
        await awaited_locks(database)
    finally:
        go_on.set()
    await asyncio.gather(coming, under_way)
    assert not await Contact.exists(erased_at=None)
    assert (await ImportRow.get(batch_id=batch.id)).reason == WAS_ERASED
