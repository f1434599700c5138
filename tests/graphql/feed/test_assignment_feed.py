"""assignmentFeed: the rows of a filter now, then whatever changes in them, enters or leaves."""

import asyncio
from datetime import timedelta

import pytest

from engine import membership
from engine.membership import MemberDraft
from events.cursor import encode
from models import Assignment, AssignmentStatus, Campaign, CampaignState, EventKind, Role, Unit, Units, Workspace
from models.facts import Fact
from resolvers import feed_rows
from tests import factories
from tests.events.conftest import contact_event
from tests.graphql.feed.client import Data, Socket, socket
from tests.graphql.feed.conftest import learn, somebody
from tests.settable_clock import SettableClock

FEED = """subscription ($filter: AssignmentFilter, $after: Cursor) {
  feed: assignmentFeed(filter: $filter, after: $after) {
    __typename
    ... on AssignmentSnapshot { cursor hasMore assignments { id status contact { fullName } } }
    ... on AssignmentDelta { cursor upserted { id status version contact { fullName } } removedIds }
    ... on FeedReset { cursor reason }
  }
}"""


def told(message: Data) -> tuple[list[str], list[str]]:
    assert message["__typename"] == "AssignmentDelta", message
    return [row["id"] for row in message["upserted"]], message["removedIds"]


async def test_it_begins_with_the_rows_that_match_now(
    connected: Socket, workspace: Workspace, campaign: Campaign, units: Units
) -> None:
    active, pending = [await factories.assignment(campaign) for _ in range(2)]
    await learn(units, active, Fact.LAUNCHED)
    snapshot = await connected.message(await connected.subscribe(FEED, filter={"statuses": ["ACTIVE"]}))
    assert snapshot["__typename"] == "AssignmentSnapshot"
    assert [row["id"] for row in snapshot["assignments"]] == [str(active.id)]
    assert (snapshot["hasMore"], snapshot["cursor"]) == (False, encode(workspace.id, 1, 1))
    assert pending.status is AssignmentStatus.PENDING


async def test_a_row_that_enters_the_filter_is_upserted_and_one_that_leaves_is_removed(
    connected: Socket, campaign: Campaign, units: Units
) -> None:
    assignment = await factories.assignment(campaign)
    feed = await connected.subscribe(FEED, filter={"statuses": ["ACTIVE"]})
    assert (await connected.message(feed))["assignments"] == []
    await learn(units, assignment, Fact.LAUNCHED)
    assert told(await connected.message(feed)) == ([str(assignment.id)], [])
    await learn(units, assignment, Fact.ACCEPTED)
    assert told(await connected.message(feed)) == ([], [str(assignment.id)])


async def test_a_row_that_was_never_in_the_filter_is_not_told_as_removed(
    connected: Socket, campaign: Campaign, units: Units
) -> None:
    assignment = await factories.assignment(campaign)
    feed = await connected.subscribe(FEED, filter={"statuses": ["COMPLETED"]})
    await connected.message(feed)
    await learn(units, assignment, Fact.LAUNCHED)
    assert await connected.quiet(feed)


async def test_after_a_cursor_what_left_is_told_although_nobody_knows_what_the_client_holds(
    connected: Socket, workspace: Workspace, campaign: Campaign, units: Units
) -> None:
    assignment = await factories.assignment(campaign)
    await learn(units, assignment, Fact.LAUNCHED, Fact.ACCEPTED)
    feed = await connected.subscribe(FEED, filter={"statuses": ["ACTIVE"]}, after=encode(workspace.id, 1, 1))
    message = await connected.message(feed)
    assert told(message) == ([], [str(assignment.id)])
    assert message["cursor"] == encode(workspace.id, 1, 2)


async def test_where_the_first_rows_were_not_all_whatever_leaves_is_told(
    connected: Socket, campaign: Campaign, units: Units
) -> None:
    rows = [await factories.assignment(campaign) for _ in range(101)]
    feed = await connected.subscribe(FEED, filter={"statuses": ["PENDING"]})
    snapshot = await connected.message(feed)
    assert (len(snapshot["assignments"]), snapshot["hasMore"]) == (100, True)
    [unseen] = {str(row.id) for row in rows} - {row["id"] for row in snapshot["assignments"]}
    await learn(units, await Assignment.get(id=unseen), Fact.LAUNCHED)
    assert told(await connected.message(feed)) == ([], [unseen])


async def test_beyond_the_bound_ids_are_no_longer_remembered_and_nothing_is_missed(
    connected: Socket, campaign: Campaign, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_rows, "MOST_HELD", 1)
    one, two = [await factories.assignment(campaign) for _ in range(2)]
    feed = await connected.subscribe(FEED, filter={"statuses": ["ACTIVE"]})
    await connected.message(feed)
    for assignment in (one, two):
        await learn(units, assignment, Fact.LAUNCHED)
        assert told(await connected.message(feed)) == ([str(assignment.id)], [])
    for assignment in (two, one):
        await learn(units, assignment, Fact.ACCEPTED)
        assert told(await connected.message(feed)) == ([], [str(assignment.id)])


