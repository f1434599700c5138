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


@strawberry.type(description="What was written between a contact and an account.")
class Message(Node):
    direction: MessageDirection = strawberry.field(description="Whether we wrote it or they did.")
    text: str = strawberry.field(description="Whole, as it was sent or came in.")
    at: datetime = strawberry.field(description="LinkedIn's time of it, as far as Dux-Soup told one.")
    account_id: strawberry.Private[str]
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] = one(
        "account", description="Through which seat it went."
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Message":
        return cls(
            id=strawberry.ID(str(row["id"])),
            direction=MessageDirection(row["direction"]),
            text=row["text"],
            at=as_time(row["at"]),  # type: ignore[arg-type]  # the column is not null
            account_id=str(row["account_id"]),
        )
