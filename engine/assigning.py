"""Puts contacts into a campaign and shares them among members; whoever cannot go in is named with the reason."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import cycle, islice
from uuid import UUID

from auth.sealing import KeyRing
from engine import capacity
from engine.campaign import open_campaign
from engine.lookup import lookup
from engine.reassigning import hand_over, unworked, workers
from engine.suppression_list import KEPT_AWAY, checker
from engine.workload import least_loaded, open_work
from models import (
    Assignment,
    AssignmentStatus,
    Campaign,
    Contact,
    EventKind,
    Member,
    NewEvent,
    Unit,
    sql,
)
from models.errors import InvalidInput, NotFound
from models.ids import new_id

MAX_CONTACTS = 5_000
_COLUMNS = (
    "id", "created_at", "updated_at", "workspace_id", "campaign_id", "contact_id", "member_id", "status", "implied", "version",
)  # fmt: skip


class AssignStrategy(StrEnum):
    EVEN = "even"
    BY_CAPACITY = "by_capacity"


@dataclass(frozen=True, slots=True)
class AssignSkip:
    contact_id: UUID
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Assigned:
    assigned: int
    skipped: list[AssignSkip] = field(default_factory=list)


async def assign(
    unit: Unit,
    ring: KeyRing,
    workspace_id: UUID,
    campaign_id: UUID,
    contact_ids: Sequence[UUID],
    member_ids: Sequence[UUID],
    strategy: AssignStrategy = AssignStrategy.EVEN,
) -> Assigned:
    """At most 5,000 contacts, in a few statements. Without members they go in unassigned; those whom nobody works in it get a member."""
    plan = await _planned(ring, workspace_id, campaign_id, contact_ids, member_ids)
    going, standing = plan.going, plan.standing
    shares = list(islice(await _turns(plan.campaign, plan.members, strategy, unit.now), len(going)))
    await _insert(
        unit, plan.campaign, {one: who for one, who in zip(going, shares, strict=True) if one not in standing}
    )
    await hand_over(unit, [(standing[one], who) for one, who in zip(going, shares, strict=True) if one in standing])
    return Assigned(len(going), plan.skipped)


async def foreseen(
    ring: KeyRing, workspace_id: UUID, campaign_id: UUID, contact_ids: Sequence[UUID], member_ids: Sequence[UUID]
) -> Assigned:
    """What `assign` would answer; nothing is written."""
    plan = await _planned(ring, workspace_id, campaign_id, contact_ids, member_ids)
    return Assigned(len(plan.going), plan.skipped)


@dataclass(frozen=True, slots=True)
class _Plan:
    campaign: Campaign
    members: list[Member]
    standing: dict[UUID, Assignment]
    going: list[UUID]
    skipped: list[AssignSkip]


async def _planned(
    ring: KeyRing, workspace_id: UUID, campaign_id: UUID, contact_ids: Sequence[UUID], member_ids: Sequence[UUID]
) -> _Plan:
    ids = list(dict.fromkeys(contact_ids))
    if len(ids) > MAX_CONTACTS:
        raise InvalidInput(f"At most {MAX_CONTACTS:,} contacts are assigned at a time.", path=["contactIds"])
    campaign = await open_campaign(workspace_id, campaign_id)
    members = await workers(workspace_id, member_ids, ["memberIds"])
    contacts = await _contacts(workspace_id, ids)
    standing = await _standing(campaign, ids)
    free = await _free(standing) if members else set()
    skips = await _skips(ring, workspace_id, contacts, standing, free)
    going = [contact.id for contact in contacts if contact.id not in skips]
    return _Plan(campaign, members, standing, going, list(skips.values()))


async def _contacts(workspace_id: UUID, ids: Sequence[UUID]) -> list[Contact]:
    """In the order they were given, so that what is shared evenly is so along the whole list."""
    found = await Contact.filter(id__in=list(ids), workspace_id=workspace_id) if ids else []
    contacts = {contact.id: contact for contact in found}
    for contact_id in ids:
        if contact_id not in contacts:
            raise NotFound(contact_id, path=["contactIds"])
    return [contacts[contact_id] for contact_id in ids]


async def _standing(campaign: Campaign, ids: Sequence[UUID]) -> dict[UUID, Assignment]:
    """By contact: who is in the campaign already."""
    rows = await lookup("t.id", "assignment", "contact_id", "t.campaign_id = $1", [campaign.id], ids)
    if not rows:
        return {}
    found = Assignment.filter(id__in=[sql.as_id(row["id"]) for row in rows]).order_by("id").select_for_update()
    return {assignment.contact_id: assignment for assignment in await found}


async def _free(standing: Mapping[UUID, Assignment]) -> set[UUID]:
    """The contacts who are in the campaign, were not launched, and wait for a member."""
    waiting = {who: one for who, one in standing.items() if one.status is AssignmentStatus.PENDING}
    nobodys = await unworked(list(waiting.values()))
    return {who for who, one in waiting.items() if one.id in nobodys}


async def _skips(
    ring: KeyRing,
    workspace_id: UUID,
    contacts: Sequence[Contact],
    standing: Mapping[UUID, Assignment],
    free: Collection[UUID],
) -> dict[UUID, AssignSkip]:
    known = await checker(ring, workspace_id)
    kept_away = await known.suppressed(contacts)
    skips = {}
    for contact in contacts:
        if (gone := contact.gone()) is not None:
            skips[contact.id] = AssignSkip(contact.id, *gone)
        elif contact.id in kept_away:
            skips[contact.id] = AssignSkip(contact.id, "suppressed", KEPT_AWAY[kept_away[contact.id]])
        elif contact.id in standing and contact.id not in free:
            skips[contact.id] = already_in(contact.id)
    return skips


def already_in(contact_id: UUID) -> AssignSkip:
    return AssignSkip(contact_id, "already_in_campaign", "Already in this campaign.")


async def _turns(
    campaign: Campaign, members: Sequence[Member], strategy: AssignStrategy, now: datetime
) -> Iterator[UUID | None]:
    ids = [member.id for member in members]
    if not ids:
        return cycle([None])
    if strategy is AssignStrategy.BY_CAPACITY:
        return await _by_capacity(campaign, [member.id for member in members if not member.away(now)] or ids, now)
    # Goes on where the assigning before ended: a long list that comes in chunks is shared evenly too.
    done = await Assignment.filter(campaign_id=campaign.id, member_id__in=ids).count()
    return islice(cycle(ids), done % len(ids), None)


async def _by_capacity(campaign: Campaign, ids: Sequence[UUID], now: datetime) -> Iterator[UUID]:
    """A campaign with an account of its own uses up nobody else's, and without accounts there is no room to compare: then it is
    open work that counts.
    """
    found = {} if campaign.dux_user_id is not None else await capacity.rooms(campaign.workspace_id, ids, now)
    if found:
        return capacity.soonest(found)
    return least_loaded(await open_work(campaign.workspace_id, ids))


async def _insert(unit: Unit, campaign: Campaign, shares: Mapping[UUID, UUID | None]) -> None:
    if not shares:
        return
    fixed, status = (unit.now, unit.now, campaign.workspace_id, campaign.id), AssignmentStatus.PENDING
    made = [(new_id(), contact_id, member_id) for contact_id, member_id in shares.items()]
    rows = [(id_, *fixed, contact_id, member_id, status, False, 1) for id_, contact_id, member_id in made]
    await sql.insert(unit.connection, "assignment", _COLUMNS, rows)
    unit.record(*(_created(campaign, id_, contact_id, member_id) for id_, contact_id, member_id in made))


def _created(campaign: Campaign, id_: UUID, contact_id: UUID, member_id: UUID | None) -> NewEvent:
    return NewEvent(
        EventKind.ASSIGNMENT_CREATED,
        workspace_id=campaign.workspace_id,
        campaign_id=campaign.id,
        assignment_id=id_,
        contact_id=contact_id,
        member_id=member_id,
        subject_id=id_,
    )
