"""Blanks a person wherever a row of ours names them; what was done stays on record, without whom and what."""

import hashlib
import re
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from engine import import_reports
from engine.suppression_entry import ERASED
from engine.suppression_list import own_entries
from models import (
    Contact,
    ContactIdentity,
    Event,
    EventKind,
    IdentityKind,
    ImportBatch,
    ManualAct,
    Message,
    Suppression,
    Unit,
    sql,
)
from models.identity import Identity
from models.ids import new_id

_PAGE = 500
_REASONLESS = {"sqlite": "json_patch(data, '{\"reason\": null}')", "postgres": "data - 'reason'"}
_BODIES = (
    "UPDATE receipt SET sealed_body = NULL, body_until = NULL, awaits = NULL, reason = $1, next_try_at = NULL,"
    " verdict = CASE WHEN verdict IN ('waiting', 'unmatched', 'dead', 'quarantined') THEN 'ignored' ELSE verdict END"
)


async def blank_receipts(unit: Unit, ids: Sequence[UUID]) -> None:
    """What was not read yet never will be."""
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        await sql.rows(unit.connection, f"{_BODIES} WHERE id IN {sql.in_list(2, len(page))}", [ERASED, *page])


async def blank(unit: Unit, contact: Contact, names: Sequence[Identity]) -> None:
    """Ledger, assignments, letters, and which acts by hand were done to them; the names themselves go last."""
    await sql.rows(
        unit.connection,
        "UPDATE action SET text = NULL, subject = NULL, payload_hash = NULL WHERE contact_id = $1",
        [contact.id],
    )
    await sql.rows(
        unit.connection,
        "UPDATE assignment SET blocker_note = NULL WHERE contact_id IN (SELECT id FROM contact WHERE id = $1 OR merged_into_id = $2)",
        [contact.id, contact.id],
    )
    await Message.filter(contact_id=contact.id).update(text="", thread_url="")
    await _blank_acts(contact, names)
    await _blank_sources(contact, names)
    await import_reports.blank(unit, contact)
    await ContactIdentity.filter(contact_id=contact.id).delete()


async def blank_entries(unit: Unit, contact: Contact, hashes: Sequence[str]) -> None:
    """The person's entries on the do-not-contact list keep their hashes alone; one of somebody else with the same address is theirs."""
    entries = await own_entries(contact, hashes)
    await Suppression.filter(id__in=[entry.id for entry in entries]).update(sealed_label=None, reason=ERASED)
    typed_in = [entry.id for entry in entries if entry.contact_id is None]
    await _blank_events(unit, contact, [*typed_in, *await _lifted(contact.workspace_id, hashes)])


async def _lifted(workspace_id: UUID, hashes: Sequence[str]) -> list[UUID]:
    """Entries that were typed in and are on the list no more: only the log says by what they knew their person."""
    lifted = Event.filter(workspace_id=workspace_id, contact_id=None, kind=EventKind.SUPPRESSION_LIFTED)
    found = await lifted.values_list("subject_id", "data")
    return [id_ for id_, data in found if not set(hashes).isdisjoint(data.get("hashes", ()))]


async def _blank_events(unit: Unit, contact: Contact, entries: Sequence[UUID]) -> None:
    """What people gave as reasons is the only text that the log has."""
    reasonless = _REASONLESS[sql.dialect(unit.connection)]
    await sql.rows(unit.connection, f"UPDATE event SET data = {reasonless} WHERE contact_id = $1", [contact.id])  # noqa: S608 - our own words
    if not entries:
        return
    listed = sql.in_list(2, len(entries))
    await sql.rows(
        unit.connection,
        f"UPDATE event SET data = {reasonless} WHERE workspace_id = $1 AND contact_id IS NULL"  # noqa: S608 - our own words
        f" AND kind IN ('contact.suppressed', 'suppression.lifted') AND subject_id IN {listed}",
        [contact.workspace_id, *entries],
    )


async def _blank_acts(contact: Contact, names: Sequence[Identity]) -> None:
    """They count in the limits whoever they were done to."""
    known = [name.value for name in names if name.kind is IdentityKind.DUX_ID]
    words = [*map(str, await contact.ids()), contact.linkedin_url or "", *known]
    hashes = [hashlib.sha256(word.encode()).hexdigest() for word in words]
    acts = ManualAct.filter(workspace_id=contact.workspace_id, person__in=hashes)
    await acts.update(person=hashlib.sha256(new_id().bytes).hexdigest())


async def _blank_sources(contact: Contact, names: Sequence[Identity]) -> None:
    """A file may have been called after the person."""
    parts = [*(name.value for name in names), contact.email or ""]
    told = frozenset(word.casefold() for word in (contact.first_name, contact.last_name) if word)
    async for page in _sources(contact.workspace_id):
        naming = [id_ for id_, source in page if _names(source.casefold(), told, parts)]
        if naming:
            await ImportBatch.filter(id__in=naming).update(source=ERASED)


def _names(source: str, told: frozenset[str], parts: Sequence[str]) -> bool:
    return not told.isdisjoint(re.split(r"[\W_]+", source)) or any(part and part.casefold() in source for part in parts)


async def _sources(workspace_id: UUID) -> AsyncIterator[list[tuple[UUID, str]]]:
    """Every command of a program that imports is a batch, so there may be more than fit into memory at once."""
    after = UUID(int=0)
    rest = ImportBatch.filter(workspace_id=workspace_id).order_by("id").limit(_PAGE)
    while page := await rest.filter(id__gt=after).values_list("id", "source"):
        yield page
        after = page[-1][0]
