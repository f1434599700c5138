"""What the live feeds send: every message carries the position to hand back as `after`."""

from typing import Annotated, TypeAlias, Union

import strawberry

from events.walk import ResetReason
from schema.cost import MAX_PAGE, at_most, weighs
from schema.scalars import Cursor
from schema.types.assignment import Assignment
from schema.types.campaign import Campaign
from schema.types.event import Event
from schema.types.node import one
from schema.types.stats import CampaignStats, MemberBreakdown

strawberry.enum(ResetReason, name="FeedResetReason")


@strawberry.interface(description="Every feed message carries the position to hand back as `after`.")
class FeedMessage:
    cursor: Cursor


@strawberry.type(
    description="Replayed or live events in log order. `caughtUp` is true from the moment the replay has reached the head."
)
class EventBatch(FeedMessage):
    events: list[Event] = strawberry.field(directives=at_most(MAX_PAGE))
    caught_up: bool


@strawberry.type(description="What lies between cannot be served: refetch, then resume from `cursor`.")
class FeedReset(FeedMessage):
    reason: ResetReason


@strawberry.type(
    description="First message when `after` is null: matching rows (at most 100; list the rest with `assignments`), taken at `cursor`."
)
class AssignmentSnapshot(FeedMessage):
    assignments: list[Assignment] = strawberry.field(directives=at_most(MAX_PAGE))
    has_more: bool


@strawberry.type(
    description="Rows that changed or entered the filter, and ids that left it: whoever holds such a row drops it. "
    "What changes by the passing of time alone is not announced."
)
class AssignmentDelta(FeedMessage):
    upserted: list[Assignment] = strawberry.field(directives=at_most(MAX_PAGE))
    removed_ids: list[strawberry.ID] = strawberry.field(directives=at_most(MAX_PAGE))


@strawberry.type(description="Latest value only; values in between may be skipped.")
class CampaignStatsTick(FeedMessage):
    campaign_id: strawberry.Private[str]
    campaign: Campaign = one("campaign")
    stats: CampaignStats = one("stats", "campaign_id", directives=weighs(20))
    breakdown: list[MemberBreakdown] = one("breakdown", "campaign_id", directives=[*weighs(20), *at_most(MAX_PAGE)])


EventFeed: TypeAlias = Annotated[
    Union[EventBatch, FeedReset],  # noqa: UP007 - Strawberry names a union by this form
    strawberry.union("EventFeed"),
]
AssignmentFeed: TypeAlias = Annotated[
    Union[AssignmentSnapshot, AssignmentDelta, FeedReset],  # noqa: UP007 - Strawberry names a union by this form
    strawberry.union("AssignmentFeed"),
]
