"""How a campaign goes: counts, rates with their intervals, and each member's share."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from models import AssignmentStatus
from schema.cost import FREE, at_most
from schema.types.node import one
from schema.types.rate import Rate

if TYPE_CHECKING:
    from schema.types.member import Member


@strawberry.type(description="How many assignments have one status.", directives=FREE)
class StatusCount:
    status: AssignmentStatus = strawberry.field(description="Every status has a row, also with 0.")
    count: int = strawberry.field(description="Of assignments.")


@strawberry.type(description="All counted from facts, so whoever completed still counts as accepted.")
class CampaignStats:
    total: int = strawberry.field(description="Of assignments, launched or not.")
    by_status: list[StatusCount] = strawberry.field(
        description="In the order of a walk.", directives=at_most(len(AssignmentStatus))
    )
    invited: int = strawberry.field(description="To whom an invitation went.")
    accepted: int = strawberry.field(description="Whose acceptance is known or follows from a reply.")
    responded: int = strawberry.field(description="Who wrote after our first touch.")
    completed: int = strawberry.field(description="Who came to the end.")
    acceptance_rate: Rate | None = strawberry.field(
        description="Of invitations that are decided or past their window. null: there is none."
    )
    response_rate: Rate | None = strawberry.field(
        description="Of people whom a message or an accepted note reached. null: there is none."
    )
    median_hours_to_accept: float | None = strawberry.field(
        description="From the invitation on. null: nobody accepted."
    )
    median_hours_to_respond: float | None = strawberry.field(
        description="From the first touch on. null: nobody replied."
    )
    median_hours_to_complete: float | None = strawberry.field(
        description="From the launch on. null: nobody is through."
    )
    as_of: datetime = strawberry.field(description="When it was counted.")


@strawberry.type(description="One member's share of a campaign.")
class MemberBreakdown:
    member_id: strawberry.Private[str | None]
    by_status: list[StatusCount] = strawberry.field(
        description="In the order of a walk.", directives=at_most(len(AssignmentStatus))
    )
    total: int = strawberry.field(description="Of assignments, launched or not.")
    launchable: int = strawberry.field(description="How many pending ones a launch would take now.")
    acceptance_rate: Rate | None = strawberry.field(
        description="Of invitations that are decided or past their window. null: there is none."
    )
    response_rate: Rate | None = strawberry.field(
        description="Of people whom a message or an accepted note reached. null: there is none."
    )
    member: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one(
        "member", description="null: what nobody works."
    )
