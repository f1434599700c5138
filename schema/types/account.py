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
from schema.types.enum import described
from schema.types.error import CommandError, no_errors
from schema.types.node import Info, Node, one
from schema.types.remote_queue import RemoteQueue

if TYPE_CHECKING:
    from schema.types.action import Action
    from schema.types.member import Member


@strawberry.type(description="Hours of one weekday in which the account works.", directives=FREE)
class WorkingWindow:
    weekday: int = strawberry.field(description="0 is Monday, 6 is Sunday.")
    opens: str = strawberry.field(description="HH:MM in the account's zone.")
    closes: str = strawberry.field(description="HH:MM in the account's zone; later than `opens`.")


class WebhookAddressKind(StrEnum):
    CURRENT = "CURRENT"
    PREVIOUS = "PREVIOUS"


described(
    WebhookAddressKind,
    "Of two addresses of an account, which.",
    CURRENT="The one to enter at Dux-Soup.",
    PREVIOUS="The one before it, good for seven days.",
)


@strawberry.type(description="A secret address that webhooks may come to; what it is, was shown once.", directives=FREE)
class WebhookAddress:
    kind: WebhookAddressKind = strawberry.field(description="Whether it is the one in use, or the one before it.")
    last_used_at: datetime | None = strawberry.field(description="To the minute. null: never.")
    valid_until: datetime | None = strawberry.field(description="null: until it is rotated.")


@strawberry.type(
    description="What an account may do of one kind in a span of hours that moves with the clock.", directives=FREE
)
class LimitWindow:
    kind: StepKind | None = strawberry.field(description="null: all kinds together.")
    with_note: bool = strawberry.field(description="Only connects that carry a note count.")
    hours: int = strawberry.field(description="How long the span is: 24, 168 or 720.")
    limit: int = strawberry.field(description="How many are allowed in the span, as things stand today.")
    used: int = strawberry.field(description="How many were sent or are unclear in the span, by hand too.")
    left: int = strawberry.field(description="`limit` less `used`, never below 0.")
    resets_at: datetime | None = strawberry.field(
        description="When the next one frees itself. null: there is room now."
    )
    reason: str | None = strawberry.field(description="Why `limit` is what it is. null: it is the usual one.")
    code: str = strawberry.field(description="The blocker of what this window holds when nothing is left.")
    by_hand: int = strawberry.field(description="How many of `used` were not ours, as far as webhooks show it.")


async def _actions(
    root: Any,
    info: Info,
    first: int | None = UNSET,
    after: Cursor | None = UNSET,
    last: int | None = UNSET,
    before: Cursor | None = UNSET,
    states: Annotated[list[ActionState] | None, strawberry.argument(description="Only those in one of these.")] = UNSET,
) -> Any:
    return await info.context.loaders.actions_of_account(root.id, (first, after, last, before), states or None)


