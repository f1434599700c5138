"""One contact made or changed by a person's hand; what keeps somebody away is never edited away."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from auth.sealing import KeyRing
from engine import suppressing
from engine.contact_row import MAX_CUSTOM_FIELDS, CleanRow, ContactRow, clean, clean_change
from engine.contact_writing import FOLDED, Draft, fold, insert
from engine.identity import learn, owners
from engine.suppression_list import KEPT_AWAY, Checker, checker
from engine.traces import Trace, traces
from models import Action, Contact, ContactIdentity, EventKind, NewEvent, SuppressionScope, Unit
from models.errors import Conflict, InvalidInput
from models.identity import Identity, canonical
from models.ids import new_id

_ANOTHERS = "This LinkedIn address is another contact's: merge the two if they are one person."
_ADDRESS_TAKEN = "This LinkedIn address is a contact's already."
_TAKEN = "There is a contact of whom all of this is said already."
_LISTED_BY = {
    "email": "email",
    "company": "company",
    "company_linkedin_url": "companyLinkedinUrl",
    "company_website": "companyWebsite",
}
_KEPT = "Kept away before its data was changed."


async def create(unit: Unit, ring: KeyRing, workspace_id: UUID, row: ContactRow) -> UUID:
    """Raises InvalidInput, or Conflict for somebody who is a contact already or is not to be contacted."""
    given = clean(row, strict=True)
    draft = Draft(new_id(), given)
    names = [draft.identity]
    await _check_list(await checker(ring, workspace_id), given)
    await insert(unit, workspace_id, [draft])
    if set((await owners(workspace_id, names)).values()) - {draft.id}:
        raise Conflict(_TAKEN) if given.known is None else Conflict(_ADDRESS_TAKEN, path=["linkedinUrl"])
    unit.record(_event(EventKind.CONTACT_ADDED, workspace_id, draft.id))
    return draft.id


async def _check_list(known: Checker, given: CleanRow) -> None:
    """Raises Conflict that names the field by which somebody is kept away; a name alone, of a row that has no address, is none."""
    whole = {(): known.hashes_of(given, [given.identity])}
    found = await known.find(whole | {path: known.hashes(told) for path, told in _told_by(given).items()})
    if (scope := found.pop((), None)) is not None:
        raise Conflict(KEPT_AWAY[scope], path=next((path for path, of_one in found.items() if of_one is scope), ()))


def _told_by(given: CleanRow) -> dict[tuple[str, ...], list[Trace]]:
    """What the list is asked for each field, in the order in which it counts."""
    told: dict[tuple[str, ...], list[Trace]] = {
        ("linkedinUrl",): traces(ContactRow(), [given.identity] if given.known else [])
    }
    for name, shown in _LISTED_BY.items():
        alone: dict[str, Any] = {name: given.values.get(name)}
        told[(shown,)] = traces(ContactRow(**alone), [])
    return told


async def update(unit: Unit, ring: KeyRing, contact: Contact, given: Mapping[str, Any]) -> None:
    """Sets the fields given; the contact is locked. Whoever is on the list as a person stays there under the old names and the new."""
    changes = _changes(contact, clean_change(given))
    if not changes:
        return
    known = await checker(ring, contact.workspace_id)
    kept_away = (await known.by_themselves([contact])).get(contact.id) is SuppressionScope.PERSON
    if kept_away:
        await suppressing.suppress_person(unit, ring, contact, _KEPT)
    if "linkedin_url" in changes:
        await _move(unit, contact, changes["linkedin_url"])
    for name, value in changes.items():
        setattr(contact, name, value)
    contact.written(changes)
    contact.updated_at = unit.now
    fold(contact)
    if kept_away:
        await suppressing.suppress_person(unit, ring, contact, _KEPT)
    contact.suppressed = contact.id in await known.suppressed([contact])
    await contact.save(update_fields=[*changes, *FOLDED, "filled", "updated_at", "suppressed"])
    unit.record(_event(EventKind.CONTACT_CHANGED, contact.workspace_id, contact.id, fields=sorted(changes)))


def _changes(contact: Contact, cleaned: dict[str, Any]) -> dict[str, Any]:
    if "custom_fields" in cleaned:
        cleaned["custom_fields"] = _custom_fields(contact, cleaned["custom_fields"])
    if "tags" in cleaned:
        cleaned["tags"] = list(cleaned["tags"])
    after = {name: cleaned.get(name, getattr(contact, name)) for name in ("linkedin_url", "first_name", "last_name")}
    if not any(after.values()):
        raise InvalidInput("A contact needs a LinkedIn URL or a name.", path=["linkedinUrl"])
    return {name: value for name, value in cleaned.items() if value != getattr(contact, name)}


def _custom_fields(contact: Contact, news: dict[str, Any] | None) -> dict[str, Any]:
    if news is None:
        return {}
    merged = {name: value for name, value in (contact.custom_fields | news).items() if value is not None}
    if len(merged) > MAX_CUSTOM_FIELDS:
        raise InvalidInput(f"A contact has at most {MAX_CUSTOM_FIELDS} custom fields.", path=["customFields"])
    return merged


async def _move(unit: Unit, contact: Contact, address: str | None) -> None:
    """A name that was mistaken is given back, unless something went out under it: answers may still come from there."""
    if address is not None:
        name = canonical(address).identity
        if set((await owners(contact.workspace_id, [name])).values()) - {contact.id}:
            raise Conflict(_ANOTHERS, path=["linkedinUrl"])
        await learn(unit, contact, [name])
    before = _identity_of(contact.linkedin_url)
    if before is not None and not await Action.filter(contact_id=contact.id, attempts__gt=0).exists():
        await ContactIdentity.filter(contact_id=contact.id, kind=before.kind, value=before.value).delete()


def _identity_of(address: str | None) -> Identity | None:
    """Some came from visits, or are older than today's rules."""
    try:
        return canonical(address).identity if address else None
    except InvalidInput:
        return None


def _event(kind: EventKind, workspace_id: UUID, contact_id: UUID, **data: object) -> NewEvent:
    return NewEvent(kind, workspace_id=workspace_id, subject_id=contact_id, contact_id=contact_id, data=data)
