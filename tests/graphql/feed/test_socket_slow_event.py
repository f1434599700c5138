"""Nobody waits for ever for one event of a feed: one that takes too long is told as such, and the feed ends before it."""

import pytest
from strawberry.types.graphql import OperationType

from models import Units, Workspace
from models.facts import Fact
from schema import executor
from tests import factories
from tests.graphql.feed.client import Socket
from tests.graphql.feed.conftest import learn
from tests.graphql.feed.test_event_feed import FEED


async def test_an_event_that_takes_too_long_is_told_as_a_timeout_and_shown_from_the_last_cursor(
    connected: Socket, workspace: Workspace, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = await factories.assignment(await factories.campaign(workspace))
    feed = await connected.subscribe(FEED)
    begun = (await connected.message(feed))["cursor"]
    with monkeypatch.context() as impatient:
        impatient.setitem(executor.SECONDS, OperationType.SUBSCRIPTION, 0.0)
        await learn(units, assignment, Fact.LAUNCHED)
        late = (await connected.frame(feed))["payload"]
    [error] = late["errors"]
    assert (late["data"], error["extensions"], error["message"]) == (
        None,
        {"code": "TIMEOUT"},
        "This took too long: ask for less of each event.",
    )
    assert (await connected.frame(feed))["type"] == "complete"
    again = await connected.subscribe(FEED, after=begun)
    assert [event["toStatus"] for event in (await connected.message(again))["events"]] == ["ACTIVE"]
