"""Launching, and the commands about one assignment or action."""

import pytest

from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    CampaignState,
    Event,
    StepKind,
)
from tests import factories
from tests.factories import START


async def _kinds(workspace) -> list[str]:
    return [event.kind.value for event in await Event.filter(workspace_id=workspace.id).order_by("position")]


@pytest.fixture
async def ready(member, workspace):
    """A campaign of the member's with two pending assignments, one of them of somebody without an address."""
    await factories.account(workspace, member=member.member)
    campaign = await factories.campaign(workspace, state=CampaignState.DRAFT)
    await factories.sequence(campaign, StepKind.VISIT, StepKind.CONNECT)
    await factories.assignment(campaign, member=member.member)
    nowhere = await factories.contact(workspace, linkedin_url=None)
    await factories.assignment(campaign, nowhere, member=member.member)
    return campaign


LAUNCHED = "launched skippedTotal skipped { code message assignment { id } } campaign { state stats { byStatus { status count } } }"


async def test_a_launch_sends_off_who_can_go_and_names_who_cannot(member, ready, workspace):
    given = {"campaignId": str(ready.id), "memberId": str(member.member.id)}
    answer = await member.command("launchSequence", given, LAUNCHED)
    assert (answer["launched"], answer["skippedTotal"], answer["campaign"]["state"]) == (1, 1, "RUNNING")
    assert (answer["skipped"][0]["code"], answer["skipped"][0]["message"]) == (
        "no_identity",
        "No LinkedIn URL available",
    )
    counts = {row["status"]: row["count"] for row in answer["campaign"]["stats"]["byStatus"]}
    assert (counts["ACTIVE"], counts["PENDING"]) == (1, 1)
    again = await member.command("launchSequence", given, LAUNCHED)
    assert again["launched"] == 0
    assert await Action.filter(workspace_id=workspace.id).count() == 1


async def test_a_launch_without_an_account_says_so_in_the_guides_words(admin, workspace):
    campaign = await factories.campaign(workspace)
    await factories.sequence(campaign, StepKind.VISIT)
    await factories.assignment(campaign, member=admin.member)
    given = {"campaignId": str(campaign.id), "memberId": str(admin.member.id)}
    error = (await admin.command("launchSequence", given))["errors"][0]
    assert (error["__typename"], error["message"]) == ("AccountNotConfigured", "DuxSoup user not configured")


async def test_an_assignment_is_paused_resumed_and_stopped(member, ready):
    await member.command("launchSequence", {"campaignId": str(ready.id), "memberId": str(member.member.id)})
    running = await Assignment.get(campaign_id=ready.id, status=AssignmentStatus.ACTIVE)
    fields, given = "assignment { paused version blockers { code } }", {"id": str(running.id), "reason": "wait"}
    kind = "ChangeAssignmentInput"
    paused = (await member.command("pauseAssignment", given, fields, kind))["assignment"]
    assert paused["paused"] is True
    assert "paused_by_person" in [blocker["code"] for blocker in paused["blockers"]]
    stale = {**given, "expectedVersion": paused["version"] - 1}
    assert (await member.command("resumeAssignment", stale, kind=kind))["errors"][0]["__typename"] == "Conflict"
    resumed = (await member.command("resumeAssignment", given, fields, kind))["assignment"]
    assert resumed["paused"] is False
    stopped = (await member.command("stopAssignment", given, fields, kind))["assignment"]
    assert "stopped" in [blocker["code"] for blocker in stopped["blockers"]]
    assert await Action.filter(assignment_id=running.id, state=ActionState.PLANNED).count() == 0
    assert (await member.command("stopAssignment", given, kind=kind))["errors"][0]["__typename"] == "IllegalTransition"


async def test_a_status_is_set_by_hand_where_the_table_allows_it(member, admin, ready, clock):
    pending = await Assignment.filter(campaign_id=ready.id).first()
    assert pending is not None
    fields, kind = "assignment { status }", "SetStatusInput"
    error = (await member.command("setAssignmentStatus", {"id": str(pending.id), "to": "RESPONDED"}, kind=kind))[
        "errors"
    ][0]
    assert (error["__typename"], error["from"], error["allowed"]) == ("IllegalTransition", "PENDING", ["BLACKLISTED"])
    banned = await member.command("setAssignmentStatus", {"id": str(pending.id), "to": "BLACKLISTED"}, fields, kind)
    assert banned["assignment"] == {"status": "BLACKLISTED"}
    clock.move(minutes=1)
    given = {"id": str(pending.id), "to": "PENDING", "reason": "a mix-up"}
    assert (await admin.command("setAssignmentStatus", given, fields, kind))["assignment"] == {"status": "PENDING"}


