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
from schema.types.error import CommandError, no_errors
from schema.types.node import Info, one

if TYPE_CHECKING:
    from schema.types.account import DuxSoupAccount

strawberry.enum(Verdict, name="ReceiptVerdict")


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


@strawberry.type
class Receipt:
    id: strawberry.ID
    family: str
    event: str
    size: int
    verdict: Verdict
    reason: str | None
    tries: int
    received_at: datetime
    processed_at: datetime | None
    next_try_at: datetime | None
    sealed: strawberry.Private[tuple[str, str] | None]
    account_id: strawberry.Private[str | None]
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one("account")

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


@strawberry.input
class ReceiptFilter:
    verdicts: list[Verdict] | None = UNSET
    account_ids: list[strawberry.ID] | None = UNSET
    received_after: datetime | None = UNSET
    received_before: datetime | None = UNSET


@strawberry.input(description="Either ids or a filter. Only dead, unmatched and quarantined ones are read again.")
class ReplayReceiptsInput:
    ids: list[strawberry.ID] | None = UNSET
    filter: ReceiptFilter | None = UNSET
    idempotency_key: str | None = UNSET


@strawberry.type(description="At most 500 are set waiting at a time; left: how many more there are.")
class ReplayReceiptsPayload:
    replayed: int = 0
    left: int = 0
    errors: list[CommandError] = no_errors()
