"""What waits at Dux-Soup for an account, ours and what its owner put there."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.cost import MAX_PAGE, at_most
from schema.types.error import CommandError, no_errors
from schema.types.node import one

if TYPE_CHECKING:
    from schema.types.action import Action


@strawberry.type
class RemoteQueueItem:
    message_id: str | None
    command: str | None
    profile: str | None
    when: datetime | None
    action_id: strawberry.Private[str | None]
    action: Annotated["Action", strawberry.lazy("schema.types.action")] | None = one(
        "action", description="Ours, known by its label; null: put there by somebody else."
    )


@strawberry.type(description="Asked now. size counts all; of items at most 100 are told, whatever the size.")
class RemoteQueue:
    size: int | None = None
    items: list[RemoteQueueItem] = strawberry.field(default_factory=list, directives=at_most(MAX_PAGE))
    errors: list[CommandError] = no_errors()
