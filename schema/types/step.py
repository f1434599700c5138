"""The ordered steps of a sequence, as one version has them."""

from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry import UNSET

from models import AssignmentStatus, NoteFallback, StepKind
from models.step import MAX_STEPS
from schema.cost import at_most
from schema.types.node import Node


@strawberry.type
class Step(Node):
    position: int
    kind: StepKind
    delay_days: int
    delay_hours: int
    random_delay_hours: int = strawberry.field(description="Up to this many extra hours, drawn once per assignment.")
    template: str | None
    subject: str | None
    requires: AssignmentStatus | None = strawberry.field(
        description="The step waits until the assignment has reached this status."
    )
    note_fallback: NoteFallback | None

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


@strawberry.type
class Sequence:
    version: int
    steps: list[Step] = strawberry.field(
        description="At most 30 a sequence, hence a plain list.",
        directives=at_most(MAX_STEPS),
    )


@strawberry.input
class StepInput:
    kind: StepKind
    delay_days: int | None = 0
    delay_hours: int | None = 0
    random_delay_hours: int | None = 0
    template: str | None = UNSET
    subject: str | None = UNSET
    requires: AssignmentStatus | None = UNSET
    note_fallback: NoteFallback | None = UNSET
