"""What the reports of imports let go of: who was erased, who never came in, and after a while all of it."""

from collections.abc import Sequence
from uuid import UUID

from engine.suppression_entry import ERASED
from models import Contact, IdempotencyKey, ImportBatch, Unit, sql

AT_ONCE = 500
_PERSON = (
    "UPDATE import_row SET contact_id = NULL, reason = $1"
    " WHERE batch_id IN (SELECT id FROM import_batch WHERE workspace_id = $2) AND contact_id IN"
)
_NOBODY = (
    "UPDATE import_row SET contact_id = NULL WHERE batch_id = $1 AND contact_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.id = import_row.contact_id)"
)
_ANSWERS = "SELECT id FROM idempotency_key WHERE workspace_id = $1 AND command = 'importContacts' AND"
# As with bodies of receipts, the chunk is chosen once.
_ROWS = (
    "WITH chunk AS MATERIALIZED (SELECT id FROM import_row WHERE batch_id = $1 LIMIT $2)"
    " DELETE FROM import_row WHERE id IN (SELECT id FROM chunk) RETURNING id"
)


async def blank(unit: Unit, contact: Contact) -> None:
    """Whoever still has the file would know by the row who this contact was."""
    ids = await contact.ids()
    await sql.rows(unit.connection, f"{_PERSON} {sql.in_list(3, len(ids))}", [ERASED, contact.workspace_id, *ids])
    await _blank_answers(unit, contact.workspace_id, [str(one) for one in ids])


async def _blank_answers(unit: Unit, workspace_id: UUID, ids: Sequence[str]) -> None:
    """An answer that is kept for whoever asks again under the same key is a report too."""
    naming = " OR ".join(f"CAST(answer AS TEXT) LIKE ${number}" for number in range(2, 2 + len(ids)))
    found = await sql.rows(unit.connection, f"{_ANSWERS} ({naming})", [workspace_id, *(f"%{one}%" for one in ids)])
    for row in found:
        kept = await IdempotencyKey.filter(id=row["id"]).select_for_update().get()
        for outcome in (kept.answer or {}).get("rows", []):
            if outcome["contact_id"] in ids:
                outcome.update(contact_id=None, reason=ERASED)
        await kept.save(update_fields=["answer"])


async def forget_strangers(unit: Unit, batch_id: UUID) -> None:
    """The ids of those whom a dry run would have added are made of their names."""
    await sql.rows(unit.connection, _NOBODY, [batch_id])


async def forget(unit: Unit) -> bool:
    """Some rows of one that was kept long enough; false where there is none. What the import counted stays."""
    batch = await ImportBatch.over(unit.wall).order_by("until").select_for_update(skip_locked=True).first()
    if batch is None:
        return False
    done = await sql.rows(unit.connection, _ROWS, [batch.id, AT_ONCE])
    if len(done) < AT_ONCE:
        await ImportBatch.filter(id=batch.id).update(until=None)
    return True
