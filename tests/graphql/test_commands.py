"""Every command: what it does, seen in its answer and in the log, and how it says no."""

import pytest

from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Campaign,
    CampaignState,
    DuxSoupAccount,
    Event,
    EventKind,
    Step,
    StepKind,
)  # fmt: skip
from tests import factories
from tests.factories import AUTH_KEY, RING, START

CONTACTS = [
    {"linkedinUrl": "https://www.linkedin.com/in/ada-example", "firstName": "Ada", "customFields": {"Team Size": "9"}},
    {"linkedinUrl": "https://linkedin.com/in/ADA-example/", "title": "Captain"},
    {"firstName": "Bo", "lastName": "Nameless"},
    {"email": "nobody@example.com"},
    {"linkedinUrl": "https://example.com/in/x", "firstName": "X"},
]


async def _kinds(workspace) -> list[str]:
    return [event.kind.value for event in await Event.filter(workspace_id=workspace.id).order_by("position")]


async def test_a_campaign_of_each_of_the_guides_kinds_comes_with_steps_of_its_own(member, workspace):
    fields = "campaign { name state version sequence { version steps { kind delayDays requires template } } }"
    shapes = {}
    for kind in ("CONNECTION", "DIRECT_MESSAGE"):
        given = {"name": " Spring ", "sequenceKind": kind}
        made = (await member.command("createCampaign", given, fields))["campaign"]
        assert (made["name"], made["state"], made["version"]) == ("Spring", "DRAFT", 1)
        steps = made["sequence"]["steps"]
        shapes[kind] = [(step["kind"], step["delayDays"], step["requires"]) for step in steps]
    assert shapes["CONNECTION"] == [("VISIT", 0, None), ("CONNECT", 0, None), ("MESSAGE", 3, "ACCEPTED")]
    assert shapes["DIRECT_MESSAGE"] == [("MESSAGE", 0, None), ("MESSAGE", 3, None)]
    assert await _kinds(workspace) == ["campaign.created"] * 2


async def test_a_custom_campaign_needs_its_steps(member):
    answer = await member.command("createCampaign", {"name": "Mine", "sequenceKind": "CUSTOM"})
    assert answer["errors"][0] | {"message": ""} == {
        "__typename": "InvalidInput", "message": "", "code": "invalid_input", "path": ["steps"],
    }  # fmt: skip


async def test_a_new_sequence_is_a_new_version_and_names_what_is_wrong_with_a_step(member):
    made = await member.command("createCampaign", {"name": "Mine", "sequenceKind": "CONNECTION"}, "campaign { id }")
    given = {"campaignId": made["campaign"]["id"], "expectedVersion": 1, "steps": [{"kind": "VISIT"}]}
    fields = "campaign { version sequence { version steps { kind } } }"
    changed = (await member.command("setSequence", given, fields))["campaign"]
    assert changed == {"version": 2, "sequence": {"version": 2, "steps": [{"kind": "VISIT"}]}}
    stale = (await member.command("setSequence", given))["errors"][0]
    assert (stale["__typename"], stale["currentVersion"]) == ("Conflict", 2)
    broken = {**given, "expectedVersion": 2, "steps": [{"kind": "VISIT"}, {"kind": "MESSAGE", "template": "{{ x"}]}
    assert (await member.command("setSequence", broken))["errors"][0]["path"] == ["steps", "1", "template"]


async def test_a_campaign_is_changed_in_the_fields_that_are_given(member):
    made = await member.command(
        "createCampaign", {"name": "Mine", "description": "Old", "sequenceKind": "CONNECTION"}, "campaign { id }"
    )
    given = {"id": made["campaign"]["id"], "expectedVersion": 1, "stopOnReply": False, "description": None}
    fields = "campaign { name description stopOnReply replyWindowDays version }"
    changed = (await member.command("updateCampaign", given, fields))["campaign"]
    assert changed == {"name": "Mine", "description": None, "stopOnReply": False, "replyWindowDays": 3, "version": 2}
    none = (await member.command("updateCampaign", {**given, "expectedVersion": 2, "replyWindowDays": 0}))["errors"]
    assert none[0]["path"] == ["replyWindowDays"]


