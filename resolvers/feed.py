"""The live feeds: what happened, which assignments it changed, and how a campaign stands now."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta

import strawberry
from strawberry import UNSET

from auth.viewer import Viewer, recheck
from events.cursor import Place, encode
from events.walk import Page, Reset, ResetReason, Walker
from models.errors import InvalidInput
from resolvers.feed_events import Batching
from resolvers.feed_rows import FollowedRows
from schema.context import Context
from schema.scalars import Cursor
from schema.types.feed import AssignmentDelta, AssignmentFeed, AssignmentSnapshot, CampaignStatsTick, EventFeed, FeedReset
from schema.types.filter import AssignmentFilter, EventFilter
from schema.types.node import Info

RETAINED_FOR = timedelta(days=30)
# Access is looked at again before every page and, in silence, this often.
PATIENCE_SECONDS = 3.0
_PAGE = 100


async def event_feed(
    info: Info,
    filter: EventFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
    after: Cursor | None = UNSET,
    batch_size: int | None = 100,
) -> AsyncGenerator[EventFeed, None]:
    viewer = _viewer(info.context)
    batching = Batching(viewer, filter or None)
    size = _between(1, batch_size or 100, 100, "batchSize")
    async with aclosing(_pages(info.context, after, size)) as pages:
        async for item in pages:
            if isinstance(item, Reset):
                yield _reset(viewer, item)
            elif message := batching.message(item):
                yield message


async def assignment_feed(
    info: Info,
    filter: AssignmentFilter | None = UNSET,  # noqa: A002 - the argument's name in the API
    after: Cursor | None = UNSET,
) -> AsyncGenerator[AssignmentFeed, None]:
    viewer = _viewer(info.context)
    rows = FollowedRows(info.context, viewer, filter or None)
    async with aclosing(_pages(info.context, after, _PAGE)) as pages:
        place = None
        async for item in pages:
            if isinstance(item, Reset):
                rows.forget()
                yield _reset(viewer, item)
            elif place is None and not after:
                snapshot = await rows.snapshot()
                yield AssignmentSnapshot(cursor=_cursor(viewer, item.place), assignments=snapshot.shown, has_more=snapshot.more)
