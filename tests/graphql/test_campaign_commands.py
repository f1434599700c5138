"""The commands about a campaign: what each does, seen in its answer and in the log, and how it says no."""

import pytest

from models import (
    Action,
    ActionState,
    AssignmentStatus,
    Campaign,
    CampaignState,
    Event,
    EventKind,
    Step,
    StepKind,
)
from tests import factories


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


async def test_a_campaign_says_what_it_takes_of_an_account_and_null_leaves_it_open(member, workspace):
    made = await member.command("createCampaign", {"name": "Mine", "sequenceKind": "CONNECTION"}, "campaign { id }")
    given = {"id": made["campaign"]["id"], "accountShare": 50, "newContactsPerDay": 0, "newContactsFirst": True}
    fields = "campaign { accountShare newContactsPerDay newContactsFirst }"
    said = {"accountShare": 50, "newContactsPerDay": 0, "newContactsFirst": True}
    assert (await member.command("updateCampaign", {**given, "expectedVersion": 1}, fields))["campaign"] == said
    event = await Event.get(workspace_id=workspace.id, kind=EventKind.CAMPAIGN_CHANGED)
    assert event.data["fields"] == ["account_share", "new_contacts_first", "new_contacts_per_day"]
    again = {"id": given["id"], "expectedVersion": 2, **dict.fromkeys(said)}
    open_ = {"accountShare": None, "newContactsPerDay": None, "newContactsFirst": True}
    assert (await member.command("updateCampaign", again, fields))["campaign"] == open_
    other = {"name": "Other", "sequenceKind": "CONNECTION", **said}
    assert (await member.command("createCampaign", other, fields))["campaign"] == said


@pytest.mark.parametrize(
    ("field", "value"),
    [("accountShare", 0), ("accountShare", 101), ("newContactsPerDay", -1), ("newContactsPerDay", 1_001)],
)
async def test_a_share_that_cannot_be_is_refused_by_name(member, field, value):
    error = (await member.command("createCampaign", {"name": "Mine", "sequenceKind": "CONNECTION", field: value}))[
        "errors"
    ][0]
    assert (error["__typename"], error["path"]) == ("InvalidInput", [field])


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


async def test_every_change_says_who_made_it_and_by_which_request(member, workspace):
    await member.command("createCampaign", {"name": "Mine", "sequenceKind": "CONNECTION"})
    event = await Event.get(workspace_id=workspace.id, kind=EventKind.CAMPAIGN_CREATED)
    assert event.actor_id == member.member.id
    assert event.request_id
