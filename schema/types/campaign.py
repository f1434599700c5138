"""A named audience with one sequence, its numbers and its walkers."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET

from engine.draining import MAX_MEMBERS
from models import CampaignState, SequenceKind
from models.sql import as_json, as_time
from schema.cost import MAX_PAGE, at_most, weighs
from schema.types.connection import Connection
from schema.types.error import CommandError, no_errors
from schema.types.filter import ordered
from schema.types.node import Node, one, some
from schema.types.stats import CampaignStats, MemberBreakdown
from schema.types.step import Sequence, StepInput

if TYPE_CHECKING:
    from schema.types.account import DuxSoupAccount
    from schema.types.assignment import Assignment
    from schema.types.member import Member


_SHARE = "Percent (1 to 100) that this campaign may take of each limit of an account, at least 1; null: all."
_PER_DAY = "How many people may get their first action within 24 hours, for each account that sends; null: no maximum."
_OPEN = "They are given more as long as fewer assignments are open with them, in all campaigns together."
_FIRST = "Their first actions go before follow-ups of any campaign; else follow-ups go first."


@strawberry.type(
    description="Who is given contacts of the campaign that nobody works, oldest first, as long as they have room."
)
class Drain:
    open_per_member: int = strawberry.field(description=_OPEN)
    member_ids: strawberry.Private[list[str]]
    members: list[Annotated["Member", strawberry.lazy("schema.types.member")]] = some(
        "member", "member_ids", directives=at_most(MAX_MEMBERS)
    )


@strawberry.type
class Campaign(Node):
    name: str
    description: str | None
    state: CampaignState
    sequence_kind: SequenceKind
    stop_on_reply: bool
    resume_on_late_acceptance: bool
    acceptance_window_days: int
    reply_window_days: int
    account_share: int | None = strawberry.field(description=_SHARE)
    new_contacts_per_day: int | None = strawberry.field(description=_PER_DAY)
    new_contacts_first: bool = strawberry.field(description=_FIRST)
    drain: Drain | None
    version: int
    created_at: datetime
    dux_user_id: strawberry.Private[str | None]
    sequence: Sequence = one("sequence", "id")
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one(
        "account_by_dux_id", "dux_user_id"
    )
    stats: CampaignStats = one("stats", "id", directives=weighs(20))
    breakdown: list[MemberBreakdown] = one("breakdown", "id", directives=[*weighs(20), *at_most(MAX_PAGE)])
    assignments: Connection[Annotated["Assignment", strawberry.lazy("schema.types.assignment")]] = ordered(
        "assignments_of_campaign"
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Campaign":
        return cls(
            id=strawberry.ID(str(row["id"])),
            name=row["name"],
            description=row["description"],
            state=CampaignState(row["state"]),
            sequence_kind=SequenceKind(row["sequence_kind"]),
            stop_on_reply=bool(row["stop_on_reply"]),
            resume_on_late_acceptance=bool(row["resume_on_late_acceptance"]),
            acceptance_window_days=row["acceptance_window_days"],
            reply_window_days=row["reply_window_days"],
            account_share=row["account_share"],
            new_contacts_per_day=row["new_contacts_per_day"],
            new_contacts_first=bool(row["new_contacts_first"]),
            drain=_drain(row),
            version=row["version"],
            created_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # the column is not null
            dux_user_id=row["dux_user_id"],
        )


def _drain(row: Mapping[str, Any]) -> Drain | None:
    if row["drain_open"] is None:
        return None
    return Drain(open_per_member=row["drain_open"], member_ids=as_json(row["drain_members"]) or [])


@strawberry.input
class DrainInput:
    member_ids: list[strawberry.ID]
    open_per_member: int = strawberry.field(description=_OPEN)


@strawberry.input
class CreateCampaignInput:
    name: str
    sequence_kind: SequenceKind
    description: str | None = UNSET
    steps: list[StepInput] | None = UNSET
    account_id: strawberry.ID | None = UNSET
    stop_on_reply: bool | None = True
    resume_on_late_acceptance: bool | None = True
    acceptance_window_days: int | None = 21
    reply_window_days: int | None = 3
    account_share: int | None = strawberry.field(default=UNSET, description=_SHARE)
    new_contacts_per_day: int | None = strawberry.field(default=UNSET, description=_PER_DAY)
    new_contacts_first: bool | None = strawberry.field(default=False, description=_FIRST)
    drain: DrainInput | None = UNSET
    idempotency_key: str | None = UNSET


@strawberry.input
class UpdateCampaignInput:
    id: strawberry.ID
    expected_version: int
    name: str | None = UNSET
    description: str | None = UNSET
    account_id: strawberry.ID | None = UNSET
    stop_on_reply: bool | None = UNSET
    resume_on_late_acceptance: bool | None = UNSET
    acceptance_window_days: int | None = UNSET
    reply_window_days: int | None = UNSET
    account_share: int | None = strawberry.field(default=UNSET, description=_SHARE)
    new_contacts_per_day: int | None = strawberry.field(default=UNSET, description=_PER_DAY)
    new_contacts_first: bool | None = strawberry.field(default=UNSET, description=_FIRST)
    drain: DrainInput | None = strawberry.field(default=UNSET, description="null: nobody drains it.")


@strawberry.input
class SetSequenceInput:
    campaign_id: strawberry.ID
    expected_version: int
    steps: list[StepInput]


@strawberry.input
class ChangeCampaignStateInput:
    id: strawberry.ID
    to: CampaignState
    expected_version: int | None = UNSET


@strawberry.type
class CampaignPayload:
    campaign: Campaign | None = None
    errors: list[CommandError] = no_errors()
