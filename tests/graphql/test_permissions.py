"""Who may what: the table of commands, asked of every command as every role and with every scope."""

from datetime import timedelta
from typing import Any

import pytest

from app.context import context_of
from models import ApiToken, Campaign, Event, EventKind, NewEvent, Role, Scope
from resolvers.permissions import COMMANDS
from schema.root import api
from tests import factories
from tests.graphql.conftest import asker
from tests.graphql.test_isolation import INPUTS, NAMELESS, _furnish, _try

ADMINS_ONLY = {
    "connectAccount", "updateAccount", "verifyAccount", "pauseAccount", "resumeAccount", "rotateWebhookUrl",
    "disconnectAccount", "revokePreviousWebhookUrl", "replayReceipts", "liftSuppression", "eraseContact", "exportContact",
    "reassign", "inviteMember", "changeMemberRole", "removeMember", "resetPassword",
    "createToken",
}  # fmt: skip
# One's own; a token has to be one for administering.
ONES_OWN = {"revokeToken"}
# What these are about belongs to the workspace, not to a member.
WORKSPACES = {"assignContacts", "suppress", "updateContact", "addTags", "removeTags"}
LAUNCHING = {
    "launchSequence",
    "changeCampaignState",
    "resumeAssignment",
    "resolveAction",
    "liftGuardrail",
    "mergeContacts",
    "partContacts",
}
NAMELESS_INPUTS = {
    "createCampaign": {"name": "Mine", "sequenceKind": "CONNECTION"},
    "inviteMember": {"email": "new@example.com", "role": "MEMBER"},
    "createToken": {"name": "mine"},
    "importContacts": {"rows": [{"firstName": "Ada"}]},
    "createContact": {"contact": {"firstName": "Ada"}},
    "importSuppressions": {"rows": [{"scope": "domain", "value": "example.com", "reason": "asked"}]},
    "connectAccount": {
        "duxSoupUserId": "1" * 21, "authKey": "invented-key-1", "email": "a@example.com", "firstName": "A",
        "lastName": "B",
    },
}  # fmt: skip


async def _asked(who, name, ids) -> Any:
    """The kinds of errors that a command answers with."""
    if name in NAMELESS:
        answer = await who.command(name, NAMELESS_INPUTS[name])
    else:
        answer = await _try(who, name, ids)
    return [error["__typename"] for error in answer["errors"]]


@pytest.mark.parametrize("name", sorted(COMMANDS))
async def test_a_viewer_commands_nothing_but_the_end_of_their_own_token(viewer, member, workspace, units, name):
    ids = await _furnish(workspace, member.member, units)
    assert await _asked(viewer, name, ids) == ["NotFound" if name in ONES_OWN else "Forbidden"]


@pytest.mark.parametrize("name", sorted(COMMANDS))
async def test_a_member_commands_what_is_theirs_and_no_accounts(member, workspace, units, name):
    ids = await _furnish(workspace, member.member, units)
    refused = await _asked(member, name, ids) == ["Forbidden"]
    assert refused == (name in ADMINS_ONLY)


@pytest.mark.parametrize("name", sorted({*INPUTS} - ADMINS_ONLY - WORKSPACES))
async def test_what_is_somebody_elses_is_not_there_for_a_member_and_is_for_an_admin(
    member, admin, workspace, units, name
):
    ids = await _furnish(workspace, admin.member, units)
    assert await _asked(member, name, ids) == ["NotFound"]
    ids = await _furnish(workspace, member.member, units)
    assert "NotFound" not in await _asked(admin, name, ids)


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("scope", list(Scope))
async def test_a_token_narrowed_to_one_scope_does_what_that_scope_says(client, workspace, units, name, scope, dialect):
    if dialect == "postgres":
        return
    owner = await asker(client, workspace, Role.OWNER, [scope, Scope.READ])
    ids = await _furnish(workspace, owner.member, units)
    needed = Scope.ADMIN if name in ADMINS_ONLY | ONES_OWN else Scope.LAUNCH if name in LAUNCHING else Scope.WRITE
    assert (await _asked(owner, name, ids) == ["Forbidden"]) == (scope is not needed)


@pytest.mark.parametrize(
    ("state", "needed"),
    [("RUNNING", {Scope.LAUNCH}), ("PAUSED", {Scope.LAUNCH, Scope.WRITE}), ("ARCHIVED", {Scope.WRITE})],
)
@pytest.mark.parametrize("scope", [Scope.LAUNCH, Scope.WRITE, Scope.ADMIN])
async def test_a_campaign_is_let_go_with_launch_archived_with_write_and_held_back_with_either(
    client, workspace, state, needed, scope
):
    owner = await asker(client, workspace, Role.OWNER, [scope])
    at = "paused" if state == "RUNNING" else "running"
    campaign = await factories.campaign(workspace, state=at, created_by_id=owner.member.id)
    answer = await owner.command("changeCampaignState", {"id": str(campaign.id), "to": state})
    assert [error["__typename"] for error in answer["errors"]] == ([] if scope in needed else ["Forbidden"])
    assert (await Campaign.get(id=campaign.id)).state == (state.lower() if scope in needed else at)


