"""Writes the do-not-contact list: an entry with its hashes and label, and the mark on the contacts that it is about."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from auth.sealing import KeyRing
from engine.reason import checked_reason
from engine.suppression_list import checker, writing_checker
from engine.traces import Trace, company_traces, domain_traces
from models import Contact, EventKind, NewEvent, Suppression, SuppressionHash, SuppressionScope, Unit, sql
from models.ids import new_id

ERASED = "erased"
_LABEL = {"table": "suppression", "column": "sealed_label"}
_PAGE = 2_000
_HASH_COLUMNS = ("id", "created_at", "workspace_id", "suppression_id", "hash")
_WHERE_FROM = ("id", "email", "company", "company_linkedin_url", "company_website")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to stand on the list; `contact_id` is the contact it was made for, `contacts` all that it marks."""

    workspace_id: UUID
    traces: tuple[Trace, ...]
    label: str
    reason: str
    contact_id: UUID | None = None
    contacts: tuple[Contact, ...] = ()

    @property
    def scope(self) -> SuppressionScope:
        return self.traces[0].scope

    def check(self) -> None:
        checked_reason(self.reason)


async def put(unit: Unit, ring: KeyRing, entry: Entry, *, mark: bool = True) -> Suppression:
    """The entry as it stands on the list now; one that was there is completed and kept, label and reason included."""
    entry.check()
    known = await writing_checker(unit, ring, entry.workspace_id)
    hashes = list(known.hashes(entry.traces))
    suppression = await _standing(entry, hashes) or await _create(unit, ring, entry)
    rows = [(new_id(), unit.now, entry.workspace_id, suppression.id, value) for value in hashes]
    await sql.insert(unit.connection, "suppression_hash", _HASH_COLUMNS, rows, "ON CONFLICT DO NOTHING")
    if mark:
        await _mark(unit, entry.workspace_id, await _meant(entry), suppressed=True)
    for contact in entry.contacts:
        contact.suppressed = True
    return suppression


async def listed(ring: KeyRing, workspace_id: UUID) -> list[tuple[str, str, str, str]]:
    """Scope, label, reason and since when, oldest first; of those who were erased the label is only that."""
    found = await Suppression.filter(workspace_id=workspace_id).order_by("id")
    return [(one.scope.value, label(ring, one) or ERASED, one.reason, f"{one.created_at:%Y-%m-%d}") for one in found]


def label(ring: KeyRing, entry: Suppression) -> str | None:
    """None: the person was erased."""
    if not entry.sealed_label:
        return None
    return ring.open(entry.sealed_label, workspace_id=entry.workspace_id, row_id=entry.id, **_LABEL)


async def mark_all(unit: Unit, ring: KeyRing, workspace_id: UUID) -> None:
    """Whoever is on the list now, and is not marked yet; for many entries at once."""
    known = await checker(ring, workspace_id)
    last: UUID | None = None
    while True:
        after = {"id__gt": last} if last else {}
        free = Contact.filter(workspace_id=workspace_id, suppressed=False, **after)
        page = await free.order_by("id").limit(_PAGE)
        await _mark(unit, workspace_id, list(await known.suppressed(page)), suppressed=True)
        if len(page) < _PAGE:
            return
        last = page[-1].id


async def remove(unit: Unit, ring: KeyRing, suppression: Suppression, reason: str) -> None:
    """Takes the mark from those whom no other entry keeps away."""
    checked_reason(reason)
    await Suppression.filter(id=suppression.id).delete()
    unit.record(_event(EventKind.SUPPRESSION_LIFTED, suppression, reason))
    known = await checker(ring, suppression.workspace_id)
    async for page in _marked(suppression.workspace_id):
        still = await known.suppressed(page)
        free = [contact.id for contact in page if contact.id not in still]
        await _mark(unit, suppression.workspace_id, free, suppressed=False)


async def _standing(entry: Entry, hashes: list[str]) -> Suppression | None:
    """Of a contact its own entry, not that of somebody who shares the e-mail address: they are lifted one by one."""
    if entry.contact_id is not None:
        return await Suppression.get_or_none(
            workspace_id=entry.workspace_id, contact_id=entry.contact_id, scope=entry.scope
        )
    hit = await SuppressionHash.filter(workspace_id=entry.workspace_id, hash__in=hashes).order_by("id").first()
    return await hit.suppression if hit else None


async def _create(unit: Unit, ring: KeyRing, entry: Entry) -> Suppression:
    id_ = new_id()
    suppression = await Suppression.create(
        id=id_,
        created_at=unit.now,
        workspace_id=entry.workspace_id,
        scope=entry.scope,
        sealed_label=ring.seal(entry.label, **_LABEL, workspace_id=entry.workspace_id, row_id=id_),
        reason=entry.reason.strip(),
        contact_id=entry.contact_id,
        created_by_id=unit.actor.member_id,
    )
    unit.record(_event(EventKind.CONTACT_SUPPRESSED, suppression, entry.reason))
    return suppression


async def _meant(entry: Entry) -> list[UUID]:
    if entry.scope is SuppressionScope.PERSON:
        return [contact.id for contact in entry.contacts]
    return [id_ async for id_ in _with(entry.workspace_id, entry.traces[0])]


async def _with(workspace_id: UUID, trace: Trace) -> AsyncIterator[UUID]:
    """Contacts of this company or domain; read page by page and compared here, because only Python folds every script."""
    last: UUID | None = None
    while True:
        after = {"id__gt": last} if last else {}
        page = Contact.filter(workspace_id=workspace_id, **after).order_by("id").limit(_PAGE)
        rows = await page.values_list(*_WHERE_FROM)
        for id_, email, company, address, website in rows:
            if trace in [*company_traces(company, address), *domain_traces(email, website)]:
                yield id_
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


async def _marked(workspace_id: UUID) -> AsyncIterator[list[Contact]]:
    page = await Contact.filter(workspace_id=workspace_id, suppressed=True).order_by("id").limit(_PAGE)
    while page:
        yield page
        rest = Contact.filter(workspace_id=workspace_id, suppressed=True, id__gt=page[-1].id)
        page = await rest.order_by("id").limit(_PAGE)


async def _mark(unit: Unit, workspace_id: UUID, ids: Sequence[UUID], *, suppressed: bool) -> None:
    for start in range(0, len(ids), _PAGE):
        chunk = list(ids[start : start + _PAGE])
        listed = sql.in_list(4, len(chunk))
        changed = await sql.rows(
            unit.connection,
            f"UPDATE contact SET suppressed = $1, updated_at = $2 WHERE workspace_id = $3 AND suppressed <> $1"  # noqa: S608 - placeholders only
            f" AND id IN {listed} RETURNING id",
            [suppressed, unit.now, workspace_id, *chunk],
        )
        unit.record(*(_changed(workspace_id, sql.as_id(row["id"]), suppressed=suppressed) for row in changed))


def _changed(workspace_id: UUID, contact_id: UUID, *, suppressed: bool) -> NewEvent:
    data = {"suppressed": suppressed}
    return NewEvent(
        EventKind.CONTACT_CHANGED, workspace_id=workspace_id, subject_id=contact_id, contact_id=contact_id, data=data
    )


def _event(kind: EventKind, suppression: Suppression, reason: str) -> NewEvent:
    return NewEvent(
        kind,
        workspace_id=suppression.workspace_id,
        subject_id=suppression.id,
        contact_id=suppression.contact_id,
        data={"scope": suppression.scope.value, "reason": reason.strip()},
    )
