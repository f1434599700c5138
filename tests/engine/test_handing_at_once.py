"""Two who hand work over at once: the second waits, and sees what the first has done; on SQLite one writes at a time in any case."""

from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from engine.campaign import change_state
from engine.draining import drain
from engine.reassigning import reassign
from models import Assignment, Campaign, CampaignState, Event, EventKind, Member, Unit, Units
from tests import factories
from tests.databases import Database
from tests.overlap import Work, overlapped

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
Overlap = Callable[[Work, Work], Awaitable[None]]


@pytest.fixture
def overlap(units: Units, database: Database) -> Overlap:
    return partial(overlapped, units, database)


@pytest.fixture
async def member(units: Units) -> Member:
    return await factories.member()


async def _queue(member: Member, room: int) -> Campaign:
    home = await member.workspace
    campaign = await factories.campaign(home, drain_members=[str(member.id)], drain_open=room)
    for _ in range(3):
        await factories.assignment(campaign)
    return campaign


async def _hand(unit: Unit, given: Assignment, to: Member) -> None:
    await reassign(unit, await Assignment.all_locked(given.workspace_id, [given.id]), to)


async def test_two_campaigns_do_not_fill_the_same_room(overlap: Overlap, member: Member) -> None:
    one, other = [await _queue(member, 2) for _ in range(2)]
    await overlap(partial(drain, campaign_id=one.id), partial(drain, campaign_id=other.id))
    assert await Assignment.filter(member_id=member.id).count() == 2


async def test_a_campaign_that_is_archived_meanwhile_is_not_drained(overlap: Overlap, member: Member) -> None:
    campaign = await _queue(member, 2)

    async def archive(unit: Unit) -> None:
        await change_state(unit, campaign, CampaignState.ARCHIVED)

    await overlap(archive, partial(drain, campaign_id=campaign.id))
    assert await Assignment.filter(member_id=member.id).count() == 0


async def test_who_was_given_to_somebody_by_hand_meanwhile_is_not_taken_from_them(
    overlap: Overlap, member: Member
) -> None:
    campaign = await _queue(member, 3)
    [oldest, *_] = await Assignment.filter(campaign_id=campaign.id).order_by("created_at", "id")
    other = await factories.member(await member.workspace)
    await overlap(partial(_hand, given=oldest, to=other), partial(drain, campaign_id=campaign.id))
    assert (await Assignment.get(id=oldest.id)).member_id == other.id
    assert await Assignment.filter(member_id=member.id).count() == 2


async def test_of_two_hands_the_second_takes_it_from_the_first(overlap: Overlap, member: Member) -> None:
    home = await member.workspace
    given = await factories.assignment(await factories.campaign(home))
    other = await factories.member(home)
    await overlap(partial(_hand, given=given, to=member), partial(_hand, given=given, to=other))
    told = [event.data for event in await Event.filter(kind=EventKind.ASSIGNMENT_REASSIGNED).order_by("position")]
    assert told == [
        {"from": None, "member": str(member.id)},
        {"from": str(member.id), "member": str(other.id)},
    ]
    assert (await Assignment.get(id=given.id)).version == given.version + 2