async def test_archiving_cancels_what_is_planned_and_is_final(admin, workspace):
    account = await factories.account(workspace)
    campaign = await factories.campaign(workspace)
    version = await factories.sequence(campaign, StepKind.VISIT)
    assignment = await factories.assignment(campaign, account=account, sequence=version, status=AssignmentStatus.ACTIVE)
    step = await Step.get(sequence_id=version.id)
    action = await factories.action(assignment, step, account)
    given = {"id": str(campaign.id), "to": "ARCHIVED"}
    answer = await admin.command("changeCampaignState", given, "campaign { state }")
    assert answer["campaign"] == {"state": "ARCHIVED"}
    assert (await Action.get(id=action.id)).state is ActionState.CANCELLED
    error = (await admin.command("changeCampaignState", {**given, "to": "RUNNING"}))["errors"][0]
    assert (error["__typename"], error["from"], error["allowed"]) == ("IllegalTransition", "ARCHIVED", [])
    assert (await Campaign.get(id=campaign.id)).state is CampaignState.ARCHIVED


CONNECT = {
    "duxSoupUserId": "103", "authKey": "invented-key-9876", "email": "seat@example.com", "firstName": "Sam",
    "lastName": "Seat",
}  # fmt: skip


async def test_a_connected_account_is_sealed_and_its_webhook_address_shown_once(admin, workspace):
    fields = "webhookUrl account { id hasKey keyLastFour health rampStartedOn rampWeek timezone }"
    answer = await admin.command("connectAccount", CONNECT, fields)
    shown = answer["account"]
    assert (shown["hasKey"], shown["keyLastFour"], shown["health"]) == (True, "9876", "DEGRADED")
    assert (shown["rampStartedOn"], shown["rampWeek"], shown["timezone"]) == ("2026-03-02", 1, "UTC")
    assert answer["webhookUrl"].startswith("http://127.0.0.1:8001/api/webhooks/dux-status-update/")
    row = await DuxSoupAccount.get(id=shown["id"])
    place = {"table": "duxsoup_user", "column": "sealed_auth_key", "workspace_id": workspace.id, "row_id": row.id}
    assert RING.open(row.sealed_auth_key or "", **place) == "invented-key-9876"
    assert row.dux_soup_auth_key is None
    assert "9876" not in "".join(str(event.data) for event in await Event.all())
    again = (await admin.command("connectAccount", CONNECT))["errors"][0]
    assert (again["__typename"], again["path"]) == ("Conflict", ["duxSoupUserId"])


async def test_a_rotated_webhook_address_leaves_the_one_before_valid_for_seven_days(admin, workspace, clock):
    answer = await admin.command("connectAccount", CONNECT, "webhookUrl account { id }")
    document = "mutation ($i: ID!) { rotateWebhookUrl(accountId: $i) { webhookUrl errors { __typename } } }"
    turned = (await admin.ask(document, i=answer["account"]["id"]))["rotateWebhookUrl"]
    assert turned["webhookUrl"] != answer["webhookUrl"]
    row = await DuxSoupAccount.get(id=answer["account"]["id"])
    assert row.webhook_previous_hash is not None
    assert (row.webhook_previous_until - clock.wall()).days == 7


async def test_a_seat_that_is_proven_elsewhere_is_refused_and_one_that_is_only_claimed_is_not(admin, stranger):
    theirs = await stranger.command("connectAccount", CONNECT, "account { id }")
    assert not theirs["errors"]
    mine = await admin.command("connectAccount", {**CONNECT, "duxSoupUserId": "104"}, "account { id }")
    assert not mine["errors"]
    assert not (await admin.command("connectAccount", CONNECT))["errors"]
    await DuxSoupAccount.filter(id=mine["account"]["id"]).update(verified_at=START)
    late = await stranger.command("connectAccount", {**CONNECT, "duxSoupUserId": "104"})
    assert [error["__typename"] for error in late["errors"]] == ["Conflict"]


