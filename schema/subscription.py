"""The root of the live feeds."""

from collections.abc import AsyncGenerator

import strawberry

from resolvers import feed
from schema.cost import sliced
from schema.types.feed import AssignmentFeed, CampaignStatsTick, EventFeed


@strawberry.type
class Subscription:
    event_feed: AsyncGenerator[EventFeed, None] = strawberry.subscription(
        resolver=feed.event_feed, directives=sliced("batchSize", fields=("events",))
    )
    assignment_feed: AsyncGenerator[AssignmentFeed, None] = strawberry.subscription(resolver=feed.assignment_feed)
    campaign_stats: AsyncGenerator[CampaignStatsTick, None] = strawberry.subscription(resolver=feed.campaign_stats)
