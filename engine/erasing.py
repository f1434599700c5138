"""Erases a person: what was planned is off, what names them is blanked, and a keyed hash keeps them from being contacted again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from auth.sealing import KeyRing
from engine import erased_chunks, erased_receipts, erased_rows, import_batch, suppressing
from engine.erased_chunks import Sought
from engine.merging import blank
from engine.suppression_entry import ERASED, add_hashes
from engine.suppression_list import hashes_listed, identities_of
from models import (
    Contact,
    Erasure,
    EventKind,
    ImportBatch,
    NewEvent,
    Suppression,
    SuppressionScope,
    Unit,
    Workspace,
)
from models.errors import IllegalTransition, NotFound

_PERSON = SuppressionScope.PERSON


@dataclass(frozen=True, slots=True)
class PastErasure:
    """An erasure as an older backup is told of it."""

    workspace_id: UUID
    contact_id: UUID
    hashes: tuple[str, ...]
    sealed_key: str


@dataclass(frozen=True, slots=True)
class Found:
    """What names the person so far, sealed as it is."""

    receipts: erased_receipts.Found = field(default_factory=erased_receipts.Found)
    chunks: erased_chunks.Found = field(default_factory=erased_chunks.Found)


async def look(ring: KeyRing, workspace_id: UUID, contact_id: UUID) -> Found:
    """Outside any transaction, since webhooks and rows of files are many."""
    contact = await Contact.own(workspace_id, contact_id)
    if contact is None or contact.erased_at is not None:
        return Found()
    names = (await identities_of([contact.id]))[contact.id]
    receipts = await erased_receipts.search(ring, workspace_id, await erased_receipts.named([contact], names))
    chunks = await erased_chunks.search(ring, workspace_id, erased_chunks.sought(contact, names))
    return Found(receipts, chunks)


async def erase(unit: Unit, ring: KeyRing, contact: Contact, found: Found) -> None:
    """The contact is locked; `found` is what `look` found. Actions are stopped first, then the data goes."""
    await erased_chunks.hold(contact.workspace_id)
    await suppressing.suppress_person(unit, ring, contact, ERASED)
    names = (await identities_of([contact.id]))[contact.id]
    sought = erased_chunks.sought(contact, names)
    hashes = await hashes_listed(contact)
    who = await erased_receipts.named([contact], names)
    late = await erased_receipts.search(ring, contact.workspace_id, who, found.receipts.last)
    await erased_rows.blank_receipts(unit, [*found.receipts.ids, *late.ids])
    await erased_rows.blank_entries(unit, contact, hashes)
    await erased_rows.blank(unit, contact, names)
    contact.suppressed = True
    await contact.save(update_fields=[*blank(contact, unit), "suppressed"])
    await _note(unit, contact, hashes)
    await _blank_files(ring, contact.workspace_id, sought, found.chunks)
    unit.record(_event(contact))


async def past() -> list[PastErasure]:
    """All of the installation's, oldest first."""
    found = await Erasure.all().order_by("id")
    return [PastErasure(one.workspace_id, one.contact_id, tuple(one.hashes), one.sealed_key) for one in found]


async def again(unit: Unit, ring: KeyRing, records: Iterable[PastErasure]) -> int:
    """Into a database that was restored from before: who is there is erased, who is not stays kept away. Gives how many were there."""
    erased, told = 0, set[UUID]()
    for record in records:
        workspace = await Workspace.get_or_none(id=record.workspace_id)
        if workspace is None or await Erasure.exists(workspace_id=workspace.id, contact_id=record.contact_id):
            continue
        if workspace.sealed_suppression_key is None:
            await Workspace.filter(id=workspace.id).update(sealed_suppression_key=record.sealed_key)
        told.add(workspace.id)
        try:
            contact = await Contact.locked(workspace.id, record.contact_id)
        except (NotFound, IllegalTransition):
            await _note_absent(unit, record)
        else:
            await erase(unit, ring, contact, Found())
            await _keep_away(unit, record)
            erased += 1
    for workspace_id in told:
        await import_batch.check_again([one.id for one in await ImportBatch.stored(workspace_id)])
    return erased


async def _blank_files(ring: KeyRing, workspace_id: UUID, who: Sought, found: erased_chunks.Found) -> None:
    """A file that came meanwhile is either seen once nobody else can tell that it is there, or is read after this is committed; and
    whoever reads it then asks the hashes.
    """
    await erased_chunks.blank(ring, found.ids, who)
    await Workspace.filter(id=workspace_id).select_for_update(no_key=True).get()
    late = await erased_chunks.search(ring, workspace_id, who, found.looked)
    await erased_chunks.blank(ring, late.ids, who)


async def _note(unit: Unit, contact: Contact, hashes: Sequence[str]) -> None:
    """Of those that were merged into it as well: a backup may be older than the merger."""
    workspace = await Workspace.get(id=contact.workspace_id)
    for id_ in await contact.ids():
        await _put(unit, PastErasure(workspace.id, id_, tuple(hashes), workspace.sealed_suppression_key or ""))


async def _note_absent(unit: Unit, record: PastErasure) -> None:
    """They came after the backup, and were erased before it was restored."""
    await _keep_away(unit, record)
    await _put(unit, record)


async def _put(unit: Unit, record: PastErasure) -> None:
    """Once: whoever was merged is told of by the erasure of the one that was kept, and by a record of their own."""
    if await Erasure.exists(workspace_id=record.workspace_id, contact_id=record.contact_id):
        return
    await Erasure.create(
        workspace_id=record.workspace_id,
        contact_id=record.contact_id,
        hashes=list(record.hashes),
        sealed_key=record.sealed_key,
        created_at=unit.now,
    )


async def _keep_away(unit: Unit, record: PastErasure) -> None:
    """Under every name that was known when they were erased: the backup may know fewer."""
    entry = await Suppression.create(
        workspace_id=record.workspace_id, scope=_PERSON, reason=ERASED, created_at=unit.now
    )
    await add_hashes(unit, record.workspace_id, entry.id, record.hashes)


def _event(contact: Contact) -> NewEvent:
    return NewEvent(
        EventKind.CONTACT_ERASED,
        workspace_id=contact.workspace_id,
        subject_id=contact.id,
        contact_id=contact.id,
    )
