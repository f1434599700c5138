"""campaignStats: a campaign's numbers as they stand, no more often than was asked for."""

import pytest

from models import Campaign, Units, Workspace
from models.facts import Fact
from tests import factories
from tests.graphql.feed.client import Data, Socket
from tests.graphql.feed.conftest import learn

FEED = """subscription ($id: ID!, $ms: Int) {
  feed: campaignStats(campaignId: $id, minIntervalMs: $ms) {
    cursor campaign { id } stats { total byStatus { status count } } breakdown { total }
  }
}"""


def counts(message: Data) -> dict[str, int]:
    return {row["status"]: row["count"] for row in message["stats"]["byStatus"] if row["count"]}


async def test_it_begins_with_the_numbers_of_now_and_ticks_when_they_change(
    connected: Socket, campaign: Campaign, units: Units
) -> None:
    assignment = await factories.assignment(campaign)
    feed = await connected.subscribe(FEED, id=str(campaign.id), ms=250)
    first = await connected.message(feed)
    assert (first["campaign"]["id"], counts(first)) == (str(campaign.id), {"PENDING": 1})
    await learn(units, assignment, Fact.LAUNCHED)
    assert counts(await connected.message(feed)) == {"ACTIVE": 1}


async def test_many_changes_within_the_interval_are_one_tick_with_the_latest_numbers(
    connected: Socket, campaign: Campaign, units: Units
) -> None:
    rows = [await factories.assignment(campaign) for _ in range(8)]
    feed = await connected.subscribe(FEED, id=str(campaign.id), ms=1000)
    await connected.message(feed)
    for row in rows:
        await learn(units, row, Fact.LAUNCHED)
    ticks = [counts(await connected.message(feed))]
    while ticks[-1] != {"ACTIVE": 8}:
        ticks.append(counts(await connected.message(feed)))
    assert len(ticks) <= 2


async def test_another_campaign_makes_no_tick(
    connected: Socket, workspace: Workspace, campaign: Campaign, units: Units
) -> None:
    other = await factories.assignment(await factories.campaign(workspace))
    feed = await connected.subscribe(FEED, id=str(campaign.id), ms=250)
    await connected.message(feed)
    await learn(units, other, Fact.LAUNCHED)
    assert await connected.quiet(feed, 0.6)


async def test_a_foreign_campaign_and_an_unknown_one_answer_alike(connected: Socket) -> None:
    foreign = await factories.campaign()
    answers = []
    for campaign_id in (str(foreign.id), str(factories.some_id()), "rubbish"):
        frame = await connected.frame(await connected.subscribe(FEED, id=campaign_id))
        payload = frame["payload"]
        errors = payload["errors"] if isinstance(payload, dict) else payload
        answers.append((frame["type"], [error["message"] for error in errors]))
    assert answers == [answers[0]] * 3


@pytest.mark.parametrize("interval", [0, 249, 60_001])
async def test_the_interval_is_bounded(connected: Socket, campaign: Campaign, interval: int) -> None:
    frame = await connected.frame(await connected.subscribe(FEED, id=str(campaign.id), ms=interval))
    assert "minIntervalMs is from 250 to 60000" in str(frame["payload"])
