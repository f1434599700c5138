"""What the live feeds send: every message carries the position to hand back as `after`."""

from typing import Annotated, TypeAlias, Union

import strawberry

from schema.cost import MAX_PAGE, at_most, weighs
from schema.types.assignment import Assignment
from schema.types.campaign import Campaign
from schema.types.event import Event
from schema.types.feed_message import FeedMessage, FeedReset
from schema.types.node import one
from schema.types.stats import CampaignStats, MemberBreakdown


@strawberry.type(
    description="Replayed or live events in log order. `caughtUp` is true from the moment the replay has reached the head."
)
class EventBatch(FeedMessage):
    events: list[Event] = strawberry.field(
        description="None: the feed only says where it stands.", directives=at_most(MAX_PAGE)
    )
    caught_up: bool = strawberry.field(description="Whether the replay had reached the head when this was sent.")


@strawberry.type(
    description="First message when `after` is null: matching rows (at most 100; list the rest with `assignments`), taken at `cursor`."
)
class AssignmentSnapshot(FeedMessage):
    assignments: list[Assignment] = strawberry.field(description="Newest change first.", directives=at_most(MAX_PAGE))
    has_more: bool = strawberry.field(description="Whether more match than are here.")


@strawberry.type(
    description="Rows that changed or entered the filter, and ids that left it: whoever holds such a row drops it. "
    "What changes by the passing of time alone is not announced. What others do at the same account to whatever waits there "
    "(`outstanding`, `pacing`, `limit`, `note_limit`, `campaign_share`, `new_contacts`) is announced only to a feed whose "
    "`blockedBy` names one of these codes."
)
class AssignmentDelta(FeedMessage):
    upserted: list[Assignment] = strawberry.field(description="As they are now.", directives=at_most(MAX_PAGE))
    removed_ids: list[strawberry.ID] = strawberry.field(
        description="Also of those that nobody sees any more.", directives=at_most(MAX_PAGE)
    )


@strawberry.type(description="Latest value only; values in between may be skipped.")
class CampaignStatsTick(FeedMessage):
    campaign_id: strawberry.Private[str]
    campaign: Campaign = one("campaign", description="Of which the numbers are.")
    stats: CampaignStats = one("stats", "campaign_id", description="Counted for this tick.", directives=weighs(20))
    breakdown: list[MemberBreakdown] = one(
        "breakdown",
        "campaign_id",
        description="A row a member who has any of it, and one for what nobody works.",
        directives=[*weighs(20), *at_most(MAX_PAGE)],
    )


EventFeed: TypeAlias = Annotated[
    Union[EventBatch, FeedReset],  # noqa: UP007 - Strawberry names a union by this form
    strawberry.union("EventFeed", description="What `eventFeed` sends."),
]
AssignmentFeed: TypeAlias = Annotated[
    Union[AssignmentSnapshot, AssignmentDelta, FeedReset],  # noqa: UP007 - Strawberry names a union by this form
    strawberry.union("AssignmentFeed", description="What `assignmentFeed` sends."),
]
