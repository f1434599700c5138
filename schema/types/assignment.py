"""A contact in a campaign, worked by one member: where it stands and why it does not move."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET

from engine.blockers import REASONS
from models import AssignmentStatus
from models.sql import as_time
from schema.cost import FREE, MAX_PAGE, at_most, weighs
from schema.types.campaign import Campaign
from schema.types.connection import Connection
from schema.types.contact import Contact
from schema.types.error import CommandError, no_errors
from schema.types.filter import SEEN, AssignmentFilter
from schema.types.node import Node, many, one
from schema.types.step import Step

if TYPE_CHECKING:
    from schema.types.action import Action
    from schema.types.event import Event
    from schema.types.member import Member


@strawberry.type(directives=FREE)
class Blocker:
    code: str
    message: str
    until: datetime | None
    remedy: str | None


@strawberry.type(description="A contact in a campaign, worked by one member.")
class Assignment(Node):
    status: AssignmentStatus
    paused: bool
    next_action_at: datetime | None
    version: int
    updated_at: datetime
    contact_id: strawberry.Private[str]
    campaign_id: strawberry.Private[str]
    member_id: strawberry.Private[str | None]
    step_id: strawberry.Private[str | None]
    contact: Contact = one("contact")
    campaign: Campaign = one("campaign")
    member: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one("member")
    current_step: Step | None = one("step")
    blockers: list[Blocker] = one(
        "blockers",
        "id",
        description="Why it does not move now, every reason, first the one that holds longest; "
        "empty when an action is due or under way.",
        directives=[*weighs(3), *at_most(len(REASONS))],
    )
    actions: list[Annotated["Action", strawberry.lazy("schema.types.action")]] = one(
        "actions_of_assignment", "id", directives=at_most(MAX_PAGE)
    )
    history: Connection[Annotated["Event", strawberry.lazy("schema.types.event")]] = many("history")

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Assignment":
        return cls(
            id=strawberry.ID(str(row["id"])),
            status=AssignmentStatus(row["status"]),
            paused=row["paused_at"] is not None,
            next_action_at=as_time(row["next_at"]),
            version=row["version"],
            updated_at=as_time(row["updated_at"]),  # type: ignore[arg-type]  # the column is not null
            contact_id=str(row["contact_id"]),
            campaign_id=str(row["campaign_id"]),
            member_id=row["member_id"] and str(row["member_id"]),
            step_id=row["step_id"] and str(row["step_id"]),
        )


@strawberry.input
class AssignmentPair:
    campaign_id: strawberry.ID
    contact_id: strawberry.ID


@strawberry.input(one_of=True)
class AssignmentBy:
    id: strawberry.ID | None = UNSET
    pair: AssignmentPair | None = UNSET


@strawberry.input
class ChangeAssignmentInput:
    id: strawberry.ID
    expected_version: int | None = UNSET
    reason: str | None = UNSET


@strawberry.input
class SetStatusInput:
    id: strawberry.ID
    to: AssignmentStatus
    expected_version: int | None = UNSET
    reason: str | None = UNSET


@strawberry.input(description="assignmentIds (at most 5,000), or every assignment that matches the filter.")
class ReassignInput:
    member_id: strawberry.ID
    assignment_ids: list[strawberry.ID] | None = UNSET
    filter: AssignmentFilter | None = UNSET
    expected_count: int | None = strawberry.field(default=UNSET, description=SEEN)


@strawberry.input(description="assignmentIds (at most 5,000), or every assignment that matches the filter.")
class UnassignInput:
    assignment_ids: list[strawberry.ID] | None = UNSET
    filter: AssignmentFilter | None = UNSET
    expected_count: int | None = strawberry.field(default=UNSET, description=SEEN)


@strawberry.type
class AssignmentPayload:
    assignment: Assignment | None = None
    errors: list[CommandError] = no_errors()


@strawberry.type(description="At most 100 of the assignments that were changed; total: of how many.")
class AssignmentsPayload:
    assignments: list[Assignment] = strawberry.field(default_factory=list, directives=at_most(MAX_PAGE))
    total: int = 0
    errors: list[CommandError] = no_errors()
