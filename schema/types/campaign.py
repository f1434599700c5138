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
from schema.types.command_input import ONCE, VERSION
from schema.types.connection import Connection
from schema.types.error import CommandError, no_errors
from schema.types.filter import ordered
from schema.types.node import Node, one, some
from schema.types.sequence import Sequence
from schema.types.stats import CampaignStats, MemberBreakdown
from schema.types.step import StepInput

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
        "member", "member_ids", description="Who is given some, one after the other.", directives=at_most(MAX_MEMBERS)
    )


@strawberry.type(description="A named audience with one sequence.")
class Campaign(Node):
    name: str = strawberry.field(description="What people call it; two may have the same.")
    description: str | None = strawberry.field(description="For people; nothing is sent of it. null: none.")
    state: CampaignState = strawberry.field(description="Whether anything of it leaves now.")
    sequence_kind: SequenceKind = strawberry.field(description="What it began as; its steps may be others by now.")
    stop_on_reply: bool = strawberry.field(description="Whether a reply ends a person's sequence.")
    resume_on_late_acceptance: bool = strawberry.field(
        description="Whether an acceptance after the window lets the sequence go on."
    )
    acceptance_window_days: int = strawberry.field(
        description="Days after the invitation until it counts as not accepted."
    )
    reply_window_days: int = strawberry.field(
        description="Days after the last step or reply until a walk counts as completed."
    )
    account_share: int | None = strawberry.field(description=_SHARE)
    new_contacts_per_day: int | None = strawberry.field(description=_PER_DAY)
    new_contacts_first: bool = strawberry.field(description=_FIRST)
    drain: Drain | None = strawberry.field(
        description="null: contacts that nobody works wait until somebody assigns them."
    )
    version: int = strawberry.field(description="Goes up with every edit; hand it back as `expectedVersion`.")
    created_at: datetime = strawberry.field(description="When it was made; lists of campaigns are in this order.")
    dux_user_id: strawberry.Private[str | None]
    sequence: Sequence = one(
        "sequence", "id", description="The newest version; who was launched before it keeps theirs."
    )
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one(
        "account_by_dux_id", "dux_user_id", description="The one seat that sends for it. null: each member's own."
    )
    stats: CampaignStats = one("stats", "id", description="Counted when asked.", directives=weighs(20))
    breakdown: list[MemberBreakdown] = one(
        "breakdown",
        "id",
        description="A row a member who has any of it, and one for what nobody works.",
        directives=[*weighs(20), *at_most(MAX_PAGE)],
    )
    assignments: Connection[Annotated["Assignment", strawberry.lazy("schema.types.assignment")]] = ordered(
        "assignments_of_campaign", description="Newest change first, unless `orderBy` says otherwise."
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


@strawberry.input(description="Hands out by itself what nobody works.")
class DrainInput:
    member_ids: list[strawberry.ID] = strawberry.field(description="Who gets some; no viewers.")
    open_per_member: int = strawberry.field(description=_OPEN)


@strawberry.input(description="A campaign in draft: nothing leaves before something is launched.")
class CreateCampaignInput:
    name: str = strawberry.field(description="1 to 200 characters.")
    sequence_kind: SequenceKind = strawberry.field(description="Which steps it begins with where none are given.")
    description: str | None = strawberry.field(default=UNSET, description="For people; nothing is sent of it.")
    steps: list[StepInput] | None = strawberry.field(
        default=UNSET, description="In their order, at most 30; left out: those of the kind."
    )
    account_id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="The one seat that sends for it; left out: each member's own."
    )
    stop_on_reply: bool | None = strawberry.field(default=True, description="Whether a reply ends a person's sequence.")
    resume_on_late_acceptance: bool | None = strawberry.field(
        default=True, description="Whether an acceptance after the window lets the sequence go on."
    )
    acceptance_window_days: int | None = strawberry.field(
        default=21, description="Days after the invitation until it counts as not accepted."
    )
    reply_window_days: int | None = strawberry.field(
        default=3, description="Days after the last step or reply until a walk counts as completed."
    )
    account_share: int | None = strawberry.field(default=UNSET, description=_SHARE)
    new_contacts_per_day: int | None = strawberry.field(default=UNSET, description=_PER_DAY)
    new_contacts_first: bool | None = strawberry.field(default=False, description=_FIRST)
    drain: DrainInput | None = strawberry.field(
        default=UNSET, description="Who is given what nobody works; left out: nobody."
    )
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


@strawberry.input(description="What is left out stays.")
class UpdateCampaignInput:
    id: strawberry.ID = strawberry.field(description="Which one is meant.")
    expected_version: int = strawberry.field(description=VERSION)
    name: str | None = strawberry.field(default=UNSET, description="1 to 200 characters; never null.")
    description: str | None = strawberry.field(default=UNSET, description="null: none.")
    account_id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="null: each member's own sends; who was launched keeps the account."
    )
    stop_on_reply: bool | None = strawberry.field(default=UNSET, description="Holds for replies from now on.")
    resume_on_late_acceptance: bool | None = strawberry.field(
        default=UNSET, description="Holds for acceptances from now on."
    )
    acceptance_window_days: int | None = strawberry.field(
        default=UNSET, description="Days after the invitation; holds for running assignments too."
    )
    reply_window_days: int | None = strawberry.field(
        default=UNSET, description="Days after the last step or reply; holds for running assignments too."
    )
    account_share: int | None = strawberry.field(default=UNSET, description=_SHARE)
    new_contacts_per_day: int | None = strawberry.field(default=UNSET, description=_PER_DAY)
    new_contacts_first: bool | None = strawberry.field(default=UNSET, description=_FIRST)
    drain: DrainInput | None = strawberry.field(default=UNSET, description="null: nobody drains it.")


@strawberry.input(description="A new version of the steps; who is launched already keeps theirs.")
class SetSequenceInput:
    campaign_id: strawberry.ID = strawberry.field(description="Whose steps they become.")
    expected_version: int = strawberry.field(description=VERSION)
    steps: list[StepInput] = strawberry.field(description="All of them in their order, at most 30.")


@strawberry.input(description="RUNNING, PAUSED or ARCHIVED, which is final.")
class ChangeCampaignStateInput:
    id: strawberry.ID = strawberry.field(description="Which one is meant.")
    to: CampaignState = strawberry.field(description="The state it is to have; what lies on the way is not skipped.")
    expected_version: int | None = strawberry.field(default=UNSET, description=VERSION)


@strawberry.type(description="The campaign after the command.")
class CampaignPayload:
    campaign: Campaign | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    errors: list[CommandError] = no_errors()
