"""Handing assignments over through the API: by id, or all that match a filter, with the count that was seen."""

from datetime import timedelta

import pytest

from models import Assignment, Event, EventKind, Member
from tests import factories
from tests.factories import START

FIELDS = "total assignments { id member { id } }"


@pytest.fixture
async def mine(member, workspace):
    campaign = await factories.campaign(workspace)
    return [await factories.assignment(campaign, member=member.member) for _ in range(3)]


async def test_an_admin_hands_assignments_to_another_member_by_id(admin, member, workspace, mine):
    other = await factories.member(workspace)
    given = {"assignmentIds": [str(one.id) for one in mine[:2]], "memberId": str(other.id)}
    answer = await admin.command("reassign", given, FIELDS)
    assert answer["total"] == 2
    assert [(one["id"], one["member"]) for one in answer["assignments"]] == [
        (str(one.id), {"id": str(other.id)}) for one in sorted(mine[:2], key=lambda one: one.id)
    ]
    assert await Assignment.filter(member_id=other.id).count() == 2
    again = await admin.command("reassign", given, FIELDS)
    assert (again["total"], again["errors"]) == (0, [])


async def test_all_that_match_are_handed_over_if_they_are_as_many_as_were_seen(admin, member, workspace, mine):
    other = await factories.member(workspace)
    everything = {"memberIds": [str(member.member.id)]}
    given = {"filter": everything, "memberId": str(other.id)}
    error = (await admin.command("reassign", {**given, "expectedCount": 2}))["errors"][0]
    assert (error["__typename"], error["path"]) == ("Conflict", ["expectedCount"])
    assert error["message"] == "The filter matches 3 now; 2 were seen."
    assert await Assignment.filter(member_id=other.id).count() == 0
    assert (await admin.command("reassign", {**given, "expectedCount": 3}, FIELDS))["total"] == 3
    assert (await admin.command("reassign", {**given, "expectedCount": 0}, FIELDS))["errors"] == []


async def test_a_filter_by_words_hands_over_whom_it_finds(admin, workspace, mine):
    campaign = await factories.campaign(workspace)
    ada = await factories.contact(workspace, first_name="Ada", last_name="Ferro")
    wanted = await factories.assignment(campaign, ada)
    other = await factories.member(workspace)
    given = {"filter": {"search": "ferro", "unassigned": True}, "memberId": str(other.id), "expectedCount": 1}
    answer = await admin.command("reassign", given, FIELDS)
    assert [one["id"] for one in answer["assignments"]] == [str(wanted.id)]


@pytest.mark.parametrize("wanted", [{}, {"search": "example"}])
@pytest.mark.parametrize("count", [{}, {"expectedCount": None}])
@pytest.mark.parametrize("name", ["reassign", "unassign"])
async def test_without_the_number_that_was_seen_a_filter_changes_nothing(
    admin, member, workspace, mine, name, wanted, count
):
    to = {"memberId": str((await factories.member(workspace)).id)} if name == "reassign" else {}
    [error] = (await admin.command(name, {**to, "filter": wanted, **count}))["errors"]
    assert (error["__typename"], error["path"]) == ("InvalidInput", ["expectedCount"])
    assert error["message"] == "Say how many you saw match this filter."
    assert {one.member_id for one in await Assignment.all()} == {member.member.id}


@pytest.mark.parametrize("given", [{}, {"assignmentIds": [], "filter": {"unassigned": True}}])
async def test_either_ids_or_a_filter_are_given(admin, given):
    error = (await admin.command("unassign", given))["errors"][0]
    assert (error["__typename"], error["path"]) == ("InvalidInput", ["assignmentIds"])


async def test_at_most_five_thousand_are_named(admin):
    given = {"assignmentIds": [str(factories.some_id())] * 5_001}
    error = (await admin.command("unassign", given))["errors"][0]
    assert (error["__typename"], error["path"]) == ("InvalidInput", ["assignmentIds"])


async def test_one_unknown_among_them_leaves_all_as_they_were(admin, mine, workspace):
    other, unknown = await factories.member(workspace), str(factories.some_id())
    given = {"assignmentIds": [str(mine[0].id), unknown], "memberId": str(other.id)}
    error = (await admin.command("reassign", given))["errors"][0]
    assert (error["__typename"], error["id"], error["path"]) == ("NotFound", unknown, ["assignmentIds"])
    assert await Assignment.filter(member_id=other.id).count() == 0


async def test_a_member_gives_back_what_is_theirs_and_nothing_else(member, workspace, mine):
    answer = await member.command("unassign", {"assignmentIds": [str(mine[0].id)]}, FIELDS)
    assert [one["member"] for one in answer["assignments"]] == [None]
    theirs = await factories.assignment(await factories.campaign(workspace), member=await factories.member(workspace))
    error = (await member.command("unassign", {"assignmentIds": [str(mine[1].id), str(theirs.id)]}))["errors"][0]
    assert (error["__typename"], error["path"]) == ("NotFound", ["assignmentIds"])
    assert (await Assignment.get(id=mine[1].id)).member_id == member.member.id


