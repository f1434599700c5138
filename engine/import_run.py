"""Carries an import on by one part at a time, the count of its rows committed with them: so it goes on wherever it broke off."""

from collections.abc import Sequence
from uuid import UUID

from auth.sealing import KeyRing, SealBroken
from engine import import_batch
from engine.contact_row import ContactRow
from engine.import_assigning import assigned
from engine.import_batch import Rows
from engine.import_mapping import FIRST_ROW, row_of
from engine.importing import ImportRun, bring_in, report
from engine.suppression_list import WAS_ERASED
from models import EventKind, ImportBatch, ImportState, Unit
from models.errors import InvalidInput
from models.import_batch import AT_WORK


async def advance(unit: Unit, ring: KeyRing, workspace_id: UUID, batch_id: UUID) -> ImportBatch:
    """The next part, unless it ended meanwhile; two who do so at once wait for each other and take one part each. Raises
    DomainError for what no later try would mend.
    """
    batch = await import_batch.locked(workspace_id, batch_id)
    if batch.state not in AT_WORK:
        return batch
    dry = batch.state is ImportState.CHECKING
    rows = await _rows(ring, batch)
    if rows:
        await _part(unit, ring, batch, rows, dry=dry)
    await batch.refresh_from_db()
    if batch.rows_done < batch.total:
        unit.record(batch.event(EventKind.IMPORT_PROGRESSED))
    elif dry:
        await import_batch.rest(unit, batch)
    else:
        await import_batch.end(unit, batch, ImportState.FINISHED)
    return batch


async def fail(unit: Unit, workspace_id: UUID, batch_id: UUID, reason: str) -> None:
    """What is committed stays, and the report says how far it came."""
    batch = await import_batch.locked(workspace_id, batch_id)
    if batch.state in AT_WORK:
        await import_batch.end(unit, batch, ImportState.FAILED, reason)


class Unreadable(InvalidInput):
    """Its rows cannot be opened with the keys that are there now."""

    code = "unreadable"


async def _rows(ring: KeyRing, batch: ImportBatch) -> Rows:
    try:
        rows = await import_batch.rows_from(ring, batch, batch.rows_done)
    except SealBroken as broken:
        raise Unreadable from broken
    if not rows and batch.rows_done < batch.total:
        raise Unreadable
    return rows


async def _part(unit: Unit, ring: KeyRing, batch: ImportBatch, cells: Rows, *, dry: bool) -> None:
    run = ImportRun(batch.id, batch.rows_done, dry=dry)
    rows = [_row(FIRST_ROW + run.first + index, one, batch.mapping or []) for index, one in enumerate(cells)]
    outcomes = await bring_in(unit, ring, batch.workspace_id, rows, run)
    await import_batch.forget_rows(ring, batch, run.first, {one.index for one in outcomes if one.erased})
    if batch.campaign_id is not None:
        outcomes = await assigned(unit, ring, batch, batch.campaign_id, outcomes, dry=dry)
    await report(unit, batch.workspace_id, run, outcomes)


def _row(number: int, cells: Sequence[str] | None, mapping: Sequence[str | None]) -> ContactRow:
    return ContactRow(problem=WAS_ERASED) if cells is None else row_of(number, cells, mapping)
