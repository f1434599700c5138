"""What a launch would do, and what would stay behind for which reason."""

from datetime import datetime
from typing import Annotated

import strawberry

from schema.cost import MAX_PAGE, at_most
from schema.types.account import DuxSoupAccount
from schema.types.assignment import Assignment
from schema.types.node import one


@strawberry.type(description="A pending assignment that stays where it is.")
class LaunchSkip:
    code: str = strawberry.field(description="A blocker's word for why.")
    message: str = strawberry.field(description="The same for people.")
    assignment_id: strawberry.Private[str]
    assignment: Annotated["Assignment", strawberry.lazy("schema.types.assignment")] = one(
        "assignment", description="Which one it is."
    )


@strawberry.type(description="What a launch would do now; by the time of the launch it may be otherwise.")
class LaunchPreview:
    launchable: int = strawberry.field(description="How many would become active.")
    skipped: list[LaunchSkip] = strawberry.field(
        description="At most 100 of those that would stay behind.", directives=at_most(MAX_PAGE)
    )
    skipped_total: int = strawberry.field(description="How many would stay behind in all.")
    first_action_at: datetime | None = strawberry.field(
        description="When the first would leave, at the account's pace. null: none would."
    )
    last_action_at: datetime | None = strawberry.field(
        description="When the last first action would leave. null: not to be foreseen."
    )
    account_id: strawberry.Private[str | None]
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one(
        "account", description="Which seat would send. null: none is there."
    )
