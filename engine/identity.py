"""Whom a receipt or a row speaks of: contacts found by any of their names, and new names learnt."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from tortoise import connections

from models import Contact, EventKind, IdentityKind, NewEvent, Parting, Receipt, Unit, row, sql
from models.identity import Identity
from models.ids import new_id

IDENTITY_COLUMNS = ("id", "created_at", "workspace_id", "contact_id", "kind", "value")


async def owners(workspace_id: UUID, identities: Iterable[Identity]) -> dict[Identity, UUID]:
    """Which contact each of the identities belongs to; one statement, however many there are."""
    wanted = [{"kind": identity.kind.value, "value": identity.value} for identity in dict.fromkeys(identities)]
    if not wanted:
        return {}
    connection = connections.get("default")
    rows = await sql.rows(connection, _OWNERS[sql.dialect(connection)], [workspace_id, wanted])
    return {Identity(IdentityKind(one["kind"]), one["value"]): sql.as_id(one["contact_id"]) for one in rows}


async def resolve(workspace_id: UUID, identities: Iterable[Identity]) -> list[Contact]:
    """The contacts that have one of these names, oldest first; more than one means that they are tied."""
    return await _contacts(set((await owners(workspace_id, identities)).values()))


async def recognise(unit: Unit, workspace_id: UUID, identities: Sequence[Identity]) -> list[Contact]:
    """As `resolve`, for names that one receipt says are of one person: new ones are learnt, several contacts are tied; unless a person
    has parted them: then it is the one of the first name.
    """
    known = await owners(workspace_id, identities)
    contacts = await _contacts(set(known.values()))
    if len(contacts) > 1 and not await _one_person(contacts):
        first = next(known[name] for name in identities if name in known)
        contacts = [contact for contact in contacts if contact.id == first]
    if contacts and (len(contacts) > 1 or not _all_known(identities, known)):
        await _learn(unit, contacts[0], identities, known)
    return contacts


async def learn_of(unit: Unit, workspace_id: UUID, contact_id: UUID, identities: Sequence[Identity]) -> bool:
    """As `learn`; the contact is read only where there is something to learn. False: they were erased, so nothing is learnt."""
    known = await owners(workspace_id, identities)
    if not _all_known(identities, known) or set(known.values()) != {contact_id}:
        contact = await Contact.led_to(workspace_id, contact_id)
        if contact is None or contact.erased_at is not None:
            return False
        await _learn(unit, contact, identities, known)
    return True


async def learn(unit: Unit, contact: Contact, identities: Sequence[Identity]) -> list[Identity]:
    """Adds what is new and wakes the receipts that waited for it; ties the contact to whoever has one of these names.

    Several contacts' receipt gives the unknown names to the one given here: better found under the wrong one of two that
    are held anyway than lost.
    """
    return await _learn(unit, contact, identities, await owners(contact.workspace_id, identities))


async def add(unit: Unit, contact: Contact, identities: Sequence[Identity]) -> None:
    """Somebody else may be adding the same name: then it is theirs, and a look afterwards shows it."""
    rows = [(new_id(), unit.now, contact.workspace_id, contact.id, *identity) for identity in sorted(identities)]
    await sql.insert(unit.connection, "contact_identity", IDENTITY_COLUMNS, rows, "ON CONFLICT DO NOTHING")


_GIVEN = {
    "postgres": "json_to_recordset($2::json) AS given(kind text, value text)",
    "sqlite": "(SELECT value ->> 'kind' AS kind, value ->> 'value' AS value FROM json_each($2)) AS given",
}
# CROSS JOIN keeps SQLite from turning the join round.
_OWNERS = {
    dialect: f"SELECT t.kind, t.value, t.contact_id FROM {given} CROSS JOIN contact_identity t"  # noqa: S608 - our own words
    " WHERE t.workspace_id = $1 AND t.kind = given.kind AND t.value = given.value"
    for dialect, given in _GIVEN.items()
}


def _all_known(identities: Sequence[Identity], known: dict[Identity, UUID]) -> bool:
    return all(identity in known for identity in identities)


async def _contacts(ids: set[UUID]) -> list[Contact]:
    where = f"id IN {sql.in_list(1, len(ids))} ORDER BY id"
    return await row.load(connections.get("default"), Contact, where, list(ids)) if ids else []


async def _learn(
    unit: Unit, contact: Contact, identities: Sequence[Identity], known: dict[Identity, UUID]
) -> list[Identity]:
    new = [identity for identity in dict.fromkeys(identities) if identity not in known]
    if new:
        there = await Contact.led_to(contact.workspace_id, contact.id)
        if there is None or there.erased_at is not None:
            return []
        contact = contact if there.id == contact.id else there
        await add(unit, contact, new)
        known = await owners(contact.workspace_id, identities)
        await Receipt.wake(contact.workspace_id, [identity.value for identity in new])
    others = sorted(set(known.values()) - {contact.id})
    if others:
        tied = await _one_person([contact, *await Contact.filter(id__in=others).order_by("id")])
        await _tie(unit, tied)
    return [identity for identity in new if known[identity] == contact.id]


async def _one_person(contacts: Sequence[Contact]) -> list[Contact]:
    """Those whom nobody has said to be others than all the rest."""
    pairs = await Parting.pairs(contacts[0].workspace_id, [contact.id for contact in contacts])
    return [
        one
        for one in contacts
        if any((min(one.id, other.id), max(one.id, other.id)) not in pairs for other in contacts if other is not one)
    ]


async def _tie(unit: Unit, contacts: Sequence[Contact]) -> None:
    """One group for all, groups they were in before included; nothing happens where they are one already."""
    groups = {contact.tied_group for contact in contacts}
    if not groups or (None not in groups and len(groups) == 1):
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
