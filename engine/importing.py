"""Brings rows in as contacts: each is added, updated, a duplicate or refused, and every one is answered."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from auth.sealing import KeyRing
from engine.contact_row import CleanRow, ContactRow, clean
from engine.contact_writing import Draft, drafted, insert, merged, update
from engine.identity import owners
from engine.suppression_list import checker
from engine.traces import traces
from models import Contact, EventKind, ImportBatch, ImportState, NewEvent, SuppressionScope, Unit, sql
from models.errors import InvalidInput
from models.ids import new_id

__all__ = ["MAX_ROWS", "ContactRow", "ImportRun", "Outcome", "RowOutcome", "begin", "fail", "finish", "import_rows"]

MAX_ROWS = 1_000
_REFUSALS = {
    SuppressionScope.PERSON: "This person is on the do-not-contact list.",
    SuppressionScope.COMPANY: "This person's company is on the do-not-contact list.",
    SuppressionScope.DOMAIN: "This person's e-mail or company domain is on the do-not-contact list.",
}
_SEEN = "The same person as in an earlier row."
_KNOWN = "Already a contact, and the row says nothing new."


class Outcome(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """`index` is the place among the rows that were given."""

    index: int
    outcome: Outcome
    contact_id: UUID | None = None
    reason: str | None = None


@dataclass(slots=True)
class ImportRun:
    """One import in several units. `seen` are the contacts of its rows so far: told with `saw` once a unit is committed."""

    batch_id: UUID
    seen: set[UUID] = field(default_factory=set)

    def saw(self, outcomes: Iterable[RowOutcome]) -> None:
        self.seen.update(one.contact_id for one in outcomes if one.contact_id is not None)


async def begin(unit: Unit, workspace_id: UUID, *, member_id: UUID | None, source: str) -> ImportRun:
    batch = await ImportBatch.create(
        workspace_id=workspace_id, member_id=member_id, source=source[:200], created_at=unit.now
    )
    return ImportRun(batch.id)


async def finish(unit: Unit, run: ImportRun) -> ImportBatch:
    return await _end(unit, run, ImportState.FINISHED)


async def fail(unit: Unit, run: ImportRun) -> ImportBatch:
    """It ended before its last row; what is committed stays."""
    return await _end(unit, run, ImportState.FAILED)


async def import_rows(
    unit: Unit,
    ring: KeyRing,
    workspace_id: UUID,
    rows: Sequence[ContactRow],
    *,
    member_id: UUID | None,
    source: str,
    run: ImportRun | None = None,
) -> list[RowOutcome]:
    """At most 1,000 rows; without `run` they are an import of their own. The number of statements does not depend on the rows."""
    if len(rows) > MAX_ROWS:
        raise InvalidInput(f"An import takes at most {MAX_ROWS:,} rows at a time.", path=["rows"])
    current = run or await begin(unit, workspace_id, member_id=member_id, source=source)
    outcomes = await _Rows(unit, ring, workspace_id, current).bring_in(rows)
    await _count(unit, current, outcomes)
    if run is None:
        await finish(unit, current)
    return outcomes


class _Rows:
    """The rows of one unit on their way in."""

    def __init__(self, unit: Unit, ring: KeyRing, workspace_id: UUID, run: ImportRun) -> None:
        self._unit = unit
        self._ring = ring
        self._workspace_id = workspace_id
        self._run = run
        self._outcomes: dict[int, RowOutcome] = {}

    async def bring_in(self, rows: Sequence[ContactRow]) -> list[RowOutcome]:
        readable: dict[int, CleanRow] = {}
        for index, row in enumerate(rows):
            try:
                readable[index] = clean(row)
            except InvalidInput as broken:
                self._outcomes[index] = RowOutcome(index, Outcome.REFUSED, reason=broken.message)
        await self._store(readable)
        return [self._outcomes[index] for index in range(len(rows))]

    async def _store(self, rows: dict[int, CleanRow]) -> None:
        """Rows whose name somebody else added meanwhile come round again, as rows about that contact."""
        while rows:
            known = await owners(self._workspace_id, (row.known.identity for row in rows.values() if row.known))
            contacts = await self._locked(set(known.values()))
            allowed = await self._allowed(rows, {index: known.get(row.known.identity) for index, row in rows.items() if row.known}, contacts)
            drafts = self._sort(allowed, contacts)
            rows = {}

    async def _locked(self, ids: Collection[UUID]) -> dict[UUID, Contact]:
        found = Contact.filter(id__in=list(ids)).order_by("id").select_for_update()
        return {contact.id: contact for contact in (await found if ids else [])}