async def test_an_account_is_changed_within_its_ceilings_and_a_new_key_has_to_be_proven(admin, workspace):
    account = await factories.account(workspace, paid_linkedin=False)
    fields = "account { timezone holidayCountry keyLastFour workingHours { weekday opens closes } limits { kind hours limit } }"
    hours = [{"weekday": 0, "opens": "10:00", "closes": "12:00"}]
    given = {
        "id": str(account.id), "timezone": "Europe/Berlin", "holidayCountry": "DE", "workingHours": hours,
        "limits": [{"kind": "CONNECT", "hours": 24, "limit": 20}], "authKey": "another-key-4321",
    }  # fmt: skip
    changed = (await admin.command("updateAccount", given, fields))["account"]
    assert (changed["timezone"], changed["holidayCountry"], changed["keyLastFour"]) == ("Europe/Berlin", "DE", "4321")
    assert changed["workingHours"] == hours
    assert {"kind": "CONNECT", "hours": 24, "limit": 20} in changed["limits"]
    assert (await DuxSoupAccount.get(id=account.id)).verified_at is None
    assert set(await _kinds(workspace)) == {"account.changed", "key.replaced"}
    for broken, path in (
        ({"limits": [{"kind": "CONNECT", "hours": 24, "limit": 26}]}, ["limits"]),
        ({"timezone": "Moon/Crater"}, ["timezone"]),
        ({"timezone": None}, ["timezone"]),
        ({"holidayCountry": "XX"}, ["holidayCountry"]),
        ({"workingHours": [{"weekday": 7, "opens": "10:00", "closes": "12:00"}]}, ["workingHours"]),
        ({"rampStartedOn": "soon"}, ["rampStartedOn"]),
        ({"authKey": "short"}, ["authKey"]),
        ({"memberId": str(factories.some_id())}, ["memberId"]),
    ):
        answer = await admin.command("updateAccount", {"id": str(account.id), **broken})
        assert answer["errors"][0]["path"] == path
    assert (await DuxSoupAccount.get(id=account.id)).key_last_four == "4321"


async def test_an_account_is_paused_with_a_reason_and_resumed_by_a_person(admin, workspace):
    account = await factories.account(workspace)
    pause = "mutation ($i: ID!, $r: String!, $u: DateTime) { pauseAccount(id: $i, reason: $r, until: $u) { account { health pauseReason pausedUntil } errors { __typename } } }"  # fmt: skip
    resume = "mutation ($i: ID!) { resumeAccount(id: $i) { account { health } errors { __typename } } }"
    held = (await admin.ask(pause, i=str(account.id), r="holiday", u="2026-03-09T09:00:00Z"))["pauseAccount"]["account"]
    assert held == {"health": "PAUSED", "pauseReason": "holiday", "pausedUntil": "2026-03-09T09:00:00+00:00"}
    assert (await admin.ask(resume, i=str(account.id)))["resumeAccount"]["account"] == {"health": "CONNECTED"}
    assert (await admin.ask(resume, i=str(account.id)))["resumeAccount"]["errors"] == [
        {"__typename": "IllegalTransition"}
    ]
    assert (await admin.ask(pause, i=str(account.id), r=" "))["pauseAccount"]["errors"] == [
        {"__typename": "InvalidInput"}
    ]
    past = (await admin.ask(pause, i=str(account.id), r="r", u="2026-03-01T09:00:00Z"))["pauseAccount"]
    assert past["errors"] == [{"__typename": "InvalidInput"}]


async def test_dux_soup_out_of_reach_is_an_error_of_its_kind(admin, workspace):
    account = await factories.account(workspace, verified_at=None)
    document = "mutation ($i: ID!) { verifyAccount(id: $i) { account { id } errors { __typename ... on MutationError { message } } } }"
    answer = (await admin.ask(document, i=str(account.id)))["verifyAccount"]
    assert answer["errors"][0]["__typename"] == "RemoteFailure"
    assert AUTH_KEY not in str(answer)
    assert (await DuxSoupAccount.get(id=account.id)).verified_at is None


