"""Every filter of every list narrows by what it says, and is bounded."""

import pytest

from models import CampaignState, Fact
from models.ids import new_id
from tests import factories
from tests.graphql.feed.conftest import learn

TOO_MANY = [str(new_id()) for _ in range(101)]


async def names(asker, asked: dict[str, object]) -> list[str]:
    document = "query ($f: CampaignFilter) { campaigns(first: 9, filter: $f) { nodes { name } } }"
    return sorted(one["name"] for one in (await asker.ask(document, f=asked))["campaigns"]["nodes"])


async def test_campaigns_are_found_by_word_and_by_state(member, workspace):
    await factories.campaign(workspace, name="Spring fair", state=CampaignState.RUNNING)
    await factories.campaign(workspace, name="Autumn fair", state=CampaignState.PAUSED)
    assert await names(member, {"search": "FAIR"}) == ["Autumn fair", "Spring fair"]
    assert await names(member, {"search": "fair", "states": ["PAUSED"]}) == ["Autumn fair"]
    assert await names(member, {"states": []}) == []


async def test_events_are_narrowed_by_campaign_assignment_member_kind_and_status(member, workspace, units):
    campaign = await factories.campaign(workspace)
    mine = await factories.assignment(campaign, member=member.member)
    other = await factories.assignment(await factories.campaign(workspace))
    for one in (mine, other):
        await learn(units, one, Fact.LAUNCHED, Fact.ACCEPTED)
    document = "query ($f: EventFilter) { events(first: 9, filter: $f) { totalCount } }"

    async def count(**asked: object) -> int:
        found: int = (await member.ask(document, f=asked))["events"]["totalCount"]
        return found

    assert await count() == 4
    assert await count(campaignIds=[str(campaign.id)]) == 2
    assert await count(assignmentIds=[str(other.id)]) == 2
    assert await count(memberIds=[str(member.member.id)]) == 2
    assert await count(toStatuses=["ACCEPTED"]) == 2
    assert await count(kinds=["assignment.status_changed"], toStatuses=["ACTIVE"], campaignIds=[str(campaign.id)]) == 1
    assert await count(kinds=[]) == 0


async def test_nobody_works_what_a_removed_member_had(member, workspace):
    campaign = await factories.campaign(workspace)
    gone = await factories.member(workspace, removed_at=factories.START)
    mine = await factories.assignment(campaign, member=member.member)
    left = [await factories.assignment(campaign, member=who, updated_at=factories.START) for who in (gone, None)]
    document = """query ($f: AssignmentFilter, $c: ID!) { assignments(first: 9, filter: $f) { totalCount nodes { id } }
      campaign(id: $c) { assignments(first: 9, filter: $f) { totalCount nodes { id } } } }"""
    for asked, wanted in ((True, left), (False, [mine])):
        answer = await member.ask(document, f={"unassigned": asked}, c=str(campaign.id))
        for found in (answer["assignments"], answer["campaign"]["assignments"]):
            assert {one["id"] for one in found["nodes"]} == {str(one.id) for one in wanted}
            assert found["totalCount"] == len(wanted)


@pytest.mark.parametrize(
    ("field", "kind", "name"),
    [
        ("events", "EventFilter", "campaignIds"),
        ("events", "EventFilter", "kinds"),
        ("events", "EventFilter", "memberIds"),
        ("assignments", "AssignmentFilter", "campaignIds"),
        ("assignments", "AssignmentFilter", "memberIds"),
        ("contacts", "ContactFilter", "tags"),
    ],
)
async def test_a_filter_takes_at_most_a_hundred_values(member, field, kind, name):
    document = f"query ($f: {kind}) {{ {field}(first: 1, filter: $f) {{ nodes {{ id }} }} }}"
    for given in (TOO_MANY, ["junk"] * 101):
        [error] = await member.refused(document, f={name: given})
        assert error["extensions"]["argument"] == ["filter", name]


@pytest.mark.parametrize("text", ["a " * 11, "a" * 1_001])
@pytest.mark.parametrize(("field", "kind"), [("contacts", "ContactFilter"), ("campaigns", "CampaignFilter")])
async def test_a_search_takes_at_most_ten_words_and_a_thousand_characters(member, field, kind, text):
    document = f"query ($f: {kind}) {{ {field}(first: 1, filter: $f) {{ nodes {{ id }} }} }}"
    [error] = await member.refused(document, f={"search": text})
    assert error["extensions"]["argument"] == ["filter", "search"]
