"""Brings rows in as contacts: each is added, updated, a duplicate or refused, and every one is answered."""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid5

from tortoise.expressions import F

from auth.sealing import KeyRing
from engine.contact_row import CleanRow, ContactRow, clean
from engine.contact_writing import Draft, fitting, insert, merge, update, withdraw
from engine.identity import owners
from engine.lookup import lookup
from engine.suppression_list import KEPT_AWAY, WAS_ERASED, Checker, checker
from engine.traces import stray_traces
from models import Contact, EventKind, ImportBatch, ImportState, NewEvent, SuppressionScope, Unit, sql
from models.errors import InvalidInput
from models.identity import Identity
from models.ids import new_id

MAX_ROWS = 1_000
MAX_REASON = 500
_SEEN = "The same person as in an earlier row."
_SEEN_ROW = "The same row, to the letter, as an earlier one: without a LinkedIn URL nobody can tell two people apart."
_KNOWN = "Already a contact, and the row says nothing new."
_ROW_COLUMNS = ("id", "created_at", "workspace_id", "batch_id", "place", "outcome", "reason", "contact_id")


class Outcome(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """`index` is the place among the rows that were given; `left_out` has the rules that the row breaks with what is known already.
    `erased`: it is about somebody of whom nothing is kept.
    """

    index: int
    outcome: Outcome
    contact_id: UUID | None = None
    reason: str | None = None
    erased: bool = False
    left_out: tuple[str, ...] = ()


_EVENTS = {Outcome.ADDED: EventKind.CONTACT_ADDED, Outcome.UPDATED: EventKind.CONTACT_CHANGED}
_Outcomes = dict[int, RowOutcome]


@dataclass(frozen=True, slots=True)
class ImportRun:
    """A part of an import: `first` is the place of its first row in the whole. Of a dry one nothing but its report is written."""

    batch_id: UUID
    first: int = 0
    dry: bool = False


async def begin(unit: Unit, workspace_id: UUID, *, member_id: UUID | None, source: str) -> ImportRun:
    batch = await ImportBatch.create(
        workspace_id=workspace_id, member_id=member_id, source=source[:200], created_at=unit.now
    )
    return ImportRun(batch.id)


async def finish(unit: Unit, run: ImportRun) -> ImportBatch:
    batch = await ImportBatch.get(id=run.batch_id)
    batch.end(ImportState.FINISHED, unit.now, unit.wall)
    batch.total = batch.rows_done
    await batch.save(update_fields=["state", "finished_at", "total", "until"])
    unit.record(batch.event(EventKind.IMPORT_FINISHED))
    return batch


async def import_rows(
    unit: Unit,
    ring: KeyRing,
    workspace_id: UUID,
    rows: Sequence[ContactRow],
    *,
    member_id: UUID | None,
    source: str,
) -> list[RowOutcome]:
    """At most 1,000 rows, an import of their own. The number of statements does not depend on the rows."""
    check_number(rows)
    run = await begin(unit, workspace_id, member_id=member_id, source=source)
    outcomes = await bring_in(unit, ring, workspace_id, rows, run)
    await report(unit, workspace_id, run, outcomes)
    await finish(unit, run)
    return outcomes


def check_number(rows: Sequence[ContactRow]) -> None:
    if len(rows) > MAX_ROWS:
        raise InvalidInput(f"An import takes at most {MAX_ROWS:,} rows at a time.", path=["rows"])


async def bring_in(
    unit: Unit, ring: KeyRing, workspace_id: UUID, rows: Sequence[ContactRow], run: ImportRun
) -> list[RowOutcome]:
    """What became of each, with the events; nothing is reported yet."""
    readable, answered = await asyncio.to_thread(_read, rows)  # of hostile rows this takes seconds
    answered |= await _bring_in(unit, ring, workspace_id, readable, run)
    outcomes = [_with_left_out(answered[index], readable.get(index)) for index in range(len(rows))]
    if not run.dry:
        unit.record(*filter(None, (_event(workspace_id, run, outcome) for outcome in outcomes)))
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


def _with_left_out(outcome: RowOutcome, row: CleanRow | None) -> RowOutcome:
    """Whoever reads the report learns what of the row did not come in, and by which rule."""
    left_out = outcome.left_out or (row.left_out if row is not None else ())
    if not left_out or outcome.outcome is Outcome.REFUSED:
        return outcome
    reason = f"{outcome.reason or ''} Left out: {' '.join(left_out)}".strip()[:MAX_REASON]
    return RowOutcome(outcome.index, outcome.outcome, outcome.contact_id, reason)


async def _bring_in(
    unit: Unit, ring: KeyRing, workspace_id: UUID, rows: Mapping[int, CleanRow], run: ImportRun
) -> _Outcomes:
    if not rows:
        return {}
    contacts = await _locked(workspace_id, [row.identity for row in rows.values()])
    kept_away = await _kept_away(ring, workspace_id, rows, contacts)
    seen = await _seen(run, rows.values(), contacts)
    sorted_ = _sort({index: row for index, row in rows.items() if index not in kept_away}, contacts, seen, run)
    if run.dry:
        return sorted_.outcomes | kept_away
    await insert(unit, workspace_id, sorted_.drafts)
    await update(unit, sorted_.changed)
    overtaken = await _overtaken(unit, workspace_id, sorted_.drafts)
    again = {index: row for index, row in rows.items() if row.identity in overtaken}
    return sorted_.outcomes | kept_away | await _bring_in(unit, ring, workspace_id, again, run)


async def _locked(workspace_id: UUID, identities: Collection[Identity]) -> dict[Identity, Contact]:
    """Whoever was merged or erased before the lock was had may have lost the name: then it is looked up again."""
    known = await owners(workspace_id, identities)
    if not known:
        return {}
    found = await Contact.filter(id__in=list(set(known.values()))).order_by("id").select_for_update()
    if any(contact.gone() for contact in found) and await owners(workspace_id, identities) != known:
        return await _locked(workspace_id, identities)
    contacts = {contact.id: contact for contact in found}
    return {identity: contacts[owner] for identity, owner in known.items()}


async def _kept_away(
    ring: KeyRing, workspace_id: UUID, rows: Mapping[int, CleanRow], contacts: Mapping[Identity, Contact]
) -> _Outcomes:
    """By what the row says, what was left out of it included, and by all that is known of a contact that the row is about."""
    known = await checker(ring, workspace_id)
    if known.key is None:
        return {}
    hashes = {index: _hashes(known, row) for index, row in rows.items()}
    by_row = await known.find(hashes)
    persons = {index: hashes[index] for index, scope in by_row.items() if scope is SuppressionScope.PERSON}
    erased = await known.erased(persons)
    by_contact = await known.suppressed(list({contact.id: contact for contact in contacts.values()}.values()))
    for index, row in rows.items():
        contact = contacts.get(row.identity)
        if index not in by_row and contact is not None and contact.id in by_contact:
            by_row[index] = by_contact[contact.id]
    return {index: _refused(index, scope, erased=index in erased) for index, scope in by_row.items()}


def _refused(index: int, scope: SuppressionScope, *, erased: bool) -> RowOutcome:
    reason = WAS_ERASED if erased else KEPT_AWAY[scope]
    return RowOutcome(index, Outcome.REFUSED, reason=reason, erased=erased)


def _hashes(known: Checker, row: CleanRow) -> dict[str, SuppressionScope]:
    strays = [trace for address in row.strays for trace in stray_traces(address)]
    return known.hashes_of(row, [row.identity]) | known.hashes(strays)


async def _seen(run: ImportRun, rows: Collection[CleanRow], contacts: Mapping[Identity, Contact]) -> set[UUID]:
    """Who of them came in an earlier part of this import; its report says so, and is there after a crash too."""
    if run.first == 0:
        return set()
    asked = {contact.id for contact in contacts.values()}
    if run.dry:
        asked |= {would_be(run.batch_id, row.identity) for row in rows}
    return await earlier_of(run.batch_id, asked)


async def earlier_of(batch_id: UUID, contact_ids: Collection[UUID]) -> set[UUID]:
    """Of those whom an earlier part reported."""
    asked = sorted(contact_ids)
    found = await lookup("t.contact_id", "import_row", "contact_id", "t.batch_id = $1", [batch_id], asked)
    return {sql.as_id(row["contact_id"]) for row in found}


def would_be(batch_id: UUID, identity: Identity) -> UUID:
    """The id of nobody, by which a dry run knows whom it would have added."""
    return uuid5(batch_id, f"{identity.kind}:{identity.value}")


def _sort(
    rows: Mapping[int, CleanRow], contacts: Mapping[Identity, Contact], seen: Collection[UUID], run: ImportRun
) -> _Sorted:
    result = _Sorted()
    touched, fresh = set(seen), dict[Identity, UUID]()
    for index, row in rows.items():
        contact = contacts.get(row.identity)
        if contact is not None:
            result.outcomes[index] = _known(index, row, contact, result.changed, repeated=contact.id in touched)
            touched.add(contact.id)
            continue
        id_ = fresh.get(row.identity) or (would_be(run.batch_id, row.identity) if run.dry else new_id())
        if row.identity in fresh or id_ in touched:
            result.outcomes[index] = RowOutcome(index, Outcome.DUPLICATE, id_, _SEEN if row.known else _SEEN_ROW)
            continue
        fresh[row.identity] = id_
        result.drafts.append(Draft(id_, row))
        result.outcomes[index] = RowOutcome(index, Outcome.ADDED, id_)
    return result


def _known(index: int, row: CleanRow, contact: Contact, changed: list[Contact], *, repeated: bool) -> RowOutcome:
    if repeated:
        return RowOutcome(index, Outcome.DUPLICATE, contact.id, _SEEN if row.known else _SEEN_ROW)
    if (gone := contact.gone()) is not None:
        return RowOutcome(index, Outcome.REFUSED, reason=gone[1])
    taken = fitting(contact, row)
    if not merge(contact, taken):
        reason = _KNOWN if taken.left_out == row.left_out else None
        return RowOutcome(index, Outcome.DUPLICATE, contact.id, reason, left_out=taken.left_out)
    changed.append(contact)
    return RowOutcome(index, Outcome.UPDATED, contact.id, left_out=taken.left_out)


async def _overtaken(unit: Unit, workspace_id: UUID, drafts: Sequence[Draft]) -> set[Identity]:
    """Names that a transaction at the same time gave to a contact of its own: ours are withdrawn, the rows come round again."""
    mine = {draft.identity: draft.id for draft in drafts}
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


async def report(unit: Unit, workspace_id: UUID, run: ImportRun, outcomes: Sequence[RowOutcome]) -> None:
    """Each row's answer, and the counts, in the transaction that the rows come in with."""
    fixed = (unit.now, workspace_id, run.batch_id)
    rows = [
        (new_id(), *fixed, run.first + one.index, one.outcome, one.reason and one.reason[:MAX_REASON], one.contact_id)
        for one in outcomes
    ]
    if rows:
        await sql.insert(unit.connection, "import_row", _ROW_COLUMNS, rows)
    counts = Counter(one.outcome for one in outcomes)
    await ImportBatch.filter(id=run.batch_id).update(
        rows_done=F("rows_done") + len(outcomes),
        added=F("added") + counts[Outcome.ADDED],
        updated=F("updated") + counts[Outcome.UPDATED],
        duplicates=F("duplicates") + counts[Outcome.DUPLICATE],
        refused=F("refused") + counts[Outcome.REFUSED],
    )
