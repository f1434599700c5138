"""A person is erased while their row lies in a stored file: it is gone from there, and no import brings them back."""

from functools import partial
from typing import Any

import pytest

from app import import_file
from app.importing import Importing
from auth.sealing import KeyRing
from engine import erasing, import_batch, merging, suppressing, suppression_entry
from models import (
    Contact,
    Erasure,
    ImportBatch,
    ImportRow,
    ImportState,
    Member,
    Suppression,
    SuppressionScope,
    Unit,
    Units,
)
from tests import factories
from tests.app.erased_person import FILE, HEADER, KIM, ROBIN, WAS_ERASED, erase, lying
from tests.app.files import people, taken_in
from tests.settable_clock import SettableClock

CHECKED = f"{HEADER}\n{KIM}\n"


async def _report(batch: ImportBatch) -> list[tuple[Any, ...]]:
    return await ImportRow.report_of(batch.id).values_list("outcome", "reason", "contact_id")


async def _start(units: Units, ring: KeyRing, batch: ImportBatch) -> None:
    async def work(unit: Unit) -> None:
        locked = await import_batch.locked(batch.workspace_id, batch.id)
        await import_batch.start(unit, ring, locked, import_batch.Wishes({}))

    await units.run(work)


async def _names() -> list[str]:
    return sorted(contact.full_name for contact in await Contact.filter(erased_at=None))


async def _lift_all(units: Units, ring: KeyRing) -> None:
    async def work(unit: Unit) -> None:
        for entry in await Suppression.all():
            await suppression_entry.remove(unit, ring, entry, "a mistake")

    await units.run(work)


async def test_a_file_that_waits_brings_no_erased_person_back_even_if_nothing_keeps_them_away(
    units: Units, ring: KeyRing, member: Member, worker: Importing, robin: Contact
) -> None:
    batch = await taken_in(units, ring, member, FILE, dry=True)
    await worker.turn()
    await erase(units, robin)
    assert await lying(ring, batch) == [None, KIM.split(",")]
    await _lift_all(units, ring)
    await worker.turn()
    await _start(units, ring, batch)
    await worker.turn()
    assert await _names() == ["Kim Early"]
    assert [row[:2] for row in await _report(batch)] == [("refused", WAS_ERASED), ("added", None)]


async def test_an_import_that_broke_off_goes_on_without_the_erased_person(
    units: Units, ring: KeyRing, member: Member, worker: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_file, "PART", 2)
    content = f"{FILE}Pat,One,,linkedin.com/in/pat,\n{ROBIN}\n"
    batch = await taken_in(units, ring, member, content)
    await worker._advance(batch)
    robin = await Contact.get(first_name="Robin")
    await erase(units, robin)
    assert [row is None for row in await lying(ring, batch)] == [True, False, False, True]
    await worker.turn()
    done = await ImportBatch.get(id=batch.id)
    assert (done.state, done.rows_done, done.added, done.refused) == (ImportState.FINISHED, 4, 3, 1)
    assert await _names() == ["Kim Early", "Pat One"]
    report = await _report(batch)
    assert [row[:2] for row in report] == [
        ("added", "erased"),
        ("added", None),
        ("added", None),
        ("refused", WAS_ERASED),
    ]
    assert [row[2] is None for row in report] == [True, False, False, True]


async def test_what_was_checked_is_checked_again_and_kept_no_longer(
    units: Units, ring: KeyRing, member: Member, worker: Importing, robin: Contact, clock: SettableClock
) -> None:
    batch, other = [await taken_in(units, ring, member, content, dry=True) for content in (FILE, CHECKED)]
    await worker.turn()
    before = [await ImportBatch.get(id=one.id) for one in (batch, other)]
    clock.move_wall(days=1)
    await erase(units, robin)
    states = [(await ImportBatch.get(id=one.id)).state for one in (batch, other)]
    assert states == [ImportState.CHECKING, ImportState.READY]
    assert await ImportRow.filter(batch_id=batch.id).count() == 0
    await worker.turn()
    again = await ImportBatch.get(id=batch.id)
    assert (again.state, again.added, again.duplicates, again.refused) == (ImportState.READY, 1, 0, 1)
    assert [again.until] == list({one.until for one in before})


