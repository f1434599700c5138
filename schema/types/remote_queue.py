"""What waits at Dux-Soup for an account, ours and what its owner put there."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.cost import MAX_PAGE, at_most
from schema.types.error import CommandError, no_errors
from schema.types.node import one

if TYPE_CHECKING:
    from schema.types.action import Action


@strawberry.type(description="A command that waits at Dux-Soup.")
class RemoteQueueItem:
    message_id: str | None = strawberry.field(description="Dux-Soup's id of it. null: not told.")
    command: str | None = strawberry.field(description="Dux-Soup's word for what is done. null: not told.")
    profile: str | None = strawberry.field(description="To whom, as Dux-Soup has it. null: not told.")
    when: datetime | None = strawberry.field(description="When it was queued, or is due. null: not told.")
    action_id: strawberry.Private[str | None]
    action: Annotated["Action", strawberry.lazy("schema.types.action")] | None = one(
        "action", description="Ours, known by its label; null: put there by somebody else."
    )


@strawberry.type(description="Asked now. size counts all; of items at most 100 are told, whatever the size.")
class RemoteQueue:
    size: int | None = strawberry.field(default=None, description="How many wait there. null: Dux-Soup did not say.")
    items: list[RemoteQueueItem] = strawberry.field(
        default_factory=list, description="In Dux-Soup's order.", directives=at_most(MAX_PAGE)
    )
    errors: list[CommandError] = no_errors()
