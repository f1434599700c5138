"""What a person may say of an action that waits for one."""

import strawberry

from engine.action import ActionVerdict
from schema.types.enum import described

described(
    ActionVerdict,
    "What a person says of an action that waits for one.",
    RETRY="Try again; refused while Dux-Soup still has it.",
    SKIP="Go on with the next step.",
    STOP="End the walk here.",
    WAS_NOT_SENT="It did not reach the person: it is planned again.",
    WAS_SENT="It reached the person: it counts as executed.",
)


@strawberry.input(description="What a person says of an action that waits for one.")
class ResolveActionInput:
    id: strawberry.ID = strawberry.field(description="Of an action that is parked, failed or rejected.")
    as_: ActionVerdict = strawberry.field(
        name="as", description="Parked: WAS_SENT, WAS_NOT_SENT or STOP. Failed or rejected: RETRY, SKIP or STOP."
    )
