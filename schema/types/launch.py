"""Launching a member's share of a campaign: what would go, what went, and what stayed behind for which reason."""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import UNSET

from engine.launch import LaunchConflict
from schema.cost import MAX_PAGE, at_most
from schema.types.account import DuxSoupAccount
from schema.types.assignment import Assignment
from schema.types.campaign import Campaign
from schema.types.error import CommandError, no_errors
from schema.types.node import one

strawberry.enum(LaunchConflict, description="What to do with a person who is already running in another campaign.")


@strawberry.type
class LaunchSkip:
    code: str
    message: str
    assignment_id: strawberry.Private[str]
    assignment: Annotated["Assignment", strawberry.lazy("schema.types.assignment")] = one("assignment")


@strawberry.type
class LaunchPreview:
    launchable: int
    skipped: list[LaunchSkip] = strawberry.field(directives=at_most(MAX_PAGE))
    skipped_total: int
    first_action_at: datetime | None
    last_action_at: datetime | None
    account_id: strawberry.Private[str | None]
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one("account")


@strawberry.input
class LaunchSequenceInput:
    campaign_id: strawberry.ID
    member_id: strawberry.ID
    conflict: LaunchConflict | None = LaunchConflict.SKIP
    reason: str | None = UNSET
    idempotency_key: str | None = UNSET


@strawberry.type
class LaunchSequencePayload:
    launched: int = 0
    skipped: list[LaunchSkip] = strawberry.field(default_factory=list, directives=at_most(MAX_PAGE))
    skipped_total: int = 0
    campaign: Campaign | None = None
    errors: list[CommandError] = no_errors()
