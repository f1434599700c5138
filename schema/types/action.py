"""One thing to do, or done, at Dux-Soup for one step of one assignment."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from engine.action import ActionVerdict
from models import ActionState, StepKind
from models.sql import as_time
from schema.types.account import DuxSoupAccount
from schema.types.error import CommandError, no_errors
from schema.types.node import Node, one
from schema.types.step import Step

if TYPE_CHECKING:
    from schema.types.assignment import Assignment


strawberry.enum(ActionVerdict)


@strawberry.type(description="One intent for one step; at most one is ever carried out.")
class Action(Node):
    kind: StepKind
    state: ActionState
    text: str | None
    message_id: str | None
    attempts: int
    scheduled_for: datetime
    sent_at: datetime | None
    finished_at: datetime | None
    outcome: str | None
    assignment_id: strawberry.Private[str]
    account_id: strawberry.Private[str]
    step_id: strawberry.Private[str]
    assignment: Annotated["Assignment", strawberry.lazy("schema.types.assignment")] = one("assignment")
    account: DuxSoupAccount = one("account")
    step: Step = one("step")

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Action":
        return cls(
            id=strawberry.ID(str(row["id"])),
            kind=StepKind(row["kind"]),
            state=ActionState(row["state"]),
            text=row["text"],
            message_id=row["message_id"],
            attempts=row["attempts"],
            scheduled_for=as_time(row["scheduled_for"]),  # type: ignore[arg-type]  # the column is not null
            sent_at=as_time(row["sent_at"]),
            finished_at=as_time(row["finished_at"]),
            outcome=row["outcome"],
            assignment_id=str(row["assignment_id"]),
            account_id=str(row["account_id"]),
            step_id=str(row["step_id"]),
        )


@strawberry.type
class ActionPayload:
    action: Action | None = None
    errors: list[CommandError] = no_errors()


@strawberry.input(description="Parked: WAS_SENT, WAS_NOT_SENT or STOP. Failed: RETRY, SKIP or STOP.")
class ResolveActionInput:
    id: strawberry.ID
    as_: ActionVerdict = strawberry.field(name="as")
