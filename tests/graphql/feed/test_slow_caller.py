"""The feed client on the product as it is served, for a caller who takes less than the server has."""

import asyncio
from contextlib import aclosing

import pytest

from app import feed_client
from app.feed_client import FeedClient
from app.watch import FEED
from events.cursor import encode
from models import Units, Workspace
from tests.events.conftest import contact_event
from tests.graphql.feed.conftest import Person
from tests.graphql.feed.test_event_feed import write
from tests.graphql.feed.test_watch import at_once, head


async def test_a_caller_who_is_slow_misses_nothing(
    url: str, person: Person, workspace: Workspace, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_client, "MOST_WAITING", 2)
    await write(units, *(contact_event(workspace) for _ in range(12)))
    client = FeedClient(url, person.token, pause=at_once, cursor=encode(workspace.id, 1, 0))
    seen: list[str] = []
    one_by_one = FEED.replace("after: $after", "after: $after, batchSize: 1")
    async with aclosing(client.follow(one_by_one, head)) as messages, asyncio.timeout(60):
        while len(seen) < 12:
            seen += [event["cursor"] for event in (await anext(messages))["events"]]
            await asyncio.sleep(0.05)
            assert not client.away
    assert seen == [encode(workspace.id, 1, position) for position in range(1, 13)]
