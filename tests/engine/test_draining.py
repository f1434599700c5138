"""Whom nobody works is given to members who have room, oldest first, where the campaign says so."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from engine import draining
from engine.draining import Drain, drain
from models import Assignment, AssignmentStatus, Campaign, CampaignState, Event, EventKind, Member, Role, Units
from models.errors import InvalidInput, NotFound
from tests import factories
from tests.factories import START

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
