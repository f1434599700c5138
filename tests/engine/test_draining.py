"""Whom nobody works is given to members who have room, oldest first, where the campaign says so."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from tortoise import connections

from engine import assigning, draining, importing
from engine.contact_row import ContactRow
from engine.draining import Drain, drain
from models import Assignment, AssignmentStatus, Campaign, CampaignState, Event, EventKind, Member, Role, Unit, Units
from models.errors import InvalidInput, NotFound
from tests import factories
from tests.databases import Database
from tests.factories import START
from tests.statement_cost import Cost, cost, recorded

RUNNING: dict[str, Any] = {"status": AssignmentStatus.ACTIVE, "launched_at": START}


async def _campaign(members: list[Member], room: int, **values: Any) -> Campaign:
    """With five who wait, made one after the other in the order opposite to their ids."""
    home = await members[0].workspace
    ids = [str(member.id) for member in members]
    campaign = await factories.campaign(home, drain_members=ids, drain_open=room, **values)
    for age in range(5):
        await factories.assignment(campaign, created_at=START - timedelta(days=age))
    return campaign


async def _members(many: int = 2) -> list[Member]:
    home = await factories.workspace()
    return [await factories.member(home) for _ in range(many)]


async def _drained(units: Units, campaign: Campaign) -> list[Any]:
    """Whose they are now, the oldest first."""
    await units.run(partial(drain, campaign_id=campaign.id))
    rows = await Assignment.filter(campaign_id=campaign.id, launched_at=None).order_by("created_at")
    return [row.member_id for row in rows]


async def test_the_oldest_are_given_first_to_whoever_has_least_open(units: Units):
    busy, free = members = await _members()
    campaign = await _campaign(members, 9)
    for _ in range(2):
        await factories.assignment(await factories.campaign(await busy.workspace), member=busy, **RUNNING)
    assert await _drained(units, campaign) == [free.id, free.id, busy.id, free.id, busy.id]


async def test_what_no_member_has_room_for_waits_until_room_frees(units: Units):
    (member,) = members = await _members(1)
    campaign = await _campaign(members, 2)
    assert await _drained(units, campaign) == [member.id, member.id, None, None, None]
    assert await _drained(units, campaign) == [member.id, member.id, None, None, None]
    first = await Assignment.filter(campaign_id=campaign.id).order_by("created_at").first()
    await Assignment.filter(id=first.id).update(status=AssignmentStatus.COMPLETED, completed_at=START)  # type: ignore[union-attr]  # there are five
    assert await _drained(units, campaign) == [member.id, member.id, member.id, None, None]


async def test_who_is_given_somebody_is_told_as_for_any_reassignment(units: Units):
    (member,) = members = await _members(1)
    campaign = await _campaign(members, 1)
    assert await units.run(partial(drain, campaign_id=campaign.id)) == 1
    event = await Event.get(campaign_id=campaign.id)
    assert (event.kind, event.actor_id, event.member_id) == (EventKind.ASSIGNMENT_REASSIGNED, None, member.id)


@pytest.mark.parametrize(
    "values",
    [{"absent_until": START + timedelta(days=1)}, {"removed_at": START}, {"role": Role.VIEWER}],
    ids=["away", "removed", "viewer"],
)
async def test_who_cannot_work_now_is_given_nothing(units: Units, values: dict[str, Any]):
    unable, able = members = await _members()
    campaign = await _campaign(members, 2)
    await Member.filter(id=unable.id).update(**values)
    assert await _drained(units, campaign) == [able.id, able.id, None, None, None]


async def test_nobody_is_given_who_may_not_be_approached(units: Units):
    (member,) = members = await _members(1)
    campaign = await _campaign(members, 9)
    oldest, next_one = await Assignment.filter(campaign_id=campaign.id).order_by("created_at").limit(2)
    contact = await oldest.contact
    contact.suppressed = True
    await contact.save()
    contact = await next_one.contact
    contact.erased_at = START
    await contact.save()
    assert await _drained(units, campaign) == [None, None, member.id, member.id, member.id]


async def test_only_campaigns_that_say_so_and_have_somebody_waiting_are_drained(units: Units):
    members = await _members(1)
    asks = await _campaign(members, 5)
    quiet = await factories.campaign(await members[0].workspace)
    await factories.assignment(quiet)
    over = await _campaign(members, 5, state=CampaignState.ARCHIVED)
    assert await draining.waiting() == [asks.id]
    assert await _drained(units, quiet) == [None]
    assert await _drained(units, over) == [None] * 5
    await _drained(units, asks)
    assert await draining.waiting() == []
    assert await units.run(partial(drain, campaign_id=factories.some_id())) == 0


async def test_those_who_run_already_are_not_drained(units: Units):
    (member,) = members = await _members(1)
    campaign = await _campaign(members, 2)
    running = await factories.assignment(campaign, created_at=START - timedelta(days=9), **RUNNING)
    assert await _drained(units, campaign) == [member.id, member.id, None, None, None]
    assert (await Assignment.get(id=running.id)).member_id is None


async def test_the_pending_ones_of_a_member_who_was_removed_are_drained_with_the_others_the_oldest_first(units: Units):
    member, gone, present = await _members(3)
    campaign = await _campaign([member], 3)
    ids = await Assignment.filter(campaign_id=campaign.id).order_by("created_at").values_list("id", flat=True)
    await Assignment.filter(id__in=[ids[0], ids[2], ids[4]]).update(member_id=gone.id)
    await Assignment.filter(id=ids[3]).update(member_id=present.id)
    running = await factories.assignment(campaign, member=gone, created_at=START - timedelta(days=9), **RUNNING)
    await Member.filter(id=gone.id).update(removed_at=START)
    assert await _drained(units, campaign) == [member.id, member.id, member.id, present.id, gone.id]
    assert (await Assignment.get(id=running.id)).member_id == gone.id


async def test_a_campaign_in_which_only_the_removed_have_somebody_waiting_is_drained(units: Units):
    member, gone = await _members()
    campaign = await _campaign([member], 9)
    await Assignment.filter(campaign_id=campaign.id).update(member_id=gone.id)
    assert await draining.waiting() == []
    assert await _drained(units, campaign) == [gone.id] * 5
    await Member.filter(id=gone.id).update(removed_at=START)
    assert await draining.waiting() == [campaign.id]
    assert await _drained(units, campaign) == [member.id] * 5
    assert await draining.waiting() == []


async def test_what_a_drain_costs_does_not_grow_with_those_whom_somebody_works(database: Database, units: Units):
    member, gone, busy = await _members(3)
    campaign = await _campaign([member], 2)
    await Assignment.filter(campaign_id=campaign.id).update(member_id=gone.id)
    await Member.filter(id=gone.id).update(removed_at=START)
    await _worked(units, campaign, busy, 1_000)
    few = await _cost(database, units, campaign)
    await _worked(units, campaign, busy, 4_000)
    many = await _cost(database, units, campaign)
    assert {table for table, _ in many.scans} <= {"campaigns_new", "member"}
    assert many.steps < 2 * few.steps


async def _worked(units: Units, campaign: Campaign, member: Member, many: int) -> None:
    """So many more in the campaign who are pending with that member."""
    home = campaign.workspace_id
    for start in range(0, many, 1_000):
        rows = [ContactRow(f"linkedin.com/in/{many}-{start + place}") for place in range(1_000)]
        bring = partial(
            importing.import_rows, ring=factories.RING, workspace_id=home, rows=rows, member_id=None, source="x"
        )
        ids = [one.contact_id for one in await units.run(bring) if one.contact_id is not None]
        give = partial(assigning.assign, ring=factories.RING, workspace_id=home, campaign_id=campaign.id)
        await units.run(partial(give, contact_ids=ids, member_ids=[member.id]))


async def _cost(database: Database, units: Units, campaign: Campaign) -> Cost:
    if database.dialect == "postgres":
        await connections.get("default").execute_script("ANALYZE")
    found: list[Any] = []

    async def looked(unit: Unit) -> None:
        found.extend(await draining._oldest(unit, campaign, 3))

    with recorded() as statements:
        assert await draining.waiting() == [campaign.id]
        await units.run(looked)
    assert len(found) == 3
    return await cost(database, statements)


@pytest.mark.parametrize("room", [0, 5_001])
async def test_room_is_from_one_to_five_thousand(units: Units, room: int):
    (member,) = await _members(1)
    with pytest.raises(InvalidInput) as caught:
        await draining.columns(member.workspace_id, Drain((member.id,), room))
    assert caught.value.path == ("drain", "openPerMember")


async def test_those_who_share_are_from_one_to_a_hundred_workers_of_the_workspace(units: Units):
    (member,) = await _members(1)
    for ids in ((), tuple(factories.some_id() for _ in range(101))):
        with pytest.raises(InvalidInput) as caught:
            await draining.columns(member.workspace_id, Drain(ids, 5))
        assert caught.value.path == ("drain", "memberIds")
    stranger = await factories.member()
    with pytest.raises(NotFound) as unknown:
        await draining.columns(member.workspace_id, Drain((stranger.id,), 5))
    assert unknown.value.path == ("drain", "memberIds")
    assert await draining.columns(member.workspace_id, None) == {"drain_members": None, "drain_open": None}
