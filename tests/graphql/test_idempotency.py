"""The same key gives the same answer and does nothing again; another input under it is refused; of two at once one waits."""

import asyncio

import pytest

from models import Action, Assignment, Campaign, Contact, IdempotencyKey, StepKind
from tests import factories

CREATE = {"name": "Mine", "sequenceKind": "CONNECTION", "idempotencyKey": "k1"}


async def test_a_campaign_is_created_once_under_a_key(member):
    first = await member.command("createCampaign", CREATE, "campaign { id }")
    again = await member.command("createCampaign", CREATE, "campaign { id }")
    assert first == again
    assert await Campaign.all().count() == 1


async def test_without_a_key_every_request_is_new(member):
    plain = {name: value for name, value in CREATE.items() if name != "idempotencyKey"}
    for _ in range(2):
        await member.command("createCampaign", plain)
    assert await Campaign.all().count() == 2


async def test_another_input_under_a_used_key_is_refused(member):
    await member.command("createCampaign", CREATE)
    answer = await member.command("createCampaign", {**CREATE, "name": "Other"})
    assert (answer["errors"][0]["__typename"], answer["errors"][0]["path"]) == ("Conflict", ["idempotencyKey"])
    assert await Campaign.all().count() == 1


async def test_a_key_is_the_members_own_and_the_commands_own(member, admin, workspace):
    await member.command("createCampaign", CREATE)
    assert not (await admin.command("createCampaign", {**CREATE, "name": "Other"}))["errors"]
    rows = {"rows": [{"firstName": "Ada"}], "idempotencyKey": "k1"}
    assert (await member.command("importContacts", rows, "added"))["added"] == 1


async def test_a_refused_command_leaves_its_key_free(member):
    broken = await member.command("createCampaign", {**CREATE, "name": ""})
    assert broken["errors"]
    assert not (await member.command("createCampaign", CREATE))["errors"]


@pytest.mark.parametrize("key", ["x" * 201])
async def test_a_key_has_at_most_two_hundred_characters(member, key):
    answer = await member.command("createCampaign", {**CREATE, "idempotencyKey": key})
    assert answer["errors"][0]["path"] == ["idempotencyKey"]


async def test_of_two_at_once_one_waits_and_is_told_the_same(member):
    answers = await asyncio.gather(*(member.command("createCampaign", CREATE, "campaign { id }") for _ in range(5)))
    assert len({answer["campaign"]["id"] for answer in answers}) == 1
    assert await Campaign.all().count() == 1
    assert await IdempotencyKey.all().count() == 1


async def test_an_import_and_an_assignment_are_done_once_under_a_key(member, workspace):
    rows = {"rows": [{"firstName": "Ada"}, {"firstName": "Bo"}], "idempotencyKey": "k"}
    fields = "added rows { index outcome contact { id } }"
    first = await member.command("importContacts", rows, fields)
    assert await member.command("importContacts", rows, fields) == first
    assert await Contact.all().count() == 2
    campaign = await factories.campaign(workspace)
    given = {
        "campaignId": str(campaign.id), "memberIds": [str(member.member.id)], "idempotencyKey": "k",
        "contactIds": [row["contact"]["id"] for row in first["rows"]],
    }  # fmt: skip
    done = await member.command("assignContacts", given, "assigned skippedTotal")
    assert done["assigned"] == 2
    assert await member.command("assignContacts", given, "assigned skippedTotal") == done
    assert await Assignment.all().count() == 2


async def test_launches_at_once_under_one_key_plan_everything_once(member, workspace):
    await factories.account(workspace, member=member.member)
    campaign = await factories.campaign(workspace)
    await factories.sequence(campaign, StepKind.VISIT)
    for _ in range(3):
        await factories.assignment(campaign, member=member.member)
    given = {"campaignId": str(campaign.id), "memberId": str(member.member.id), "idempotencyKey": "k"}
    answers = await asyncio.gather(*(member.command("launchSequence", given, "launched") for _ in range(3)))
    assert [answer["launched"] for answer in answers] == [3, 3, 3]
    assert await Action.all().count() == 3
