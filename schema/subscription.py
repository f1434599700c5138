"""The root of the live feeds."""

from collections.abc import AsyncGenerator

import strawberry

from resolvers import feed
from schema.cost import sliced
from schema.types.feed import AssignmentFeed, CampaignStatsTick, EventFeed


@strawberry.type(description="What happens, live. Each feed replays from a cursor and then goes on, without a gap.")
class Subscription:
    event_feed: AsyncGenerator[EventFeed, None] = strawberry.subscription(
        resolver=feed.event_feed,
        description="The log from `after` on, or from now; what is about access only for admins.",
        directives=sliced("batchSize", fields=("events",)),
    )
    assignment_feed: AsyncGenerator[AssignmentFeed, None] = strawberry.subscription(
        resolver=feed.assignment_feed, description="A list of assignments that keeps itself fresh."
    )
    campaign_stats: AsyncGenerator[CampaignStatsTick, None] = strawberry.subscription(
        resolver=feed.campaign_stats, description="The numbers of one campaign, at most once in `minIntervalMs`."
    )
