"""Puts those whom an import brings into its campaign; whoever does not go in is told of in the report."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from auth.sealing import KeyRing
from engine.assigning import Assigned, AssignSkip, already_in, assign, foreseen
from engine.contact_row import ContactRow
from engine.importing import RowOutcome, begin, bring_in, check_number, earlier_of, finish, report
from models import Contact, ImportBatch, Unit


async def import_into(
    unit: Unit,
    ring: KeyRing,
    workspace_id: UUID,
    campaign_id: UUID,
    rows: Sequence[ContactRow],
    *,
    member_ids: Sequence[UUID],
    member_id: UUID | None,
    source: str,
) -> list[RowOutcome]:
    """As `import_rows`, shared among the members. Raises NotFound, or what else keeps the campaign closed."""
    check_number(rows)
    run = await begin(unit, workspace_id, member_id=member_id, source=source)
    batch = await ImportBatch.get(id=run.batch_id)
    batch.campaign_id, batch.member_ids = campaign_id, [str(one) for one in member_ids]
    await batch.save(update_fields=["campaign_id", "member_ids"])
    outcomes = await bring_in(unit, ring, workspace_id, rows, run)
    outcomes = await assigned(unit, ring, batch, campaign_id, outcomes, dry=False)
    await report(unit, workspace_id, run, outcomes)
    await finish(unit, run)
    return outcomes


async def assigned(
    unit: Unit, ring: KeyRing, batch: ImportBatch, campaign_id: UUID, outcomes: list[RowOutcome], *, dry: bool
) -> list[RowOutcome]:
    """What became of each row, and why its contact did not go in."""
    ids = list(dict.fromkeys(one.contact_id for one in outcomes if one.contact_id is not None))
    if dry:
        done = await _foreseen(ring, batch, campaign_id, ids)
    else:
        done = await assign(unit, ring, batch.workspace_id, campaign_id, ids, batch.shares)
    await ImportBatch.filter(id=batch.id).update(assigned=batch.assigned + done.assigned)
    skipped = {skip.contact_id: skip for skip in done.skipped}
    return [_with_skip(one, skipped.get(one.contact_id)) if one.contact_id else one for one in outcomes]


async def _foreseen(ring: KeyRing, batch: ImportBatch, campaign_id: UUID, ids: Sequence[UUID]) -> Assigned:
    """Whoever came in an earlier part would be in the campaign by then; whoever is not there yet would go in."""
    earlier = await earlier_of(batch.id, ids)
    there = {contact.id for contact in await Contact.among(batch.workspace_id, ids)} - earlier
    done = await foreseen(ring, batch.workspace_id, campaign_id, [one for one in ids if one in there], batch.shares)
    new = [one for one in ids if one not in there and one not in earlier]
    again = [already_in(one) for one in ids if one in earlier]
    return Assigned(done.assigned + len(new), [*done.skipped, *again])


def _with_skip(outcome: RowOutcome, skip: AssignSkip | None) -> RowOutcome:
    if skip is None:
        return outcome
    return replace(outcome, reason=f"{outcome.reason or ''} Not assigned: {skip.message}".strip())
