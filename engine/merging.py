"""Makes one contact of two that are one person: names, data, assignments, ledger, letters and history go to the one that is kept."""

from typing import Any
from uuid import UUID

from auth.sealing import KeyRing
from engine import identity, merged_assignments, parting, suppressing
from engine.contact_row import MAX_CUSTOM_FIELDS, MAX_TAGS
from engine.contact_writing import fold, folded_email
from engine.suppression_list import checker
from models import Contact, EventKind, IdentityKind, NewEvent, Receipt, SuppressionScope, Unit, sql
from models.contact import LONGEST_NAME
from models.errors import InvalidInput
from models.identity import Identity

# What may stay empty, and is filled from the other.
_FILLED = (
    "first_name", "last_name", "linkedin_url", "email", "company", "company_linkedin_url", "company_website", "title",
    "location",
)  # fmt: skip
_BLANK: dict[str, Any] = {
    **dict.fromkeys(_FILLED), "first_name": "", "last_name": "", "sort_name": "", "folded_company": None, "folded_email": None,
    "custom_fields": {}, "tags": [], "filled": None,
}  # fmt: skip
_MOVED = ("contact_identity", "action", "message", "event")
_KEPT_AWAY = "Kept away before the contacts were merged."


async def merge(unit: Unit, ring: KeyRing, workspace_id: UUID, keep_id: UUID, other_id: UUID) -> Contact:
    """What the kept one says stands, its blanks are filled. Whoever was kept away stays so, under the names of both."""
    kept, other = await _locked(workspace_id, keep_id, other_id)
    if kept is other:
        raise InvalidInput("A contact is merged with another one.", path=["otherId"])
    _check_room(kept, other)
    known = await checker(ring, workspace_id)
    kept_away = SuppressionScope.PERSON in (await known.by_themselves([kept, other])).values()
    others = await suppressing.person_traces(other)
    await merged_assignments.move(unit, kept, other)
    for table in _MOVED:
        await sql.rows(
            unit.connection,
            f"UPDATE {table} SET contact_id = $1 WHERE contact_id = $2",  # noqa: S608 - names are ours
            [kept.id, other.id],
        )
    await parting.move(unit, workspace_id, other.id, kept.id)
    await _join(unit, kept, other)
    await merged_assignments.settle(unit, kept)
    if kept_away:
        await suppressing.suppress_person(unit, ring, kept, _KEPT_AWAY, others)
    kept.suppressed = kept.id in await (await checker(ring, workspace_id)).suppressed([kept])
    await kept.save(update_fields=["suppressed"])
    await Receipt.wake(workspace_id, [f"left:{other.id}", f"left:{kept.id}"])
    unit.record(_merged(kept, other))
    return kept


def blank(contact: Contact, unit: Unit) -> list[str]:
    """Takes all that names the person from the row; gives the columns to save."""
    for name, value in _BLANK.items():
        setattr(contact, name, value)
    contact.erased_at = contact.updated_at = unit.now
    return [*_BLANK, "erased_at", "updated_at"]


async def _locked(workspace_id: UUID, keep_id: UUID, other_id: UUID) -> tuple[Contact, Contact]:
    """In order of id, as everywhere."""
    paths = {keep_id: ("keepId",), other_id: ("otherId",)}
    found = {id_: await Contact.locked(workspace_id, id_, paths[id_]) for id_ in sorted(paths)}
    return found[keep_id], found[other_id]


def _check_room(kept: Contact, other: Contact) -> None:
    """What does not fit would be lost for good, so whoever asks says first what may go."""
    fields, tags = {*kept.custom_fields, *other.custom_fields}, {*kept.tags, *other.tags}
    limits = (
        (len(fields), len(kept.custom_fields), MAX_CUSTOM_FIELDS, "custom fields"),
        (len(tags), len(kept.tags), MAX_TAGS, "tags"),
    )
    for together, before, most, what in limits:
        if together > max(most, before):
            raise InvalidInput(f"Together they have more than {most} {what}: take some away first.", path=["otherId"])


async def _join(unit: Unit, kept: Contact, other: Contact) -> None:
    await _untie(unit, kept, other)
    await _keep_email(unit, kept, other)
    taken = {name: at for name, at in (other.filled or {}).items() if not getattr(kept, name)}
    kept.filled = {**(kept.filled or {}), **taken} or None
    for name in _FILLED:
        setattr(kept, name, getattr(kept, name) or getattr(other, name))
    kept.custom_fields = {**other.custom_fields, **kept.custom_fields}
    kept.tags = list(dict.fromkeys([*kept.tags, *other.tags]))
    kept.updated_at = unit.now
    fold(kept)
    columns = [*blank(other, unit), "merged_into_id", "tied_group"]
    other.merged_into_id, other.tied_group = kept.id, None
    await other.save(update_fields=columns)
    await Contact.filter(workspace_id=kept.workspace_id, merged_into_id=other.id).update(merged_into_id=kept.id)
    await kept.save(update_fields=[*_BLANK, "updated_at", "tied_group"])


async def _keep_email(unit: Unit, kept: Contact, other: Contact) -> None:
    """Whoever says no under the address that is not shown any more says so for the one who is kept."""
    name = folded_email(other.email)
    if name and kept.email and name != folded_email(kept.email) and len(name) <= LONGEST_NAME:
        await identity.add(unit, kept, [Identity(IdentityKind.EMAIL, name)])


async def _untie(unit: Unit, kept: Contact, other: Contact) -> None:
    """Whoever else was taken for one of them may still be both."""
    groups = sorted({contact.tied_group for contact in (kept, other) if contact.tied_group is not None})
    rest = Contact.filter(workspace_id=kept.workspace_id, tied_group__in=groups).exclude(id__in=[kept.id, other.id])
    if groups and await rest.exists():
        kept.tied_group = groups[0]
        await rest.update(tied_group=groups[0], updated_at=unit.now)
    else:
        kept.tied_group = None


def _merged(kept: Contact, other: Contact) -> NewEvent:
    return NewEvent(
        EventKind.CONTACTS_MERGED,
        workspace_id=kept.workspace_id,
        subject_id=kept.id,
        contact_id=kept.id,
        data={"other": str(other.id)},
    )
