"""One thing to do, or done, at Dux-Soup for one step of one assignment."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from models import ActionState, StepKind
from models.sql import as_time
from schema.types.account import DuxSoupAccount
from schema.types.error import CommandError, no_errors
from schema.types.node import Node, one
from schema.types.step import Step

if TYPE_CHECKING:
    from schema.types.assignment import Assignment


@strawberry.type(description="One intent for one step; at most one is ever carried out.")
class Action(Node):
    kind: StepKind = strawberry.field(description="What is done to the person.")
    state: ActionState = strawberry.field(description="How far it is; what Dux-Soup says later may still move it.")
    text: str | None = strawberry.field(
        description="As it was rendered for this person when it was handed over. null: not yet, or it has none."
    )
    message_id: str | None = strawberry.field(
        description="Dux-Soup's id of the command. null: Dux-Soup has not said one."
    )
    attempts: int = strawberry.field(description="How often it was handed to Dux-Soup.")
    scheduled_for: datetime = strawberry.field(description="Not before this moment.")
    sent_at: datetime | None = strawberry.field(description="When it was handed to Dux-Soup last. null: not yet.")
    finished_at: datetime | None = strawberry.field(description="When its end became known. null: it is not known.")
    outcome: str | None = strawberry.field(
        description="A word for how it ended, or why it did not. null: nothing is known yet."
    )
    assignment_id: strawberry.Private[str]
    account_id: strawberry.Private[str]
    step_id: strawberry.Private[str]
    assignment: Annotated["Assignment", strawberry.lazy("schema.types.assignment")] = one(
        "assignment", description="For whose walk through a campaign it is done."
    )
    account: DuxSoupAccount = one("account", description="The seat that does it.")
    step: Step = one("step", description="Which step of the sequence it carries out.")

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


@strawberry.type(description="The action after a person has decided about it.")
class ActionPayload:
    action: Action | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    errors: list[CommandError] = no_errors()
