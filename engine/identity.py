"""Whom a receipt or a row speaks of: contacts found by any of their names, and new names learnt."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from engine.lookup import lookup
from models import Contact, EventKind, IdentityKind, NewEvent, Receipt, Unit, Verdict, sql
from models.identity import Identity
from models.ids import new_id

IDENTITY_COLUMNS = ("id", "created_at", "workspace_id", "contact_id", "kind", "value")


async def owners(workspace_id: UUID, identities: Iterable[Identity]) -> dict[Identity, UUID]:
    """Which contact each of the identities belongs to; one statement a kind, however many there are."""
    by_kind: dict[IdentityKind, list[str]] = defaultdict(list)
    for identity in dict.fromkeys(identities):
        by_kind[identity.kind].append(identity.value)
    found: dict[Identity, UUID] = {}
    for kind, values in by_kind.items():
        where, fixed = "t.workspace_id = $1 AND t.kind = $2", [workspace_id, kind]
        rows = await lookup("t.value, t.contact_id", "contact_identity", "value", where, fixed, values)
        found |= {Identity(kind, row["value"]): sql.as_id(row["contact_id"]) for row in rows}
    return found


async def resolve(workspace_id: UUID, identities: Iterable[Identity]) -> list[Contact]:
    """The contacts that have one of these names, oldest first; more than one means that they are tied."""
    found = set((await owners(workspace_id, identities)).values())
    return await Contact.filter(id__in=list(found)).order_by("id") if found else []


async def recognise(unit: Unit, workspace_id: UUID, identities: Sequence[Identity]) -> list[Contact]:
    """As `resolve`, for names that one receipt says are of one person: new ones are learnt, several contacts are tied."""
    contacts = await resolve(workspace_id, identities)
    if contacts:
        await learn(unit, contacts[0], identities)
    return contacts


async def learn(unit: Unit, contact: Contact, identities: Sequence[Identity]) -> list[Identity]:
    """Adds what is new and wakes the receipts that waited for it; ties the contact to whoever has one of these names.

    Several contacts' receipt gives the unknown names to the one given here: better found under the wrong one of two that
    are held anyway than lost.
    """
    known = await owners(contact.workspace_id, identities)
    new = [identity for identity in dict.fromkeys(identities) if identity not in known]
    if new:
        await _add(unit, contact, new)
        known = await owners(contact.workspace_id, identities)
        await _wake(contact.workspace_id, new)
    others = sorted(set(known.values()) - {contact.id})
    if others:
        await _tie(unit, [contact, *await Contact.filter(id__in=others).order_by("id")])
    return [identity for identity in new if known[identity] == contact.id]


async def _add(unit: Unit, contact: Contact, identities: Sequence[Identity]) -> None:
    """Somebody else may be adding the same name: then it is theirs, and the look afterwards shows it."""
    rows = [(new_id(), unit.now, contact.workspace_id, contact.id, *identity) for identity in sorted(identities)]
    await sql.insert(unit.connection, "contact_identity", IDENTITY_COLUMNS, rows, "ON CONFLICT DO NOTHING")


async def _wake(workspace_id: UUID, identities: Sequence[Identity]) -> None:
    awaited = Receipt.filter(workspace_id=workspace_id, awaits__in=[identity.value for identity in identities])
    await awaited.filter(verdict=Verdict.UNMATCHED).update(
        verdict=Verdict.WAITING, awaits=None, next_try_at=None, processed_at=None
    )


async def _tie(unit: Unit, contacts: Sequence[Contact]) -> None:
    """One group for all, groups they were in before included; nothing happens where they are one already."""
    groups = {contact.tied_group for contact in contacts}
    if None not in groups and len(groups) == 1:
        return
    known = sorted(group for group in groups if group is not None)
    group = known[0] if known else new_id()
    if known:
        await Contact.filter(workspace_id=contacts[0].workspace_id, tied_group__in=known).update(tied_group=group)
    await Contact.filter(id__in=[contact.id for contact in contacts]).update(tied_group=group, updated_at=unit.now)
    for contact in contacts:
        contact.tied_group = group
        unit.record(_tied(contact, contacts))


def _tied(contact: Contact, contacts: Sequence[Contact]) -> NewEvent:
    others = sorted(str(other.id) for other in contacts if other.id != contact.id)
    return NewEvent(
        EventKind.CONTACTS_TIED,
        workspace_id=contact.workspace_id,
        subject_id=contact.id,
        contact_id=contact.id,
        data={"with": others},
    )
