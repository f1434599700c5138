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
from schema.types.command_input import VERSION
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


@strawberry.type(description="A reason why an assignment does not move now.", directives=FREE)
class Blocker:
    code: str = strawberry.field(description="One of the words of docs/reference/blockers.md; new ones may come.")
    message: str = strawberry.field(description="A sentence for people.")
    until: datetime | None = strawberry.field(
        description="When it frees by itself. null: only a person or an event frees it."
    )
    remedy: str | None = strawberry.field(description="What a person can do about it. null: nothing, or wait.")


@strawberry.type(description="A contact in a campaign, worked by one member.")
class Assignment(Node):
    status: AssignmentStatus = strawberry.field(description="What its facts amount to; see docs/lifecycle.md.")
    paused: bool = strawberry.field(description="Held by a person; its status goes on changing by what arrives.")
    next_action_at: datetime | None = strawberry.field(
        description="When the next action may leave at the earliest. null: none is planned."
    )
    version: int = strawberry.field(description="Goes up with every change; hand it back as `expectedVersion`.")
    updated_at: datetime = strawberry.field(description="When anything of it changed last.")
    contact_id: strawberry.Private[str]
    campaign_id: strawberry.Private[str]
    member_id: strawberry.Private[str | None]
    step_id: strawberry.Private[str | None]
    contact: Contact = one("contact", description="Who is to be reached.")
    campaign: Campaign = one("campaign", description="In which campaign.")
    member: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one(
        "member", description="Who works it; one who was removed is still named, and works nothing. null: nobody."
    )
    current_step: Step | None = one(
        "step", description="The step that is under way or comes next. null: not launched, or none is left."
    )
    blockers: list[Blocker] = one(
        "blockers",
        "id",
        description="Why it does not move now, every reason, first the one that holds longest; "
        "empty when an action is due or under way.",
        directives=[*weighs(3), *at_most(len(REASONS))],
    )
    actions: list[Annotated["Action", strawberry.lazy("schema.types.action")]] = one(
        "actions_of_assignment",
        "id",
        description="Earliest `scheduledFor` first, repeats too; at most the latest 100.",
        directives=at_most(MAX_PAGE),
    )
    history: Connection[Annotated["Event", strawberry.lazy("schema.types.event")]] = many(
        "history", description="What happened to it, oldest first."
    )

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


@strawberry.input(description="Names an assignment by what it joins: there is at most one for each pair.")
class AssignmentPair:
    campaign_id: strawberry.ID = strawberry.field(description="Where they walk.")
    contact_id: strawberry.ID = strawberry.field(description="Who walks.")


@strawberry.input(one_of=True, description="Exactly one of the two ways to name an assignment.")
class AssignmentBy:
    id: strawberry.ID | None = strawberry.field(default=UNSET, description="Its own id.")
    pair: AssignmentPair | None = strawberry.field(
        default=UNSET, description="Campaign and contact, as outside systems know it."
    )


@strawberry.input(description="An assignment that is to be held, to go on, or to end.")
class ChangeAssignmentInput:
    id: strawberry.ID = strawberry.field(description="Which one is meant.")
    expected_version: int | None = strawberry.field(default=UNSET, description=VERSION)
    reason: str | None = strawberry.field(default=UNSET, description="Kept in the log, for whoever asks later.")


@strawberry.input(description="A fact that a person adds by hand; the status follows from it.")
class SetStatusInput:
    id: strawberry.ID = strawberry.field(description="Of the assignment that the fact is about.")
    to: AssignmentStatus = strawberry.field(
        description="RESPONDED, COMPLETED, NOT_ACCEPTED or BLACKLISTED; PENDING only from BLACKLISTED, by an admin."
    )
    expected_version: int | None = strawberry.field(default=UNSET, description=VERSION)
    reason: str | None = strawberry.field(
        default=UNSET, description="Kept in the log; needed to reinstate somebody who was blacklisted."
    )


@strawberry.input(description="assignmentIds (at most 5,000), or every assignment that matches the filter.")
class ReassignInput:
    member_id: strawberry.ID = strawberry.field(description="Who works them from now on; no viewer.")
    assignment_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="In the place of a filter."
    )
    filter: AssignmentFilter | None = strawberry.field(
        default=UNSET, description="In the place of ids; needs `expectedCount`."
    )
    expected_count: int | None = strawberry.field(default=UNSET, description=SEEN)


@strawberry.input(description="assignmentIds (at most 5,000), or every assignment that matches the filter.")
class UnassignInput:
    assignment_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="In the place of a filter."
    )
    filter: AssignmentFilter | None = strawberry.field(
        default=UNSET, description="In the place of ids; needs `expectedCount`."
    )
    expected_count: int | None = strawberry.field(default=UNSET, description=SEEN)


@strawberry.type(description="The assignment after the command.")
class AssignmentPayload:
    assignment: Assignment | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    errors: list[CommandError] = no_errors()


@strawberry.type(description="What a command about many assignments changed.")
class AssignmentsPayload:
    assignments: list[Assignment] = strawberry.field(
        default_factory=list,
        description="At most 100 of those that changed; none for a token that may not read.",
        directives=at_most(MAX_PAGE),
    )
    total: int = strawberry.field(default=0, description="How many changed in all.")
    errors: list[CommandError] = no_errors()
