"""What all messages of feeds have, and the one that says that a feed cannot go on."""

import strawberry

from events.walk import ResetReason
from schema.scalars import Cursor
from schema.types.enum import described

described(
    ResetReason,
    "Why a feed cannot go on from where it is.",
    name="FeedResetReason",
    ACCESS_CHANGED="Role or token have changed, or access has ended.",
    CURSOR_EXPIRED="What lies between is older than feeds replay.",
    CURSOR_UNKNOWN="It is no place in this log.",
    RESTORED="The database was restored from a backup since.",
    SLOW_CONSUMER="Too much had piled up.",
)


@strawberry.interface(description="Every feed message carries the position to hand back as `after`.")
class FeedMessage:
    cursor: Cursor = strawberry.field(description="The position up to which everything was told.")


@strawberry.type(description="What lies between cannot be served: refetch, then resume from `cursor`.")
class FeedReset(FeedMessage):
    reason: ResetReason = strawberry.field(description="Why it cannot be served.")
