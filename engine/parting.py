"""Says of contacts that were taken for one person that they are not, for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from auth.sealing import KeyRing
from engine.suppression_list import checker
from models import Contact, EventKind, NewEvent, Parting, Unit, sql
from models.errors import InvalidInput, NotFound
from models.ids import new_id

MAX_CONTACTS = 100
_COLUMNS = ("id", "created_at", "workspace_id", "first_id", "second_id")


@dataclass(frozen=True, slots=True)
class Group:
    """Contacts that are tied, all of them locked: those who shall leave, and the rest."""

    workspace_id: UUID
    named: Sequence[Contact]
    rest: Sequence[Contact]

    @property
    def together(self) -> list[Contact]:
        return sorted([*self.named, *self.rest], key=lambda contact: contact.id)

    @property
    def freed(self) -> list[Contact]:
        """Whoever is left alone is free too."""
        return [*self.named, *(self.rest if len(self.rest) == 1 else [])]


async def group(workspace_id: UUID, contact_ids: Sequence[UUID]) -> Group:
    named = await _named(workspace_id, contact_ids)
    groups = {contact.tied_group for contact in named}
    if len(groups) != 1 or None in groups:
        raise InvalidInput("These contacts are not taken for one person.", path=["ids"])
    tied = Contact.filter(workspace_id=workspace_id, tied_group__in=list(groups))
    together = await tied.order_by("id").select_for_update()
    return Group(workspace_id, named, [contact for contact in together if contact not in named])


async def part(unit: Unit, ring: KeyRing, tied: Group) -> None:
    """Those named leave the group."""
    together, rest = tied.together, _ids(tied.rest)
    pairs = [(one.id, other.id) for one, other in combinations(together, 2) if {one.id, other.id} - rest]
    await _keep_apart(unit, tied.workspace_id, pairs)
    await Contact.filter(id__in=list(_ids(tied.freed))).update(tied_group=None, updated_at=unit.now)
    for contact in tied.freed:
        contact.tied_group = None
        unit.record(_parted(contact, together))
    await _judge(unit, ring, tied.workspace_id, together)


async def move(unit: Unit, workspace_id: UUID, from_id: UUID, to_id: UUID) -> None:
    """From whom one is kept apart, the other is."""
    found = Parting.filter(workspace_id=workspace_id)
    pairs = [*await found.filter(first_id=from_id), *await found.filter(second_id=from_id)]
    others = {pair.first_id if pair.second_id == from_id else pair.second_id for pair in pairs} - {to_id}
    await Parting.filter(id__in=[pair.id for pair in pairs]).delete()
    await _keep_apart(unit, workspace_id, [(min(one, to_id), max(one, to_id)) for one in sorted(others)])


async def _named(workspace_id: UUID, contact_ids: Sequence[UUID]) -> list[Contact]:
    if not 1 <= len(contact_ids) <= MAX_CONTACTS:
        raise InvalidInput(f"Name 1 to {MAX_CONTACTS} contacts.", path=["ids"])
    named = await Contact.among(workspace_id, contact_ids).order_by("id").select_for_update()
    for missing in sorted(set(contact_ids) - _ids(named)):
        raise NotFound(missing, path=["ids"])
    return named


async def _judge(unit: Unit, ring: KeyRing, workspace_id: UUID, contacts: Sequence[Contact]) -> None:
    """Who was kept away only as possibly the same person as another is so no more."""
    still = await (await checker(ring, workspace_id)).suppressed(contacts)
    free = [contact for contact in contacts if contact.suppressed and contact.id not in still]
    await Contact.filter(id__in=list(_ids(free))).update(suppressed=False, updated_at=unit.now)
    unit.record(*(_event(EventKind.CONTACT_CHANGED, contact, suppressed=False) for contact in free))


def _ids(contacts: Sequence[Contact]) -> set[UUID]:
    return {contact.id for contact in contacts}


async def _keep_apart(unit: Unit, workspace_id: UUID, pairs: Sequence[tuple[UUID, UUID]]) -> None:
    rows = [(new_id(), unit.now, workspace_id, first, second) for first, second in pairs]
    if rows:
        await sql.insert(unit.connection, "parting", _COLUMNS, rows, "ON CONFLICT DO NOTHING")


def _parted(contact: Contact, together: Sequence[Contact]) -> NewEvent:
    others = sorted(str(other.id) for other in together if other.id != contact.id)
    return _event(EventKind.CONTACTS_PARTED, contact, **{"from": others})


def _event(kind: EventKind, contact: Contact, **data: object) -> NewEvent:
    return NewEvent(kind, workspace_id=contact.workspace_id, subject_id=contact.id, contact_id=contact.id, data=data)
