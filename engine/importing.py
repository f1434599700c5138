"""Brings rows in as contacts: each is added, updated, a duplicate or refused, and every one is answered."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import F

from auth.sealing import KeyRing
from engine.contact_row import CleanRow, ContactRow, clean
from engine.contact_writing import Draft, insert, merge, update, withdraw
from engine.identity import owners
from engine.suppression_list import KEPT_AWAY, checker
from models import Contact, EventKind, ImportBatch, ImportState, NewEvent, SuppressionScope, Unit
from models.errors import InvalidInput
from models.identity import Identity
from models.ids import new_id

MAX_ROWS = 1_000
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


_EVENTS = {Outcome.ADDED: EventKind.CONTACT_ADDED, Outcome.UPDATED: EventKind.CONTACT_CHANGED}
_Outcomes = dict[int, RowOutcome]


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
    readable, answered = _read(rows)
    answered |= await _bring_in(unit, ring, workspace_id, readable, current.seen)
    outcomes = [answered[index] for index in range(len(rows))]
    unit.record(*filter(None, (_event(workspace_id, current, outcome) for outcome in outcomes)))
    await _count(current, outcomes)
    if run is None:
        await finish(unit, current)
    return outcomes


@dataclass(slots=True)
class _Sorted:
    """What is to become of the rows, before anything is written."""

    outcomes: _Outcomes = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    changed: list[Contact] = field(default_factory=list)


def _read(rows: Sequence[ContactRow]) -> tuple[dict[int, CleanRow], _Outcomes]:
    readable: dict[int, CleanRow] = {}
    refused: _Outcomes = {}
    for index, row in enumerate(rows):
        try:
            readable[index] = clean(row)
        except InvalidInput as broken:
            refused[index] = RowOutcome(index, Outcome.REFUSED, reason=broken.message)
    return readable, refused


async def _bring_in(
    unit: Unit, ring: KeyRing, workspace_id: UUID, rows: Mapping[int, CleanRow], seen: Collection[UUID]
) -> _Outcomes:
    if not rows:
        return {}
    contacts = await _locked(await owners(workspace_id, _identities(rows)))
    kept_away = await _kept_away(ring, workspace_id, rows, contacts)
    sorted_ = _sort({index: row for index, row in rows.items() if index not in kept_away}, contacts, seen)
    await insert(unit, workspace_id, sorted_.drafts)
    await update(unit, sorted_.changed)
    overtaken = await _overtaken(unit, workspace_id, sorted_.drafts)
    again = {index: row for index, row in rows.items() if row.known and row.known.identity in overtaken}
    refused = {index: RowOutcome(index, Outcome.REFUSED, reason=KEPT_AWAY[scope]) for index, scope in kept_away.items()}
    return sorted_.outcomes | refused | await _bring_in(unit, ring, workspace_id, again, seen)


def _identities(rows: Mapping[int, CleanRow]) -> list[Identity]:
    return [row.known.identity for row in rows.values() if row.known]


async def _locked(known: Mapping[Identity, UUID]) -> dict[Identity, Contact]:
    if not known:
        return {}
    found = await Contact.filter(id__in=list(set(known.values()))).order_by("id").select_for_update()
    contacts = {contact.id: contact for contact in found}
    return {identity: contacts[owner] for identity, owner in known.items()}


async def _kept_away(
    ring: KeyRing, workspace_id: UUID, rows: Mapping[int, CleanRow], contacts: Mapping[Identity, Contact]
) -> dict[int, SuppressionScope]:
    """By what the row says, and by all that is known of a contact that the row is about."""
    known = await checker(ring, workspace_id)
    if known.key is None:
        return {}
    by_row = await known.find({index: known.hashes_of(row, _identities({index: row})) for index, row in rows.items()})
    by_contact = await known.suppressed(list({contact.id: contact for contact in contacts.values()}.values()))
    for index, row in rows.items():
        contact = contacts.get(row.known.identity) if row.known else None
        if index not in by_row and contact is not None and contact.id in by_contact:
            by_row[index] = by_contact[contact.id]
    return by_row


def _sort(rows: Mapping[int, CleanRow], contacts: Mapping[Identity, Contact], seen: Collection[UUID]) -> _Sorted:
    result = _Sorted()
    fresh: dict[Identity, UUID] = {}
    touched: set[UUID] = set()
    for index, row in rows.items():
        contact = contacts.get(row.known.identity) if row.known else None
        if contact is not None:
            repeated = contact.id in seen or contact.id in touched
            touched.add(contact.id)
            result.outcomes[index] = _known(index, row, contact, result.changed, repeated=repeated)
        elif row.known and row.known.identity in fresh:
            result.outcomes[index] = RowOutcome(index, Outcome.DUPLICATE, fresh[row.known.identity], _SEEN)
        else:
            draft = Draft(new_id(), row)
            fresh |= {draft.identity: draft.id} if draft.identity else {}
            result.drafts.append(draft)
            result.outcomes[index] = RowOutcome(index, Outcome.ADDED, draft.id)
    return result


def _known(index: int, row: CleanRow, contact: Contact, changed: list[Contact], *, repeated: bool) -> RowOutcome:
    if repeated:
        return RowOutcome(index, Outcome.DUPLICATE, contact.id, _SEEN)
    if not merge(contact, row):
        return RowOutcome(index, Outcome.DUPLICATE, contact.id, _KNOWN)
    changed.append(contact)
    return RowOutcome(index, Outcome.UPDATED, contact.id)


async def _overtaken(unit: Unit, workspace_id: UUID, drafts: Sequence[Draft]) -> set[Identity]:
    """Names that a transaction at the same time gave to a contact of its own: ours are withdrawn, the rows come round again."""
    mine = {draft.identity: draft.id for draft in drafts if draft.identity is not None}
    theirs = {identity for identity, owner in (await owners(workspace_id, mine)).items() if owner != mine[identity]}
    if theirs:
        await withdraw(unit, [mine[identity] for identity in theirs])
    return theirs


def _event(workspace_id: UUID, run: ImportRun, outcome: RowOutcome) -> NewEvent | None:
    kind = _EVENTS.get(outcome.outcome)
    if kind is None or outcome.contact_id is None:
        return None
    data = {"import": str(run.batch_id)}
    return NewEvent(
        kind, workspace_id=workspace_id, subject_id=outcome.contact_id, contact_id=outcome.contact_id, data=data
    )


async def _count(run: ImportRun, outcomes: Sequence[RowOutcome]) -> None:
    counts = Counter(one.outcome for one in outcomes)
    await ImportBatch.filter(id=run.batch_id).update(
        rows_done=F("rows_done") + len(outcomes),
        added=F("added") + counts[Outcome.ADDED],
        updated=F("updated") + counts[Outcome.UPDATED],
        duplicates=F("duplicates") + counts[Outcome.DUPLICATE],
        refused=F("refused") + counts[Outcome.REFUSED],
    )


async def _end(unit: Unit, run: ImportRun, state: ImportState) -> ImportBatch:
    batch = await ImportBatch.get(id=run.batch_id)
    batch.state, batch.finished_at = state, unit.now
    await batch.save(update_fields=["state", "finished_at"])
    names = ("added", "updated", "duplicates", "refused")
    data = {"state": state.value, **{name: getattr(batch, name) for name in names}}
    kind = EventKind.IMPORT_FINISHED
    unit.record(NewEvent(kind, workspace_id=batch.workspace_id, subject_id=batch.id, data=data))
    return batch