async def test_an_import_answers_for_every_row(member, workspace):
    fields = "added updated duplicates refused rows { index outcome reason contact { fullName title customFields linkedinUrl } }"
    answer = await member.command("importContacts", {"rows": CONTACTS}, fields)
    assert [answer[name] for name in ("added", "updated", "duplicates", "refused")] == [2, 0, 1, 2]
    outcomes = [row["outcome"] for row in answer["rows"]]
    assert outcomes == ["ADDED", "DUPLICATE", "ADDED", "REFUSED", "REFUSED"]
    assert [row["index"] for row in answer["rows"]] == [0, 1, 2, 3, 4]
    assert answer["rows"][0]["contact"]["customFields"] == {"team_size": "9"}
    assert all(row["reason"] for row in answer["rows"] if row["outcome"] == "REFUSED")


async def test_at_most_a_thousand_rows_are_imported_at_a_time(member):
    answer = await member.command("importContacts", {"rows": [{"firstName": "A"}] * 1001})
    assert answer["errors"][0]["path"] == ["rows"]


async def test_custom_fields_that_are_no_object_refuse_their_row_only(member):
    rows = [{"firstName": "Ada", "customFields": [1]}, {"firstName": "Bo"}]
    answer = await member.command("importContacts", {"rows": rows}, "rows { outcome }")
    assert [row["outcome"] for row in answer["rows"]] == ["REFUSED", "ADDED"]


async def test_imported_contacts_go_straight_into_a_campaign(member, workspace):
    campaign = await factories.campaign(workspace)
    given = {"rows": CONTACTS[:3], "campaignId": str(campaign.id), "memberIds": [str(member.member.id)]}
    await member.command("importContacts", given)
    assert await Assignment.filter(campaign_id=campaign.id, member_id=member.member.id).count() == 2
    nowhere = await member.command("importContacts", {"rows": CONTACTS, "memberIds": [str(member.member.id)]})
    assert nowhere["errors"][0]["path"] == ["campaignId"]


async def test_contacts_are_assigned_by_id_or_by_filter_and_shared_evenly(member, admin, workspace):
    campaign = await factories.campaign(workspace)
    for _ in range(4):
        await factories.contact(workspace, tags=["vip"])
    kept_away = await factories.contact(workspace)
    members = [str(member.member.id), str(admin.member.id)]
    fields = "assigned skippedTotal skipped { code contact { id } } campaign { breakdown { member { id } total } }"
    given = {"campaignId": str(campaign.id), "memberIds": members, "filter": {"tags": ["vip"]}}
    answer = await member.command("assignContacts", given, fields)
    assert (answer["assigned"], answer["skippedTotal"]) == (4, 0)
    shares = {row["member"]["id"]: row["total"] for row in answer["campaign"]["breakdown"]}
    assert shares == dict.fromkeys(members, 2)
    by_id = {"campaignId": str(campaign.id), "memberIds": members[:1], "contactIds": [str(kept_away.id)]}
    assert (await member.command("assignContacts", by_id, fields))["assigned"] == 1
    again = await member.command("assignContacts", by_id, fields)
    assert (again["assigned"], again["skipped"][0]["contact"]) == (0, {"id": str(kept_away.id)})
    for wrong in ({}, {"contactIds": [], "filter": {"search": "x"}}):
        nothing = {"campaignId": str(campaign.id), "memberIds": members, **wrong}
        assert (await member.command("assignContacts", nothing))["errors"][0]["path"] == ["contactIds"]


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


async def test_every_change_says_who_made_it_and_by_which_request(member, workspace):
    await member.command("createCampaign", {"name": "Mine", "sequenceKind": "CONNECTION"})
    event = await Event.get(workspace_id=workspace.id, kind=EventKind.CAMPAIGN_CREATED)
    assert event.actor_id == member.member.id
    assert event.request_id
