"""A preview says what a launch would do, and does nothing."""

from models import Action, Assignment, AssignmentStatus, Campaign, CampaignState, Event, StepKind
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
