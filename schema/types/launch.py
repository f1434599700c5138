"""Launching a member's share of a campaign: what would go, what went, and what stayed behind for which reason."""

import strawberry
from strawberry import UNSET

from engine.launch import LaunchConflict
from schema.cost import MAX_PAGE, at_most
from schema.types.campaign import Campaign
from schema.types.command_input import ONCE
from schema.types.enum import described
from schema.types.error import CommandError, no_errors
from schema.types.launch_preview import LaunchSkip

described(
    LaunchConflict,
    "What to do with a person who is already running in another campaign.",
    SKIP="Leave them pending here.",
    TAKE_OVER="Stop them there and launch them here.",
)


@strawberry.input(description="One member's pending assignments of one campaign.")
class LaunchSequenceInput:
    campaign_id: strawberry.ID = strawberry.field(description="Of a campaign that is not archived.")
    member_id: strawberry.ID = strawberry.field(description="Whose share goes; another's only for an admin.")
    conflict: LaunchConflict | None = strawberry.field(
        default=LaunchConflict.SKIP, description="TAKE_OVER only for an admin, with a reason."
    )
    reason: str | None = strawberry.field(default=UNSET, description="Why others are stopped; kept in the log.")
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


@strawberry.type(description="What went, and what stayed behind.")
class LaunchSequencePayload:
    launched: int = strawberry.field(default=0, description="How many became active.")
    skipped: list[LaunchSkip] = strawberry.field(
        default_factory=list,
        description="At most 100 of those that stayed behind; none for a token that may not read.",
        directives=at_most(MAX_PAGE),
    )
    skipped_total: int = strawberry.field(default=0, description="How many stayed behind in all.")
    campaign: Campaign | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    errors: list[CommandError] = no_errors()
