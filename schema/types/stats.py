"""How a campaign goes: counts, rates with their intervals, and each member's share."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from engine.rates import Proportion
from models import AssignmentStatus
from schema.cost import FREE, at_most
from schema.types.node import one

if TYPE_CHECKING:
    from schema.types.member import Member


@strawberry.type(directives=FREE)
class StatusCount:
    status: AssignmentStatus
    count: int


@strawberry.type(
    description="A proportion with its 95 % Wilson interval; null where nothing was sent yet.", directives=FREE
)
class Rate:
    value: float
    low: float
    high: float
    of: int

    @classmethod
    def from_proportion(cls, found: Proportion | None) -> "Rate | None":
        return None if found is None else cls(value=found.value, low=found.low, high=found.high, of=found.of)


@strawberry.type
class CampaignStats:
    total: int
    by_status: list[StatusCount] = strawberry.field(directives=at_most(len(AssignmentStatus)))
    invited: int
    accepted: int
    responded: int
    completed: int
    acceptance_rate: Rate | None
    response_rate: Rate | None
    median_hours_to_accept: float | None
    median_hours_to_respond: float | None
    median_hours_to_complete: float | None
    as_of: datetime


@strawberry.type
class MemberBreakdown:
    member_id: strawberry.Private[str | None]
    by_status: list[StatusCount] = strawberry.field(directives=at_most(len(AssignmentStatus)))
    total: int
    launchable: int
    acceptance_rate: Rate | None
    response_rate: Rate | None
    member: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one("member")
