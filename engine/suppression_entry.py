"""Writes the do-not-contact list: an entry with its hashes and label, and the mark on the contacts that it is about."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from auth.sealing import KeyRing
from engine import suppression_bearers
from engine.suppression_bearers import Bearers
from engine.suppression_list import checker, hold, writing_checker
from engine.traces import Trace
from models import Contact, EventKind, NewEvent, Suppression, SuppressionHash, SuppressionScope, Unit, sql
from models.ids import new_id
from models.reason import stated

ERASED = "erased"
_LABEL = {"table": "suppression", "column": "sealed_label"}
_PAGE = 2_000
_HASH_COLUMNS = ("id", "created_at", "workspace_id", "suppression_id", "hash")


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
        stated(self.reason)


async def put(unit: Unit, ring: KeyRing, entry: Entry, bearers: Bearers | None = None) -> Suppression:
    """The entry as it stands on the list now; one that was there is completed and kept, label and reason included. `bearers` of a company
    or a domain were looked for already; null: they are looked for here.
    """
    entry.check()
    known = await writing_checker(unit, ring, entry.workspace_id)
    hashes = list(known.hashes(entry.traces))
    suppression = await _standing(entry, hashes) or await _create(unit, ring, entry)
    await add_hashes(unit, entry.workspace_id, suppression.id, hashes)
    await mark_those(unit, entry.workspace_id, await _meant(entry, bearers))
    for contact in entry.contacts:
        contact.suppressed = True
    return suppression


async def add_hashes(unit: Unit, workspace_id: UUID, entry_id: UUID, hashes: Sequence[str]) -> None:
    """By which the entry is recognised from now on, beside those that it has."""
    rows = [(new_id(), unit.now, workspace_id, entry_id, value) for value in hashes]
    await sql.insert(unit.connection, "suppression_hash", _HASH_COLUMNS, rows, "ON CONFLICT DO NOTHING")


async def mark_those(unit: Unit, workspace_id: UUID, ids: Sequence[UUID]) -> None:
    """For filters and everybody's eyes; a claim asks the list itself."""
    await _mark(unit, workspace_id, ids, suppressed=True)


async def mark_anew(unit: Unit, ring: KeyRing, contact: Contact) -> None:
    """After anything that a contact is recognised by has changed."""
    known = await checker(ring, contact.workspace_id)
    kept_away = contact.id in await known.suppressed([contact])
    await _mark(unit, contact.workspace_id, [contact.id], suppressed=kept_away)


async def listed(ring: KeyRing, workspace_id: UUID) -> list[tuple[str, str, str, str]]:
    """Scope, value, reason and since when, oldest first. The value can be put on a list elsewhere: of a contact it is an address, the name
    where they have none; of those who were erased it says only that.
    """
    found = await Suppression.filter(workspace_id=workspace_id).order_by("id")
    addresses = await _addresses(workspace_id, {one.contact_id for one in found if one.contact_id is not None})
    labels = [label(ring, one) for one in found]
    values = [told and addresses.get(one.contact_id, told) for one, told in zip(found, labels, strict=True)]
    return [
        (one.scope.value, value or ERASED, one.reason, f"{one.created_at:%Y-%m-%d}")
        for one, value in zip(found, values, strict=True)
    ]


async def note(unit: Unit, workspace_id: UUID, count: int) -> None:
    """That somebody took the list out of the product is on record, for admins."""
    kind, data = EventKind.SUPPRESSIONS_EXPORTED, {"entries": count}
    unit.record(NewEvent(kind, workspace_id=workspace_id, subject_id=workspace_id, data=data))


async def _addresses(workspace_id: UUID, ids: Collection[UUID]) -> dict[UUID | None, str]:
    rows = await Contact.filter(workspace_id=workspace_id, id__in=list(ids)).values_list("id", "linkedin_url", "email")
    return {id_: url or email for id_, url, email in rows if url or email}


def label(ring: KeyRing, entry: Suppression) -> str | None:
    """None: the person was erased."""
    return opened(ring, entry.workspace_id, entry.id, entry.sealed_label)


def opened(ring: KeyRing, workspace_id: UUID, entry_id: UUID, sealed: str | None) -> str | None:
    return ring.open(sealed, workspace_id=workspace_id, row_id=entry_id, **_LABEL) if sealed else None


async def remove(unit: Unit, ring: KeyRing, suppression: Suppression, reason: str) -> None:
    """Takes the mark from those whom no other entry keeps away."""
    stated(reason)
    await hold(unit, suppression.workspace_id)
    known_by = await _typed_in(suppression)
    await Suppression.filter(id=suppression.id).delete()
    unit.record(event(EventKind.SUPPRESSION_LIFTED, suppression, reason, **known_by))
    known = await checker(ring, suppression.workspace_id)
    async for page in _marked(suppression.workspace_id):
        still = await known.suppressed(page)
        free = [contact.id for contact in page if contact.id not in still]
        await _mark(unit, suppression.workspace_id, free, suppressed=False)


async def _typed_in(suppression: Suppression) -> dict[str, list[str]]:
    """By what the log is searched when the person is erased later: nothing else will tell of whom the entry was."""
    if suppression.contact_id is not None or suppression.scope is not SuppressionScope.PERSON:
        return {}
    hits = await SuppressionHash.filter(suppression_id=suppression.id).order_by("id").values_list("hash")
    return {"hashes": [value for (value,) in hits]}


async def _standing(entry: Entry, hashes: list[str]) -> Suppression | None:
    """Of a contact its own entry, not that of somebody who shares the e-mail address: they are lifted one by one."""
    if entry.contact_id is not None:
        own = Suppression.filter(workspace_id=entry.workspace_id, contact_id=entry.contact_id, scope=entry.scope)
        return await own.order_by("id").first()
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
    unit.record(event(EventKind.CONTACT_SUPPRESSED, suppression, entry.reason))
    return suppression


async def _meant(entry: Entry, bearers: Bearers | None) -> list[UUID]:
    if entry.scope is SuppressionScope.PERSON:
        return [contact.id for contact in entry.contacts]
    trace = entry.traces[0]
    if bearers is None:
        bearers = await suppression_bearers.look(entry.workspace_id, [trace])
    return await suppression_bearers.still(entry.workspace_id, trace, bearers.get(trace, ()))


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


def event(kind: EventKind, suppression: Suppression, reason: str, **further: object) -> NewEvent:
    return NewEvent(
        kind,
        workspace_id=suppression.workspace_id,
        subject_id=suppression.id,
        contact_id=suppression.contact_id,
        data={"scope": suppression.scope.value, "reason": reason.strip(), **further},
    )
