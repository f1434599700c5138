"""A feed ends with an answer that failed, so that whoever comes back with the last cursor misses nothing of what it was about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from strawberry.types.graphql import OperationType
from tortoise import connections

from models import Campaign, Units
from models.facts import Fact
from schema import executor
from tests import factories
from tests.graphql.feed.client import Socket
from tests.graphql.feed.conftest import learn
from tests.graphql.feed.test_assignment_feed import FEED, told

# Never made for many: it shows what is one member's.
ALONE = FEED.replace("status version", "status version member { account { remoteQueue { size } } }")


@asynccontextmanager
async def failing() -> AsyncIterator[None]:
    """Contacts cannot be read, and no row is shown without its own."""
    connection = connections.get("default")
    await connection.execute_script("ALTER TABLE contact RENAME TO contact_away")
    try:
        yield
    finally:
        await connection.execute_script("ALTER TABLE contact_away RENAME TO contact")


async def failed(connected: Socket, feed: str) -> None:
    answer = await connected.frame(feed)
    assert (answer["type"], answer["payload"]["data"], len(answer["payload"]["errors"])) == ("next", None, 1)
    assert (await connected.frame(feed))["type"] == "complete"


@pytest.mark.parametrize("document", [FEED, ALONE], ids=["with others", "alone"])
async def test_after_an_answer_that_failed_it_ends_and_the_last_cursor_brings_what_was_in_it(
    connected: Socket, campaign: Campaign, units: Units, document: str
) -> None:
    assignment = await factories.assignment(campaign)
    feed = await connected.subscribe(document)
    await connected.message(feed)
    await learn(units, assignment, Fact.LAUNCHED)
    last = (await connected.message(feed))["cursor"]
    async with failing():
        await learn(units, assignment, Fact.ACCEPTED)
        await failed(connected, feed)
    feed = await connected.subscribe(document, after=last)
    assert told(await connected.message(feed)) == ([str(assignment.id)], [])


@pytest.mark.parametrize("document", [FEED, ALONE], ids=["with others", "alone"])
async def test_so_it_does_after_one_that_took_too_long(
    connected: Socket, campaign: Campaign, units: Units, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = await factories.assignment(campaign)
    feed = await connected.subscribe(document)
    last = (await connected.message(feed))["cursor"]
    with monkeypatch.context() as hurried:
        hurried.setitem(executor.SECONDS, OperationType.SUBSCRIPTION, 0.0)
        await learn(units, assignment, Fact.LAUNCHED)
        await failed(connected, feed)
    feed = await connected.subscribe(document, after=last)
    assert told(await connected.message(feed)) == ([str(assignment.id)], [])