@strawberry.type(description="A Dux-Soup seat: whose it is, when it may work, what room it has left.")
class DuxSoupAccount(Node):
    dux_soup_user_id: str = strawberry.field(
        description="Dux-Soup's own id of the seat: some 21 digits, to be kept as a text."
    )
    email: str = strawberry.field(
        description="The address by which Dux-Soup knows the seat; templates have it as sender.email."
    )
    first_name: str = strawberry.field(description="Templates have it as sender.first_name.")
    last_name: str = strawberry.field(description="Templates have it as sender.last_name.")
    has_key: bool = strawberry.field(description="Whether a key is stored; the key itself is never told.")
    key_last_four: str | None = strawberry.field(description="Admins only; null for everybody else.")
    health: AccountHealth = strawberry.field(description="How it stands with Dux-Soup now; the worst that holds.")
    health_reason: str | None = strawberry.field(description="Everything that is wrong, in words. null: nothing is.")
    last_seen_at: datetime | None = strawberry.field(description="The latest sign of its extension. null: none yet.")
    timezone: str = strawberry.field(
        description="An IANA name, such as Europe/Berlin, in which its hours and days are meant."
    )
    working_hours: list[WorkingWindow] = strawberry.field(
        description="When it may send; the usual hours where none were set.", directives=at_most(MOST_WINDOWS)
    )
    holiday_country: str | None = strawberry.field(
        description="Two letters: on the holidays of that country it rests. null: on none."
    )
    paid_linkedin: bool | None = strawberry.field(
        description="null: not asked yet, treated as free: 3 notes in 30 days, of 200 characters."
    )
    ramp_started_on: str | None = strawberry.field(
        description="A date, from which its limits grow week by week. null: no ramp."
    )
    ramp_week: int | None = strawberry.field(
        description="Which week of the ramp it is, from 1. null: none, or it is over."
    )
    paused_until: datetime | None = strawberry.field(description="null: not paused, or until a person resumes it.")
    pause_reason: str | None = strawberry.field(description="As it was given. null: not paused.")
    disconnected_at: datetime | None = strawberry.field(
        description="Since then it has no key and no webhook address; connecting the seat again makes it go on."
    )
    webhook_addresses: list[WebhookAddress] = strawberry.field(
        description="At most two, the newest first.", directives=at_most(len(WebhookAddressKind))
    )
    member_id: strawberry.Private[str | None]
    member: Annotated["Member", strawberry.lazy("schema.types.member")] | None = one(
        "member", description="Whose seat it is. null: nobody's."
    )
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
        directives=weighs(50),
    )
    remote_queue: RemoteQueue = one(
        "remote_queue", "id", description="For whose account it is, and for admins.", directives=weighs(50)
    )
    actions: Connection[Annotated["Action", strawberry.lazy("schema.types.action")]] = strawberry.field(
        resolver=_actions,
        description="What it did and has still to do, earliest `scheduledFor` first.",
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


@strawberry.input(description="Hours of one weekday in which the account may work.")
class WorkingWindowInput:
    weekday: int = strawberry.field(description="0 is Monday, 6 is Sunday.")
    opens: str = strawberry.field(description="HH:MM in the account's zone.")
    closes: str = strawberry.field(description="HH:MM in the account's zone; later than `opens`.")


@strawberry.input(description="A limit of the account's own, below the ceiling of its kind.")
class LimitInput:
    hours: int = strawberry.field(description="The span: 24, 168 or 720.")
    limit: int = strawberry.field(description="How many are allowed in the span; 0 holds the kind.")
    kind: StepKind | None = strawberry.field(default=UNSET, description="null: all kinds together.")
    with_note: bool | None = strawberry.field(default=False, description="Of connects only: those that carry a note.")


@strawberry.input(description="A seat as Dux-Soup shows it to its owner.")
class ConnectAccountInput:
    dux_soup_user_id: str = strawberry.field(description="Dux-Soup's own id of the seat, as a text.")
    auth_key: str = strawberry.field(description="The key of the seat; sealed at once, and never told again.")
    email: str = strawberry.field(description="The address by which Dux-Soup knows the seat.")
    first_name: str = strawberry.field(description="For sender.first_name in templates.")
    last_name: str = strawberry.field(description="For sender.last_name in templates.")
    member_id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Whose seat it is; left out or null: nobody's yet."
    )
    timezone: str | None = strawberry.field(default=UNSET, description="An IANA name; left out: the workspace's.")
    paid_linkedin: bool | None = strawberry.field(default=UNSET, description="null: not known, treated as free.")


@strawberry.input(description="What is left out stays.")
class UpdateAccountInput:
    id: strawberry.ID = strawberry.field(description="Of the account that is changed.")
    auth_key: str | None = strawberry.field(default=UNSET, description="A new key, in the place of the old one.")
    member_id: strawberry.ID | None = strawberry.field(default=UNSET, description="Whose seat it is; null: nobody's.")
    timezone: str | None = strawberry.field(default=UNSET, description="An IANA name; never null.")
    working_hours: list[WorkingWindowInput] | None = strawberry.field(
        default=UNSET, description="All of them; null: the usual hours."
    )
    holiday_country: str | None = strawberry.field(
        default=UNSET, description="Two letters; null: it works on holidays."
    )
    limits: list[LimitInput] | None = strawberry.field(
        default=UNSET, description="All limits of its own; null: the usual ones."
    )
    paid_linkedin: bool | None = strawberry.field(default=UNSET, description="null: not known, treated as free.")
    ramp_started_on: str | None = strawberry.field(default=UNSET, description="A date; null: no ramp.")


@strawberry.type(description="What Dux-Soup says of the seat. null: it does not say.")
class RemoteProfile:
    dux_soup_user_id: str | None = strawberry.field(description="The id under which Dux-Soup has the seat.")
    email: str | None = strawberry.field(description="The address that Dux-Soup has of the owner.")
    first_name: str | None = strawberry.field(description="As the owner is called there.")
    last_name: str | None = strawberry.field(description="As the owner is called there.")
    differs: list[str] = strawberry.field(
        description="The fields that Dux-Soup states otherwise than they were entered here; which of the two is right, a person knows.",
        directives=at_most(4),
    )


@strawberry.type(description="The account after the command, and what is told of it this once.")
class AccountPayload:
    account: DuxSoupAccount | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
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
