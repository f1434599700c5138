"""Which assignments of two contacts that become one are kept, and which one of them runs (docs/decisions/0036)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from engine import progress
from engine.cancelling import call_off, cancel_planned
from engine.invitation import belongs_elsewhere
from engine.merging_order import progress_of
from models import Action, Assignment, CampaignState, Contact, EventKind, Fact, Unit


async def move(unit: Unit, kept: Contact, other: Contact) -> None:
    """All go to the kept contact; of two in one campaign one gives way."""
    both = Assignment.filter(contact_id__in=[kept.id, other.id]).order_by("id").select_for_update()
    found = await both
    come = await progress_of(found, kept.id)
    own = {one.campaign_id: one for one in found if one.contact_id == kept.id}
    for one in found:
        if one.contact_id != other.id:
            continue
        rival = own.get(one.campaign_id)
        if rival is None:
            await _hand_over(unit, one, kept)
        elif come[one.id] > come[rival.id]:
            await _give_way(unit, rival, one, sent=come[rival.id].sent)
            if come[rival.id].sent:
                await _change_places(unit, rival, one, kept, other)
            else:
                await _hand_over(unit, one, kept)
            await _tell(unit, rival, one)
        else:
            await _give_way(unit, one, rival, sent=come[one.id].sent)
            await _tell(unit, one, rival)


async def settle(unit: Unit, kept: Contact) -> None:
    """One of them runs: who has the account that invited the person, then who was written to before who was not, then who was launched
    first. The others wait for it to end.
    """
    open_ones = Assignment.filter(contact_id=kept.id).exclude(campaign__state=CampaignState.ARCHIVED)
    ids = await open_ones.values_list("id", flat=True)
    theirs = await Assignment.filter(id__in=list(ids)).order_by("id").select_for_update()
    sent = await _sent([one.id for one in theirs])
    running = [one for one in theirs if one.runs]
    barred = {one.id for one in running if await belongs_elsewhere(unit, one)}
    running.sort(key=lambda one: (one.id in barred, one.id not in sent, one.launched_at, one.id))
    for one in running[1:]:
        await _wait(unit, one, "in_other_campaign")
    for one in running[:1]:
        if one.id in barred:
            await _wait(unit, one, "other_account")
        elif await progress.take_place(unit, one):
            await progress.advance(unit, one)


async def _sent(ids: Collection[UUID]) -> set[UUID]:
    """Of which something left, or may have."""
    handed_over = Action.filter(assignment_id__in=list(ids), attempts__gt=0)
    return {id_ for (id_,) in await handed_over.distinct().values_list("assignment_id")}


async def _hand_over(unit: Unit, one: Assignment, kept: Contact) -> None:
    """Without a place in the running: who gets that is decided when all are there."""
    await one.changed(unit, contact_id=kept.id, running_contact_id=None)
    unit.record(one.event(EventKind.ASSIGNMENT_CHANGED, contact=str(kept.id)))


async def _change_places(unit: Unit, rival: Assignment, one: Assignment, kept: Contact, other: Contact) -> None:
    """A contact has one assignment in a campaign at any time, so somebody who is nobody stands in for a moment."""
    blank: dict[str, Any] = {"custom_fields": {}, "tags": []}
    nobody = await Contact.create(workspace_id=kept.workspace_id, created_at=unit.now, updated_at=unit.now, **blank)
    await Assignment.filter(id=rival.id).update(contact_id=nobody.id)
    await _hand_over(unit, one, kept)
    await rival.changed(unit, contact_id=other.id)
    await nobody.delete()


async def _give_way(unit: Unit, one: Assignment, to: Assignment, *, sent: bool) -> None:
    """What never left goes; what did stays on record, stopped, with the contact that is no more."""
    await call_off(unit, [one.id], "merged")
    unit.record(one.event(EventKind.ASSIGNMENT_MERGED, into=str(to.id)))
    if sent:
        ended = {"next_at": None, "deadline_at": None, "running_contact_id": None}
        await one.changed(unit, stopped_at=one.stopped_at or unit.now, **ended)
    else:
        await Action.filter(assignment_id=one.id).delete()
        await Assignment.filter(id=one.id).delete()


async def _tell(unit: Unit, one: Assignment, to: Assignment) -> None:
    """What the person said to one they said to both; but whom an account knows is that account's matter."""
    if one.answered_by_hand_at is not None:
        await to.answered_by_hand(unit)
    if one.account_id in {None, to.account_id}:
        await _tell_of_acquaintance(unit, one, to)
    if one.replied_at is not None:
        await to.changed(unit, replied_at=max(one.replied_at, to.replied_at or one.replied_at))
    if one.responded_at is not None:
        await to.learn(unit, Fact.RESPONDED, one.responded_at, "merged")


async def _tell_of_acquaintance(unit: Unit, one: Assignment, to: Assignment) -> None:
    degrees = [degree for degree in (one.degree, to.degree) if degree is not None]
    if degrees and min(degrees) != to.degree:
        await to.changed(unit, degree=min(degrees))
    if one.accepted_at is not None:
        await to.learn(unit, Fact.ACCEPTED, one.accepted_at, "merged", implied=one.implied)


async def _wait(unit: Unit, one: Assignment, code: str) -> None:
    await cancel_planned(unit, [one.id], code)
    if (one.running_contact_id, one.next_at) != (None, None):
        await one.changed(unit, running_contact_id=None, next_at=None)
    await one.block(unit, code)
