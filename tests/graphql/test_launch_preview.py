"""A preview says what a launch would do, and does nothing."""

from datetime import timedelta

import pytest

from models import (
    Action,
    ActionState,
    Assignment,
    AssignmentStatus,
    Campaign,
    CampaignState,
    Event,
    Step,
    StepKind,
)
from tests import factories
from tests.factories import START

DOCUMENT = """query ($c: ID!, $m: ID!) { launchPreview(campaignId: $c, memberId: $m) {
  launchable skippedTotal skipped { code assignment { id } } account { id } firstActionAt lastActionAt } }"""


async def _campaign(workspace, member) -> Campaign:
    campaign = await factories.campaign(workspace, state=CampaignState.DRAFT)
    await factories.sequence(campaign, StepKind.VISIT)
    nowhere = await factories.contact(workspace, linkedin_url=None)
    await factories.assignment(campaign, nowhere, member=member)
    await factories.assignment(campaign, member=member)
    return campaign


async def test_a_preview_is_what_the_launch_then_does(member, workspace):
    account = await factories.account(workspace, member=member.member)
    campaign = await _campaign(workspace, member.member)
    place = {"c": str(campaign.id), "m": str(member.member.id)}
    found = (await member.ask(DOCUMENT, **place))["launchPreview"]
    assert (found["launchable"], found["skippedTotal"], found["skipped"][0]["code"]) == (1, 1, "no_identity")
    assert found["account"] == {"id": str(account.id)}
    assert found["firstActionAt"] == found["lastActionAt"] == START.isoformat()
    assert await Assignment.filter(status=AssignmentStatus.PENDING).count() == 2
    assert (await Action.all().count(), await Event.all().count()) == (0, 0)
    assert (await Campaign.get(id=campaign.id)).state is CampaignState.DRAFT
    given = {"campaignId": place["c"], "memberId": place["m"]}
    assert (await member.command("launchSequence", given, "launched"))["launched"] == found["launchable"]


async def test_without_an_account_everybody_is_skipped_for_that_reason(member, workspace):
    campaign = await _campaign(workspace, member.member)
    found = (await member.ask(DOCUMENT, c=str(campaign.id), m=str(member.member.id)))["launchPreview"]
    assert (found["launchable"], found["skippedTotal"], found["account"]) == (0, 2, None)
    assert {skip["code"] for skip in found["skipped"]} == {"account_not_configured"}


async def _preview(member, workspace, people: int, done: int = 0, **columns):
    """Of a campaign of one visit, and so many people; `done` were met nine hours ago."""
    account = await factories.account(workspace, member=member.member)
    campaign = await factories.campaign(workspace, **columns)
    step = await Step.get(sequence=await factories.sequence(campaign, StepKind.VISIT))
    at = START - timedelta(hours=9)
    for _ in range(done):
        met = await factories.assignment(campaign, status=AssignmentStatus.ACTIVE, launched_at=at)
        given = {"state": ActionState.EXECUTED, "sent_at": at, "executed_at": at, "opens": True}
        await factories.action(met, step, account, **given)
    for _ in range(people):
        await factories.assignment(campaign, member=member.member)
    found = await member.ask(DOCUMENT, c=str(campaign.id), m=str(member.member.id))
    return found["launchPreview"]["firstActionAt"], found["launchPreview"]["lastActionAt"]


def _in(**later: float) -> str:
    return (START + timedelta(**later)).isoformat()


@pytest.mark.parametrize(
    ("columns", "done", "expected"),
    [
        ({}, 0, (_in(), _in())),
        ({"account_share": 50}, 0, (_in(), _in())),
        ({"account_share": 5}, 0, (_in(), _in(hours=36))),  # two of forty visits a day
        ({"account_share": 5}, 2, (_in(hours=15), _in(hours=60))),
        ({"new_contacts_per_day": 2}, 0, (_in(), _in(hours=36))),
        ({"new_contacts_per_day": 4}, 4, (_in(hours=15), _in(hours=30))),
        ({"new_contacts_per_day": 0}, 0, (None, None)),
    ],
)
async def test_a_preview_tells_when_a_campaigns_share_and_its_new_contacts_of_a_day_let_them_go(
    member, workspace, columns, done, expected
):
    assert await _preview(member, workspace, 5, done, **columns) == expected


async def test_a_preview_looks_only_at_windows_of_what_opens(member, workspace):
    """The share of follows is used up; where all kinds together may do nothing there is no share of them."""
    shut = [{"kind": None, "with_note": False, "hours": 24, "limit": 0}]
    account = await factories.account(workspace, member=member.member, limits=shut)
    campaign = await factories.campaign(workspace, account_share=1)
    step = await Step.get(sequence=await factories.sequence(campaign, StepKind.VISIT, StepKind.FOLLOW), position=2)
    at = {"state": ActionState.EXECUTED, "sent_at": START, "executed_at": START}
    other = await factories.assignment(campaign, status=AssignmentStatus.ACTIVE, launched_at=START)
    await factories.action(other, step, account, opens=False, **at)
    await factories.assignment(campaign, member=member.member)
    place = {"c": str(campaign.id), "m": str(member.member.id)}
    assert (await member.ask(DOCUMENT, **place))["launchPreview"]["firstActionAt"] == START.isoformat()