async def test_a_change_of_the_contact_sends_their_assignments_again(
    connected: Socket, workspace: Workspace, campaign: Campaign, units: Units
) -> None:
    assignment = await factories.assignment(campaign)
    feed = await connected.subscribe(FEED)
    await connected.message(feed)

    async def rename(unit: Unit) -> None:
        contact = await assignment.contact
        contact.first_name = "Robin"
        await contact.save(update_fields=["first_name"])
        told = contact_event(workspace)
        unit.record(type(told)(told.kind, workspace_id=workspace.id, subject_id=contact.id, contact_id=contact.id))

    await units.run(rename)
    [row] = (await connected.message(feed))["upserted"]
    assert (row["id"], row["contact"]["fullName"].split()[0]) == (str(assignment.id), "Robin")


async def test_pausing_a_campaign_sends_what_runs_in_it_again(
    connected: Socket, campaign: Campaign, units: Units
) -> None:
    running, pending = [await factories.assignment(campaign) for _ in range(2)]
    await learn(units, running, Fact.LAUNCHED)
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    await units.run(lambda unit: campaign.move(unit, CampaignState.PAUSED))
    assert told(await connected.message(feed)) == ([str(running.id)], [])
    assert pending.status is AssignmentStatus.PENDING


async def test_what_a_member_has_enters_and_leaves_with_their_absence(
    connected: Socket, campaign: Campaign, units: Units, clock: SettableClock
) -> None:
    member = await factories.member(await campaign.workspace)
    running, _pending = [await factories.assignment(campaign, member=member) for _ in range(2)]
    await learn(units, running, Fact.LAUNCHED)
    feed = await connected.subscribe(FEED, filter={"blockedBy": ["member_absent"]})
    assert (await connected.message(feed))["assignments"] == []
    await units.run(lambda unit: member.set_absence(unit, clock.now() + timedelta(days=3)))
    assert told(await connected.message(feed)) == ([str(running.id)], [])
    await units.run(lambda unit: member.set_absence(unit, None))
    assert told(await connected.message(feed)) == ([], [str(running.id)])


async def test_whoever_leaves_the_workspace_leaves_their_work_to_nobody_launched_or_not(
    connected: Socket, workspace: Workspace, campaign: Campaign, units: Units
) -> None:
    member = await factories.member(workspace, user=await factories.user(email="back@example.com"))
    both = [await factories.assignment(campaign, member=member) for _ in range(2)]
    await learn(units, both[0], Fact.LAUNCHED)
    ids = sorted(str(one.id) for one in both)
    feed = await connected.subscribe(FEED, filter={"blockedBy": ["not_assigned"]})
    assert (await connected.message(feed))["assignments"] == []
    await units.run(member.remove)
    upserted, removed = told(await connected.message(feed))
    assert (sorted(upserted), removed) == (ids, [])
    back = MemberDraft("back@example.com", Role.MEMBER)
    await units.run(lambda unit: membership.add_member(unit, workspace.id, back))
    upserted, removed = told(await connected.message(feed))
    assert (upserted, sorted(removed)) == ([], ids)


async def test_who_asks_for_the_unassigned_is_told_of_ended_work_too_when_its_member_leaves_and_is_back(
    connected: Socket, workspace: Workspace, campaign: Campaign, units: Units
) -> None:
    member = await factories.member(workspace, user=await factories.user(email="back@example.com"))
    ended = await factories.assignment(campaign, member=member)
    for fact in (Fact.LAUNCHED, Fact.NOT_ACCEPTED):
        await learn(units, ended, fact)
    feed = await connected.subscribe(FEED, filter={"unassigned": True})
    assert (await connected.message(feed))["assignments"] == []
    await units.run(member.remove)
    assert told(await connected.message(feed)) == ([str(ended.id)], [])
    back = MemberDraft("back@example.com", Role.MEMBER)
    await units.run(lambda unit: membership.add_member(unit, workspace.id, back))
    assert told(await connected.message(feed)) == ([], [str(ended.id)])