async def test_of_another_workspace_nothing_is_touched(
    units: Units, ring: KeyRing, worker: Importing, robin: Contact
) -> None:
    batch = await taken_in(units, ring, await factories.member(), FILE, dry=True)
    await worker.turn()
    await erase(units, robin)
    assert None not in await lying(ring, batch)
    assert (await ImportBatch.get(id=batch.id)).state is ImportState.READY


async def test_a_file_that_comes_after_the_erasure_loses_the_row_as_soon_as_it_is_read(
    units: Units, ring: KeyRing, member: Member, worker: Importing, robin: Contact
) -> None:
    await erase(units, robin)
    batch = await taken_in(units, ring, member, FILE, dry=True)
    await worker.turn()
    assert await lying(ring, batch) == [None, KIM.split(",")]
    assert [row[:2] for row in await _report(batch)] == [("refused", WAS_ERASED), ("added", None)]


async def _keep_away(units: Units, ring: KeyRing, member: Member, url: str) -> None:
    person = SuppressionScope.PERSON
    put = partial(suppressing.suppress, ring=ring, workspace_id=member.workspace_id, scope=person, value=url)
    await units.run(partial(put, reason="asked"))


async def test_who_is_merely_kept_away_stays_in_the_file(
    units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    await _keep_away(units, ring, member, "linkedin.com/in/robin-late")
    batch = await taken_in(units, ring, member, FILE, dry=True)
    await worker.turn()
    assert None not in await lying(ring, batch)
    assert [row[0] for row in await _report(batch)] == ["refused", "added"]


async def test_after_a_restore_who_is_not_in_the_backup_is_taken_out_of_its_files(
    units: Units, ring: KeyRing, member: Member, worker: Importing, robin: Contact
) -> None:
    await erase(units, robin)
    told = await erasing.past()
    await _forget(robin)
    batch = await taken_in(units, ring, member, FILE, dry=True)
    await worker.turn()
    assert None not in await lying(ring, batch)
    until = (await ImportBatch.get(id=batch.id)).until
    assert await units.run(partial(erasing.again, ring=ring, records=told)) == 0
    await worker.turn()
    assert await lying(ring, batch) == [None, KIM.split(",")]
    ready = await ImportBatch.get(id=batch.id)
    assert (ready.state, ready.until) == (ImportState.READY, until)


async def _forget(contact: Contact) -> None:
    """As in a backup from before they came."""
    await Suppression.all().delete()
    await Erasure.all().delete()
    await Contact.filter(id=contact.id).delete()


async def test_reports_name_the_erased_no_more_nor_whom_was_merged_into_them(
    units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    batch = await taken_in(units, ring, member, people(4))
    await worker.turn()
    first, second = [await Contact.get(first_name=name) for name in ("Pat0", "Pat1")]
    merge = partial(merging.merge, workspace_id=first.workspace_id, keep_id=first.id, other_id=second.id, ring=ring)
    await units.run(merge)
    await erase(units, first)
    assert [row[1:] for row in (await _report(batch))[:2]] == [("erased", None)] * 2
    assert all(row[1] is None and row[2] is not None for row in (await _report(batch))[2:])
    assert (await ImportBatch.get(id=batch.id)).added == 4


@pytest.mark.parametrize("way", ["cancelled", "failed"])
async def test_the_report_of_a_dry_run_that_has_ended_holds_nothing_made_of_names(
    units: Units, ring: KeyRing, member: Member, worker: Importing, robin: Contact, way: str
) -> None:
    batch = await taken_in(units, ring, member, FILE, dry=True)
    await worker.turn()
    assert all(row[2] is not None for row in await _report(batch))

    async def work(unit: Unit) -> None:
        ended = await import_batch.locked(batch.workspace_id, batch.id)
        await import_batch.end(unit, ended, ImportState(way))

    await units.run(work)
    assert [row[2] for row in await _report(batch)] == [robin.id, None]
