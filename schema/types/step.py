"""The ordered steps of a sequence, as one version has them."""

from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry import UNSET

from models import AssignmentStatus, NoteFallback, StepKind
from schema.types.node import Node


@strawberry.type(description="One step of a sequence, as one version has it.")
class Step(Node):
    position: int = strawberry.field(description="From 1.")
    kind: StepKind = strawberry.field(description="What is done to the person.")
    delay_days: int = strawberry.field(
        description="Days of 24 hours after the step before; together with `delayHours`."
    )
    delay_hours: int = strawberry.field(
        description="Added to `delayDays`; 0 and 0: at the next moment the account may work."
    )
    random_delay_hours: int = strawberry.field(description="Up to this many extra hours, drawn once per assignment.")
    template: str | None = strawberry.field(
        description="Liquid, rendered when it is handed over. null: the kind has no text."
    )
    subject: str | None = strawberry.field(description="Of an InMail, Liquid too. null for every other kind.")
    requires: AssignmentStatus | None = strawberry.field(
        description="The step waits until the assignment has reached this status."
    )
    note_fallback: NoteFallback | None = strawberry.field(
        description="Of a connect with a note. null for every other step."
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Step":
        return cls(
            id=strawberry.ID(str(row["id"])),
            position=row["position"],
            kind=StepKind(row["kind"]),
            delay_days=row["delay_days"],
            delay_hours=row["delay_hours"],
            random_delay_hours=row["random_delay_hours"],
            template=row["template"],
            subject=row["subject"],
            requires=AssignmentStatus(row["requires"]) if row["requires"] else None,
            note_fallback=NoteFallback(row["note_fallback"]) if row["note_fallback"] else None,
        )


@strawberry.input(description="A step; its place in the list is its place in the sequence.")
class StepInput:
    kind: StepKind = strawberry.field(description="What is done to the person.")
    delay_days: int | None = strawberry.field(default=0, description="Days of 24 hours after the step before.")
    delay_hours: int | None = strawberry.field(default=0, description="Added to `delayDays`.")
    random_delay_hours: int | None = strawberry.field(
        default=0, description="Up to this many extra hours, drawn once per assignment."
    )
    template: str | None = strawberry.field(default=UNSET, description="Liquid, for kinds that have a text.")
    subject: str | None = strawberry.field(default=UNSET, description="Of an InMail, Liquid too.")
    requires: AssignmentStatus | None = strawberry.field(
        default=UNSET, description="The step waits until the assignment has reached this status."
    )
    note_fallback: NoteFallback | None = strawberry.field(
        default=UNSET, description="Of a connect with a note; left out: WAIT."
    )
