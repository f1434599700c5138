"""What was written between a contact and an account."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from models import MessageDirection
from models.sql import as_time
from schema.types.node import Node, one

if TYPE_CHECKING:
    from schema.types.account import DuxSoupAccount


@strawberry.type
class Message(Node):
    direction: MessageDirection
    text: str
    at: datetime
    account_id: strawberry.Private[str]
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] = one("account")

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Message":
        return cls(
            id=strawberry.ID(str(row["id"])),
            direction=MessageDirection(row["direction"]),
            text=row["text"],
            at=as_time(row["at"]),  # type: ignore[arg-type]  # the column is not null
            account_id=str(row["account_id"]),
        )
