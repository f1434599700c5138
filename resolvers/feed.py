"""The live feeds: what happened, which assignments it changed, and how a campaign stands now."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta
from typing import Annotated, cast
from uuid import UUID

import strawberry
from strawberry import UNSET

from auth.viewer import Viewer
from events.broker import Broker
from events.cursor import Place
from events.walk import Page, Reset, ResetReason, Walker
from models.errors import InvalidInput, NotFound
from resolvers.feed_events import Batching, cursor
from resolvers.feed_rows import FollowedRows
from resolvers.permissions import reader
from resolvers.stats import may_differ
from schema.context import Context
from schema.scalars import Cursor
from schema.types.feed import AssignmentFeed, CampaignStatsTick, EventFeed
from schema.types.filter import AssignmentFilter, EventFilter
from schema.types.node import Info

RETAINED_FOR = timedelta(days=30)
# Access is looked at again before every page and, in silence, this often.
PATIENCE_SECONDS = 3.0
MOST_EVENTS = 100
SHORTEST_MS, LONGEST_MS = 250, 60_000


async def event_feed(
    info: Info,
    filter: EventFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
    after: Cursor | None = UNSET,
    batch_size: Annotated[
        int | None, strawberry.argument(description="Events a message at most, from 1 to 100.")
    ] = MOST_EVENTS,
) -> AsyncGenerator[EventFeed, None]:
    viewer, course = reader(info.context.viewer), info.context.course
    size = _between(1, MOST_EVENTS if batch_size is None else batch_size, MOST_EVENTS, "batchSize")
    batching = Batching(viewer, filter or None, resumed=course.begin)
    async with aclosing(_pages(info.context, viewer, after, size)) as pages:
        async for item in pages:
            if message := batching.message(item):
                course.told = item.place
                yield message
            course.owing = not batching.caught_up


async def assignment_feed(
    info: Info,
    filter: AssignmentFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
    after: Cursor | None = UNSET,
) -> AsyncGenerator[AssignmentFeed, None]:
    viewer, course = reader(info.context.viewer), info.context.course
    from_start = course.begin is None and not isinstance(after, str)
    rows = FollowedRows(info.context, viewer, filter or None, from_start=from_start)
    async with aclosing(_pages(info.context, viewer, after, MOST_EVENTS)) as pages:
        async for item in pages:
            async for message in rows.messages(item):
                yield message


async def campaign_stats(
    info: Info,
    campaign_id: strawberry.ID,
    min_interval_ms: Annotated[
        int | None, strawberry.argument(description="Between two messages, in milliseconds: from 250 to 60,000.")
    ] = 1_000,
) -> AsyncGenerator[CampaignStatsTick, None]:
    viewer, course = reader(info.context.viewer), info.context.course
    asked = 1_000 if min_interval_ms is None else min_interval_ms
    wait = _between(SHORTEST_MS, asked, LONGEST_MS, "minIntervalMs") / 1_000
    campaign = await info.context.loaders.campaign.load(str(campaign_id))
    if campaign is None:
        raise NotFound(campaign_id, path=["campaignId"])
    due, course.latest_only = course.begin is None, True
    async with aclosing(_pages(info.context, viewer, None, MOST_EVENTS, rest=wait)) as pages:
        async for item in pages:
            due = due or await _may_differ(info.context, viewer, UUID(campaign.id), item)
            course.owing = due and isinstance(item, Page) and item.behind > 0
            if due and not course.owing:
                due, course.told = False, item.place
                yield CampaignStatsTick(cursor=cursor(viewer, item.place), campaign_id=campaign.id)


async def _pages(
    context: Context, viewer: Viewer, after: object, size: int, rest: float = 0
) -> AsyncGenerator[Page | Reset, None]:
    """Nothing is shown on access that has ended or changed since: the feed says so, and ends. A group's members are looked at where
    they are known. After what was told nothing more is read for `rest` seconds.
    """
    broker, course = cast("Broker", context.broker), context.course
    oldest = context.clock.wall() - RETAINED_FOR
    walker = Walker(broker, viewer.workspace_id, size, oldest, PATIENCE_SECONDS, course.bound)
    begin = after if course.begin is None and isinstance(after, str) else course.begin
    shown: Place | None = None
    async with aclosing(walker.walk(begin)) as walk:
        async for item in walk:
            if not course.of_many and not await context.access.holds(viewer):
                yield Reset(shown or item.place, ResetReason.ACCESS_CHANGED)
                return
            course.sets_out()
            told = course.told
            yield item
            shown = item.place
            ended = await course.walked(item.place, caught_up=isinstance(item, Reset) or item.caught_up)
            if rest and course.told is not told:
                await asyncio.sleep(rest)
            if ended:
                return


async def _may_differ(context: Context, viewer: Viewer, campaign_id: UUID, item: Page | Reset) -> bool:
    """By its own id, however whoever asks has spelt it."""
    broker, own = cast("Broker", context.broker), viewer.workspace_id
    return isinstance(item, Reset) or await broker.undisturbed(may_differ(own, campaign_id, item.entries))


def _between(least: int, given: int, most: int, name: str) -> int:
    if not least <= given <= most:
        raise InvalidInput(f"{name} is from {least} to {most}.", path=[name])
    return given