async def test_a_token_without_read_is_shown_nothing(client, workspace, units):
    writer = await asker(client, workspace, Role.OWNER, [Scope.WRITE])
    errors = await writer.refused("{ contacts(first: 1) { nodes { id } } }")
    assert errors[0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_refused_command_is_an_event_at_most_once_a_minute_with_a_count(viewer, admin, workspace, clock):
    for _ in range(3):
        await viewer.command("createCampaign", NAMELESS_INPUTS["createCampaign"])
    await viewer.command("importContacts", NAMELESS_INPUTS["importContacts"])
    clock.move_wall(minutes=1)
    await viewer.command("createCampaign", NAMELESS_INPUTS["createCampaign"])
    events = await Event.filter(workspace_id=workspace.id, kind=EventKind.COMMAND_REFUSED).order_by("position")
    assert [event.data for event in events] == [
        {"command": "createCampaign", "count": 1},
        {"command": "importContacts", "count": 1},
        {"command": "createCampaign", "count": 3},
    ]
    assert {event.actor_id for event in events} == {viewer.member.id}
    assert all(event.request_id for event in events)


async def test_a_forbidden_id_is_written_down_too(member, admin, workspace, units):
    ids = await _furnish(workspace, admin.member, units)
    await _try(member, "pauseAssignment", ids)
    assert await Event.filter(workspace_id=workspace.id, kind=EventKind.COMMAND_REFUSED).count() == 1


async def test_events_about_access_are_shown_to_admins_only(viewer, member, admin, workspace):
    await viewer.command("createCampaign", NAMELESS_INPUTS["createCampaign"])
    document = "{ events(first: 9) { totalCount nodes { ... on RecordChanged { kind } } } }"
    assert (await member.ask(document))["events"] == {"totalCount": 0, "nodes": []}
    assert (await admin.ask(document))["events"]["nodes"] == [{"kind": "command.refused"}]


async def test_taking_people_over_is_an_admins_act(member, workspace, units):
    ids = await _furnish(workspace, member.member, units)
    given = {"campaignId": ids["campaign"], "memberId": ids["member"], "conflict": "TAKE_OVER", "reason": "agreed"}
    answer = await member.command("launchSequence", given, "launched")
    assert [error["__typename"] for error in answer["errors"]] == ["Forbidden"]


async def test_reinstating_somebody_is_an_admins_act(member, workspace, units):
    ids = await _furnish(workspace, member.member, units)
    given = {"id": ids["assignment"], "to": "PENDING", "reason": "asked"}
    answer = await member.command("setAssignmentStatus", given, kind="SetStatusInput")
    assert [error["__typename"] for error in answer["errors"]] == ["Forbidden"]


async def test_an_admins_act_needs_a_token_for_it_too(client, workspace, units):
    narrowed = await asker(client, workspace, Role.ADMIN, [Scope.READ, Scope.WRITE, Scope.LAUNCH])
    ids = await _furnish(workspace, narrowed.member, units)
    launch = {"campaignId": ids["campaign"], "memberId": ids["member"], "conflict": "TAKE_OVER", "reason": "agreed"}
    status = {"id": ids["assignment"], "to": "PENDING", "reason": "asked"}
    for answer in (
        await narrowed.command("launchSequence", launch, "launched"),
        await narrowed.command("setAssignmentStatus", status, kind="SetStatusInput"),
    ):
        assert [error["__typename"] for error in answer["errors"]] == ["Forbidden"]


@pytest.mark.parametrize("name", ["pauseAssignment", "unassign", "setAbsence", "launchSequence", "startImport"])
async def test_a_token_narrowed_to_writing_and_launching_is_its_admins_own_hand_alone(
    client, workspace, member, units, name
):
    narrowed = await asker(client, workspace, Role.ADMIN, [Scope.READ, Scope.WRITE, Scope.LAUNCH])
    ids = await _furnish(workspace, member.member, units)
    assert await _asked(narrowed, name, ids) == ["NotFound"]
    own = await _furnish(workspace, narrowed.member, units)
    assert "NotFound" not in await _asked(narrowed, name, own)


async def test_a_token_that_may_not_read_is_told_that_its_command_is_done(client, workspace):
    writing = await asker(client, workspace, Role.MEMBER, [Scope.WRITE])
    given = {"name": "Unseen", "sequenceKind": "CONNECTION"}
    answer = await writing.command("createCampaign", given, "campaign { id }")
    assert answer == {"campaign": None, "errors": []}
    assert await Campaign.filter(workspace_id=workspace.id, name="Unseen").count() == 1


async def test_a_token_that_may_not_read_is_not_told_whom_its_command_passed_over(client, workspace, units):
    launching = await asker(client, workspace, Role.OWNER, [Scope.LAUNCH, Scope.WRITE])
    ids = await _furnish(workspace, launching.member, units)
    unreachable = await factories.contact(workspace, linkedin_url=None)
    campaign = await Campaign.get(id=ids["campaign"])
    pending = await factories.assignment(campaign, unreachable, member=launching.member)
    launch = {"campaignId": ids["campaign"], "memberId": ids["member"]}
    asked = "launched skippedTotal skipped { code assignment { id } }"
    answer = await launching.command("launchSequence", launch, asked)
    assert (answer["skippedTotal"], answer["skipped"], answer["errors"]) == (1, [], [])

    again = {"campaignId": ids["campaign"], "memberIds": [ids["member"]], "contactIds": [str(pending.contact_id)]}
    answer = await launching.command("assignContacts", again, "skippedTotal skipped { code contact { id } }")
    assert (answer["skippedTotal"], answer["skipped"], answer["errors"]) == (1, [], [])

    rows = {"rows": [{"firstName": "Una", "lastName": "Seen", "linkedinUrl": "https://www.linkedin.com/in/una-seen"}]}
    answer = await launching.command("importContacts", rows, "added rows { outcome contact { id } }")
    assert (answer["added"], answer["rows"]) == (1, [{"outcome": "ADDED", "contact": None}])


@pytest.mark.parametrize(
    "document",
    [
        "{ viewer { role } }",
        "{ contacts(first: 1) { totalCount } }",
        'mutation { createCampaign(input: {name: "Mine", sequenceKind: CONNECTION}) { errors { __typename } } }',
    ],
)
async def test_nobody_reads_and_does_nothing_whatever_let_their_document_in(parts, document):
    answer = await api().execute(document, context_value=context_of(parts, None, {}))
    assert answer.data is None
    assert [error.extensions for error in answer.errors or []] == [{"code": "UNAUTHENTICATED"}]
    assert await Campaign.all().count() == 0


async def test_a_member_links_a_campaign_to_their_own_account_only(member, admin, workspace):
    own = await factories.account(workspace, member=member.member)
    other = await factories.account(workspace, member=admin.member)
    given = {"name": "Mine", "sequenceKind": "CONNECTION"}
    fields = "campaign { account { id } }"
    mine = await member.command("createCampaign", {**given, "accountId": str(own.id)}, fields)
    assert mine["campaign"]["account"] == {"id": str(own.id)}
    assert (await member.command("createCampaign", {**given, "accountId": str(other.id)}))["errors"]
    theirs = await admin.command("createCampaign", {**given, "accountId": str(own.id)}, fields)
    assert theirs["campaign"]["account"] == {"id": str(own.id)}


async def test_a_campaign_is_linked_to_another_account_or_none_by_the_same_rule(member, admin, workspace):
    own = await factories.account(workspace, member=member.member)
    other = await factories.account(workspace, member=admin.member)
    campaign = await factories.campaign(workspace, created_by=member.member)
    given = {"id": str(campaign.id), "expectedVersion": 1, "accountId": str(own.id)}
    fields = "campaign { account { id } }"
    linked = await member.command("updateCampaign", given, fields)
    assert linked["campaign"]["account"] == {"id": str(own.id)}
    refused = await member.command("updateCampaign", {**given, "expectedVersion": 2, "accountId": str(other.id)})
    assert [(one["__typename"], one["path"]) for one in refused["errors"]] == [("NotFound", ["accountId"])]
    untouched = await member.command("updateCampaign", {**given, "expectedVersion": 2, "accountId": None}, fields)
    assert untouched["campaign"]["account"] is None


async def test_an_expired_token_is_nobodys(client, workspace, clock):
    late = await asker(client, workspace, Role.MEMBER)
    token = await ApiToken.get(member_id=late.member.id)
    token.expires_at = clock.wall() + timedelta(hours=1)
    await token.save()
    await late.ask("{ viewer { role } }")
    clock.move_wall(hours=1)
    assert (await late.post("{ viewer { role } }")).status_code == 401


async def test_what_is_about_access_is_found_by_its_id_by_admins_only(viewer, admin, workspace, units):
    ids = {"workspace_id": workspace.id, "subject_id": workspace.id}

    async def work(unit):
        unit.record(NewEvent(EventKind.CONTACT_EXPORTED, **ids, data={"by": "an address"}))
        unit.record(NewEvent(EventKind.CAMPAIGN_CHANGED, **ids))

    await units.run(work)
    exported, changed = [str(row.id) for row in await Event.filter(workspace_id=workspace.id).order_by("position")]
    document = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert (await admin.ask(document, ids=[exported, changed]))["nodes"] == [{"id": exported}, {"id": changed}]
    assert (await viewer.ask(document, ids=[exported, changed]))["nodes"] == [None, {"id": changed}]
