"""A webhook as it came, for admins: where from, what became of it, and its shape without what it says of anybody."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET
from strawberry.scalars import JSON

from auth.sealing import SealBroken
from engine.redaction import redacted
from models import Verdict
from models.sql import as_time
from schema.types.command_input import ONCE
from schema.types.enum import described
from schema.types.error import CommandError, no_errors
from schema.types.node import Info, one

if TYPE_CHECKING:
    from schema.types.account import DuxSoupAccount

described(
    Verdict,
    "What became of a webhook.",
    name="ReceiptVerdict",
    APPLIED="It told something, and that is known now.",
    DEAD="Five tries to apply it failed.",
    IGNORED="There is nothing in it for us.",
    QUARANTINED="It is of another Dux-Soup user than its address.",
    REFUSED="A simple body that names nothing of ours.",
    UNMATCHED="It is about somebody or something that we do not know yet.",
    WAITING="It was not read yet.",
)


def _body(root: Any, info: Info) -> JSON | None:
    if root.sealed is None:
        return None
    workspace_id, sealed = root.sealed
    place = {"table": "receipt", "column": "sealed_body", "workspace_id": workspace_id, "row_id": str(root.id)}
    try:
        found: JSON | None = redacted(info.context.ring.open(sealed, **place))
    except SealBroken:
        return None
    return found


@strawberry.type(description="A webhook as it came: where from, and what became of it. For admins.")
class Receipt:
    id: strawberry.ID = strawberry.field(description="Opaque; `replayReceipts` takes it.")
    family: str = strawberry.field(
        description="What it is about: visit, message, rccommand, simple or another word of Dux-Soup's."
    )
    event: str = strawberry.field(description="What is said to have happened; empty where it says none.")
    size: int = strawberry.field(description="Bytes of the body as it came.")
    verdict: Verdict = strawberry.field(description="What became of it.")
    reason: str | None = strawberry.field(description="Why it was not applied. null: it was, or it waits.")
    tries: int = strawberry.field(description="How often it was read.")
    received_at: datetime = strawberry.field(
        description="When it was stored, which is before it was answered; the oldest is listed first."
    )
    processed_at: datetime | None = strawberry.field(description="When it was read to the end. null: not yet.")
    next_try_at: datetime | None = strawberry.field(description="When it is read again. null: it is not.")
    sealed: strawberry.Private[tuple[str, str] | None]
    account_id: strawberry.Private[str | None]
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one(
        "account", description="Whose address it came to. null: the account was not to be told."
    )

    body: JSON | None = strawberry.field(
        resolver=_body,
        description="Names, addresses and texts are masked; null once it was blanked, or cannot be opened.",
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Receipt":
        family, _, event = row["kind"].partition(".")
        return cls(
            id=strawberry.ID(str(row["id"])),
            family=family,
            event=event,
            size=row["size"],
            verdict=Verdict(row["verdict"]),
            reason=row["reason"],
            tries=row["tries"],
            received_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # the column is not null
            processed_at=as_time(row["processed_at"]),
            next_try_at=as_time(row["next_try_at"]),
            sealed=(str(row["workspace_id"]), row["sealed_body"]) if row["sealed_body"] else None,
            account_id=str(row["account_id"]) if row["account_id"] else None,
        )


@strawberry.input(description="All that is said must hold.")
class ReceiptFilter:
    verdicts: list[Verdict] | None = strawberry.field(default=UNSET, description="One of these.")
    account_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="Of one of these accounts; at most 100."
    )
    received_after: datetime | None = strawberry.field(default=UNSET, description="Later than this moment.")
    received_before: datetime | None = strawberry.field(default=UNSET, description="Earlier than this moment.")


@strawberry.input(description="Either ids or a filter. Only dead, unmatched and quarantined ones are read again.")
class ReplayReceiptsInput:
    ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="In the place of a filter; at most 100."
    )
    filter: ReceiptFilter | None = strawberry.field(default=UNSET, description="In the place of ids.")
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


@strawberry.type(description="At most 500 are set waiting at a time; left: how many more there are.")
class ReplayReceiptsPayload:
    replayed: int = strawberry.field(default=0, description="How many wait to be read again.")
    left: int = strawberry.field(default=0, description="How many more match: ask again for them.")
    errors: list[CommandError] = no_errors()