async def test_a_parked_action_is_settled_by_a_person(member, ready):
    await member.command("launchSequence", {"campaignId": str(ready.id), "memberId": str(member.member.id)})
    action = await Action.get(workspace_id=member.workspace_id)
    fields = "action { state outcome }"
    error = (await member.command("resolveAction", {"id": str(action.id), "as": "WAS_SENT"}))["errors"][0]
    assert error["__typename"] == "IllegalTransition"
    await Action.filter(id=action.id).update(state=ActionState.PARKED, sent_at=START)
    settled = await member.command("resolveAction", {"id": str(action.id), "as": "WAS_SENT"}, fields)
    assert settled["action"] == {"state": "EXECUTED", "outcome": "was_sent"}


async def test_a_failed_action_is_not_retried_while_nobody_can_look_at_the_remote_queue(member, ready):
    await member.command("launchSequence", {"campaignId": str(ready.id), "memberId": str(member.member.id)})
    action = await Action.get(workspace_id=member.workspace_id)
    await Action.filter(id=action.id).update(state=ActionState.FAILED)
    answer = await member.command("resolveAction", {"id": str(action.id), "as": "RETRY"})
    assert answer["errors"][0]["__typename"] == "RemoteFailure"
    assert await Action.filter(workspace_id=member.workspace_id).count() == 1


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("pauseAssignment", {}),
        ("resumeAssignment", {}),
        ("stopAssignment", {}),
        ("setAssignmentStatus", {"to": "RESPONDED"}),
        ("setAssignmentStatus", {"to": "BLACKLISTED"}),
    ],
)
async def test_a_reason_as_long_as_a_letter_is_refused_and_none_need_be_given(member, ready, workspace, name, more):
    await member.command("launchSequence", {"campaignId": str(ready.id), "memberId": str(member.member.id)})
    running = await Assignment.get(campaign_id=ready.id, status=AssignmentStatus.ACTIVE)
    if name == "resumeAssignment":
        await Assignment.filter(id=running.id).update(paused_at=START)
    kind = "SetStatusInput" if more else "ChangeAssignmentInput"
    before = await _kinds(workspace)
    given = {"id": str(running.id), **more}
    error = (await member.command(name, {**given, "reason": "why " * 100}, kind=kind))["errors"][0]
    assert (error["__typename"], error["path"]) == ("InvalidInput", ["reason"])
    assert error["message"] == "A reason has 1 to 300 characters."
    assert await _kinds(workspace) == before
    assert (await member.command(name, {**given, "reason": " "}, kind=kind))["errors"] == []


async def test_taking_over_gives_its_reason_in_as_few_words(admin, ready):
    given = {"campaignId": str(ready.id), "memberId": str(admin.member.id), "conflict": "TAKE_OVER"}
    error = (await admin.command("launchSequence", {**given, "reason": "w" * 301}))["errors"][0]
    assert (error["__typename"], error["path"]) == ("InvalidInput", ["reason"])
    assert (await admin.command("launchSequence", {**given, "reason": "w" * 300}))["errors"] == []


@pytest.mark.parametrize("name", ["pauseAssignment", "resumeAssignment", "stopAssignment", "setAssignmentStatus"])
async def test_a_version_of_zero_is_checked_like_any_other(member, ready, name):
    pending = await Assignment.filter(campaign_id=ready.id).first()
    assert pending is not None
    to, kind = ({"to": "BLACKLISTED"}, "SetStatusInput") if name.startswith("set") else ({}, "ChangeAssignmentInput")
    given = {"id": str(pending.id), "expectedVersion": 0, **to}
    error = (await member.command(name, given, kind=kind))["errors"][0]
    assert (error["__typename"], error["currentVersion"], error["path"]) == ("Conflict", 1, ["expectedVersion"])


async def test_a_campaigns_version_of_zero_is_checked_like_any_other(member, workspace):
    campaign = await factories.campaign(workspace, created_by=member.member)
    given = {"id": str(campaign.id), "to": "PAUSED", "expectedVersion": 0}
    error = (await member.command("changeCampaignState", given))["errors"][0]
    assert (error["__typename"], error["currentVersion"]) == ("Conflict", campaign.version)
    assert (await member.command("changeCampaignState", {**given, "expectedVersion": None}))["errors"] == []