@pytest.mark.parametrize(
    "kind",
    [
        EventKind.ACCOUNT_CONNECTED,
        EventKind.ACCOUNT_DISCONNECTED,
        EventKind.LIMIT_WARNED,
        EventKind.GUARDRAIL_CLOSED,
        EventKind.GUARDRAIL_LIFTED,
        EventKind.CAMPAIGN_CHANGED,
    ],
)
async def test_whatever_may_hold_what_runs_sends_it_again(
    connected: Socket, workspace: Workspace, campaign: Campaign, units: Units, kind: EventKind
) -> None:
    account = await factories.account(workspace)
    running = await factories.assignment(campaign, account=account)
    await learn(units, running, Fact.LAUNCHED)
    feed = await connected.subscribe(FEED)
    await connected.message(feed)

    async def tell(unit: Unit) -> None:
        unit.record((campaign if kind is EventKind.CAMPAIGN_CHANGED else account).event(kind))

    await units.run(tell)
    assert told(await connected.message(feed)) == ([str(running.id)], [])


async def test_what_touches_too_many_rows_at_once_is_a_reset(
    connected: Socket, campaign: Campaign, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_rows, "MOST_TOUCHED", 2)
    for _ in range(3):
        await learn(units, await factories.assignment(campaign), Fact.LAUNCHED)
    feed = await connected.subscribe(FEED)
    await connected.message(feed)
    await units.run(lambda unit: campaign.move(unit, CampaignState.PAUSED))
    assert (await connected.message(feed))["reason"] == "SLOW_CONSUMER"


async def test_a_filter_by_campaign_is_not_disturbed_by_others(
    connected: Socket, workspace: Workspace, campaign: Campaign, units: Units
) -> None:
    other = await factories.assignment(await factories.campaign(workspace))
    ours = await factories.assignment(campaign)
    feed = await connected.subscribe(FEED, filter={"campaignIds": [str(campaign.id)]})
    assert [row["id"] for row in (await connected.message(feed))["assignments"]] == [str(ours.id)]
    await learn(units, other, Fact.LAUNCHED)
    await learn(units, ours, Fact.LAUNCHED)
    assert told(await connected.message(feed)) == ([str(ours.id)], [])


async def test_a_search_is_followed_too(connected: Socket, campaign: Campaign, units: Units) -> None:
    sought = await factories.contact(await campaign.workspace, first_name="Zoe", last_name="Zebra")
    found, other = await factories.assignment(campaign, sought), await factories.assignment(campaign)
    feed = await connected.subscribe(FEED, filter={"search": "zebra"})
    assert [row["id"] for row in (await connected.message(feed))["assignments"]] == [str(found.id)]
    await learn(units, other, Fact.LAUNCHED)
    await learn(units, found, Fact.LAUNCHED)
    assert told(await connected.message(feed)) == ([str(found.id)], [])


async def test_a_reset_comes_before_anything_else(connected: Socket, campaign: Campaign, units: Units) -> None:
    assignment = await factories.assignment(campaign)
    feed = await connected.subscribe(FEED, filter={"statuses": ["ACTIVE"]}, after="rubbish")
    assert (await connected.message(feed))["reason"] == "CURSOR_UNKNOWN"
    await learn(units, assignment, Fact.LAUNCHED)
    assert told(await connected.message(feed)) == ([str(assignment.id)], [])


async def test_a_filter_that_cannot_be_is_refused_at_once(connected: Socket, workspace: Workspace) -> None:
    for after in (None, encode(workspace.id, 1, 0)):
        feed = await connected.subscribe(FEED, filter={"search": "word " * 11}, after=after)
        frame = await connected.frame(feed)
        assert "at most 10 words" in str(frame["payload"])


async def test_nobody_follows_another_workspaces_assignments(url: str, campaign: Campaign, units: Units) -> None:
    assignment = await factories.assignment(campaign)
    stranger = await somebody(await factories.workspace())
    async with socket(url) as connection:
        await connection.init(stranger.token)
        feed = await connection.subscribe(FEED, filter={"campaignIds": [str(campaign.id)]})
        assert (await connection.message(feed))["assignments"] == []
        await learn(units, assignment, Fact.LAUNCHED)
        assert await connection.quiet(feed)


async def test_a_client_that_applies_what_it_is_told_ends_up_with_exactly_the_rows_that_match(
    connected: Socket, campaign: Campaign, units: Units
) -> None:
    """Many rows move at once, while the feed is followed."""
    rows = [await factories.assignment(campaign) for _ in range(30)]
    feed = await connected.subscribe(FEED, filter={"statuses": ["ACTIVE", "RESPONDED"]})
    held = {row["id"] for row in (await connected.message(feed))["assignments"]}
    facts = (Fact.LAUNCHED, Fact.ACCEPTED, Fact.RESPONDED)
    await asyncio.gather(*(learn(units, row, *facts[: 1 + index % 3]) for index, row in enumerate(rows)))
    while not await connected.quiet(feed, 0.5):
        upserted, removed = told(await connected.message(feed))
        held = (held | set(upserted)) - set(removed)
    shown = ("active", "responded")
    assert held == {str(row.id) for row in await Assignment.filter(status__in=shown)}
    assert len(held) == 20
