"""A Dux-Soup seat: whose it is, when it may work, what room it has left; its key goes in and never comes out."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET

from engine.calendar import DEFAULT_HOURS, MOST_WINDOWS
from engine.limits import WINDOWS
from models import AccountHealth, ActionState, StepKind
from models.account import Window
from models.sql import as_json, as_time
from schema.cost import FREE, PAGED, at_most, weighs
from schema.scalars import Cursor
from schema.types.connection import Connection
from schema.types.error import CommandError, no_errors
from schema.types.node import Info, Node, one
from schema.types.remote_queue import RemoteQueue

if TYPE_CHECKING:
    from schema.types.action import Action
    from schema.types.member import Member


@strawberry.type(description="weekday 0 is Monday; opens and closes are HH:MM in the account's zone.", directives=FREE)
class WorkingWindow:
    weekday: int
    opens: str
    closes: str


@strawberry.enum
class WebhookAddressKind(StrEnum):
    CURRENT = "CURRENT"
    PREVIOUS = "PREVIOUS"


@strawberry.type(description="A secret address that webhooks may come to; what it is, was shown once.", directives=FREE)
class WebhookAddress:
    kind: WebhookAddressKind
    last_used_at: datetime | None = strawberry.field(description="To the minute. null: never.")
    valid_until: datetime | None = strawberry.field(description="null: until it is rotated.")


@strawberry.type(description="kind null: all kinds together. withNote: connects that carry a note.", directives=FREE)
class LimitWindow:
    kind: StepKind | None
    with_note: bool
    hours: int
    limit: int
    used: int
    left: int
    resets_at: datetime | None
    reason: str | None
    code: str = strawberry.field(description="The blocker of what this window holds when nothing is left.")
    by_hand: int = strawberry.field(description="How many of `used` were not ours, as far as webhooks show it.")


async def _actions(
    root: Any,
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
    states: list[ActionState] | None = UNSET,
) -> Any:
    return await info.context.loaders.actions_of_account(root.id, (first, after, last, before), states or None)


@strawberry.type
class DuxSoupAccount(Node):
    dux_soup_user_id: str
    email: str
    first_name: str
    last_name: str
    has_key: bool
    key_last_four: str | None = strawberry.field(description="Admins only; null for everybody else.")
    health: AccountHealth
    health_reason: str | None
    last_seen_at: datetime | None
    timezone: str
    working_hours: list[WorkingWindow] = strawberry.field(directives=at_most(MOST_WINDOWS))
    holiday_country: str | None
    paid_linkedin: bool | None = strawberry.field(
        description="null: not asked yet, treated as free: 3 notes in 30 days, of 200 characters."
    )
    ramp_started_on: str | None = strawberry.field(description="null: no ramp.")
    ramp_week: int | None
    paused_until: datetime | None
    pause_reason: str | None
    disconnected_at: datetime | None = strawberry.field(
        description="Since then it has no key and no webhook address; connecting the seat again makes it go on."
    )
    webhook_addresses: list[WebhookAddress] = strawberry.field(
        description="At most two, the newest first.",
        directives=at_most(len(WebhookAddressKind)),
    )
    member_id: strawberry.Private[str | None]
    member: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one("member")
    limits: list[LimitWindow] = one(
        "limits",
        "id",
        description="One row a step kind and window: what is allowed, used, and left now.",
        directives=[*weighs(5), *at_most(WINDOWS)],
    )
    remote_queue_size: int | None = one(
        "remote_queue_size",
        "id",
        description="Asked now; own account or admin. null: not yours to see, or no answer.",
        directives=weighs(100),
    )
    remote_queue: RemoteQueue = one(
        "remote_queue",
        "id",
        description="For whose account it is, and for admins.",
        directives=weighs(100),
    )
    actions: Connection[Annotated["Action", strawberry.lazy("schema.types.action")]] = strawberry.field(
        resolver=_actions,
        directives=PAGED,
    )

    @classmethod
    def of(cls, row: Mapping[str, Any], *, secrets: bool, ramp_week: int | None, wall: datetime) -> "DuxSoupAccount":
        """`secrets`: whether the viewer may see the last four characters of the key."""
        return cls(
            id=strawberry.ID(str(row["id"])),
            dux_soup_user_id=row["dux_soup_user_id"],
            email=row["email"],
            first_name=row["first_name"],
            last_name=row["last_name"],
            has_key=row["sealed_auth_key"] is not None,
            key_last_four=row["key_last_four"] if secrets else None,
            health=AccountHealth(row["health"]),
            health_reason=row["health_reason"],
            last_seen_at=as_time(row["last_seen_at"]),
            timezone=row["timezone"],
            working_hours=_hours(as_json(row["working_hours"])),
            holiday_country=row["holiday_country"],
            paid_linkedin=None if row["paid_linkedin"] is None else bool(row["paid_linkedin"]),
            ramp_started_on=row["ramp_started_on"] and str(row["ramp_started_on"]),
            ramp_week=ramp_week,
            paused_until=as_time(row["paused_until"]),
            pause_reason=row["pause_reason"],
            disconnected_at=as_time(row["disconnected_at"]),
            webhook_addresses=_addresses(row, wall),
            member_id=row["member_id"] and str(row["member_id"]),
        )


def _addresses(row: Mapping[str, Any], wall: datetime) -> list[WebhookAddress]:
    used, before = as_time(row["webhook_used_at"]), as_time(row["webhook_previous_used_at"])
    until = as_time(row["webhook_previous_until"])
    found = []
    if row["webhook_hash"] is not None:
        found.append(WebhookAddress(kind=WebhookAddressKind.CURRENT, last_used_at=used, valid_until=None))
    if until is not None and until > wall:
        found.append(WebhookAddress(kind=WebhookAddressKind.PREVIOUS, last_used_at=before, valid_until=until))
    return found


def _hours(windows: list[Window] | None) -> list[WorkingWindow]:
    if windows is not None:
        return [WorkingWindow(**window) for window in windows]
    return [
        WorkingWindow(weekday=at.weekday, opens=f"{at.opens:%H:%M}", closes=f"{at.closes:%H:%M}")
        for at in DEFAULT_HOURS
    ]


@strawberry.input
class WorkingWindowInput:
    weekday: int
    opens: str
    closes: str


@strawberry.input
class LimitInput:
    hours: int
    limit: int
    kind: StepKind | None = UNSET
    with_note: bool | None = False


@strawberry.input
class ConnectAccountInput:
    dux_soup_user_id: str
    auth_key: str
    email: str
    first_name: str
    last_name: str
    member_id: strawberry.ID | None = UNSET
    timezone: str | None = UNSET
    paid_linkedin: bool | None = UNSET


@strawberry.input
class UpdateAccountInput:
    id: strawberry.ID
    auth_key: str | None = UNSET
    member_id: strawberry.ID | None = UNSET
    timezone: str | None = UNSET
    working_hours: list[WorkingWindowInput] | None = UNSET
    holiday_country: str | None = UNSET
    limits: list[LimitInput] | None = UNSET
    paid_linkedin: bool | None = UNSET
    ramp_started_on: str | None = UNSET


@strawberry.type(description="What Dux-Soup says of the seat. null: it does not say.")
class RemoteProfile:
    dux_soup_user_id: str | None
    email: str | None
    first_name: str | None
    last_name: str | None
    differs: list[str] = strawberry.field(
        description="The fields that Dux-Soup states otherwise than they were entered here; which of the two is right, a person knows.",
        directives=at_most(4),
    )


@strawberry.type
class AccountPayload:
    account: DuxSoupAccount | None = None
    webhook_url: str | None = strawberry.field(
        default=None, description="Shown once, when the webhook address is made or rotated."
    )
    remote_profile: RemoteProfile | None = strawberry.field(
        default=None, description="Told when the account was verified."
    )
    under_way: int | None = strawberry.field(
        default=None,
        description="When it was disconnected: how many actions Dux-Soup has, or may have; nobody recalls them.",
    )
    held: int | None = strawberry.field(
        default=None,
        description="When it was disconnected: how many planned actions wait until the seat is connected again.",
    )
    errors: list[CommandError] = no_errors()