async def test_contacts_are_assigned_by_filter_only_if_they_are_as_many_as_were_seen(member, workspace):
    campaign = await factories.campaign(workspace)
    await factories.contact(workspace, tags=["vip"])
    given = {"campaignId": str(campaign.id), "memberIds": [str(member.member.id)], "filter": {"tags": ["vip"]}}
    error = (await member.command("assignContacts", {**given, "expectedCount": 5}))["errors"][0]
    assert (error["__typename"], error["path"]) == ("Conflict", ["expectedCount"])
    assert await Assignment.all().count() == 0
    assert (await member.command("assignContacts", {**given, "expectedCount": 1}, "assigned"))["assigned"] == 1


async def test_who_does_not_count_may_assign_whoever_matches(member, workspace):
    campaign = await factories.campaign(workspace)
    await factories.contact(workspace, tags=["vip"])
    given = {"campaignId": str(campaign.id), "memberIds": [str(member.member.id)], "filter": {"tags": ["vip"]}}
    assert (await member.command("assignContacts", given, "assigned"))["assigned"] == 1


async def test_a_member_says_that_they_are_away_and_back(member, workspace, clock):
    until = (clock.now() + timedelta(days=3)).isoformat()
    given = {"memberId": str(member.member.id), "until": until}
    answer = await member.command("setAbsence", given, "member { absentUntil }")
    assert answer["member"]["absentUntil"] == until.replace("+00:00", "Z") or answer["member"]["absentUntil"] == until
    await member.command("setAbsence", given)
    back = await member.command("setAbsence", {"memberId": str(member.member.id)}, "member { absentUntil }")
    assert back["member"] == {"absentUntil": None}
    events = await Event.filter(workspace_id=workspace.id, kind=EventKind.ABSENCE_CHANGED).order_by("position")
    assert [event.data for event in events] == [{"until": until}, {"until": None}]


@pytest.mark.parametrize("days", [0, -1, 367])
async def test_an_absence_ends_within_a_year(member, clock, days):
    until = (clock.now() + timedelta(days=days)).isoformat()
    error = (await member.command("setAbsence", {"memberId": str(member.member.id), "until": until}))["errors"][0]
    assert (error["__typename"], error["path"]) == ("InvalidInput", ["until"])


async def test_who_was_removed_is_neither_away_nor_back(admin, workspace):
    gone = await factories.member(workspace, removed_at=START)
    error = (await admin.command("setAbsence", {"memberId": str(gone.id)}))["errors"][0]
    assert (error["__typename"], error["path"]) == ("NotFound", ["memberId"])
    assert (await Member.get(id=gone.id)).absent_until is None


async def test_a_campaign_says_who_drains_its_queue(member, admin, workspace):
    ids = [str(member.member.id), str(admin.member.id)]
    given = {"name": "Mine", "sequenceKind": "CONNECTION", "drain": {"memberIds": ids, "openPerMember": 50}}
    fields = "campaign { id version drain { openPerMember members { id } } }"
    made = (await member.command("createCampaign", given, fields))["campaign"]
    assert made["drain"] == {"openPerMember": 50, "members": [{"id": one} for one in ids]}
    change = {"id": made["id"], "expectedVersion": 1}
    kept = (await member.command("updateCampaign", {**change, "name": "New"}, fields))["campaign"]
    assert kept["drain"] == made["drain"]
    off = await member.command("updateCampaign", {**change, "expectedVersion": 2, "drain": None}, fields)
    assert off["campaign"]["drain"] is None
    wrong = {**change, "expectedVersion": 3, "drain": {"memberIds": ids, "openPerMember": 0}}
    error = (await member.command("updateCampaign", wrong))["errors"][0]
    assert (error["__typename"], error["path"]) == ("InvalidInput", ["drain", "openPerMember"])


async def test_what_a_removed_member_worked_waits_for_another(admin, workspace):
    gone = await factories.member(workspace, removed_at=START)
    left = await factories.assignment(await factories.campaign(workspace), member=gone)
    document = "query ($i: ID!) { assignment(by: {id: $i}) { member { id } blockers { code } } }"
    shown = (await admin.ask(document, i=str(left.id)))["assignment"]
    assert shown == {"member": {"id": str(gone.id)}, "blockers": [{"code": "not_assigned"}]}
    given = {"assignmentIds": [str(left.id)], "memberId": str(admin.member.id)}
    answer = await admin.command("reassign", given, "assignments { blockers { code } }")
    assert answer["assignments"] == [{"blockers": []}]
