"""Whom nobody of the workspace may approach."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry
from strawberry import UNSET

from engine.suppression_import import MAX_ROWS, Listed
from models import SuppressionScope
from models.sql import as_time
from schema.cost import at_most
from schema.types.error import CommandError, no_errors
from schema.types.node import Node

strawberry.enum(Listed, name="SuppressionOutcome")


@strawberry.type
class Suppression(Node):
    scope: SuppressionScope
    label: str
    reason: str
    created_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any], label: str) -> "Suppression":
        return cls(
            id=strawberry.ID(str(row["id"])),
            scope=SuppressionScope(row["scope"]),
            label=label,
            reason=row["reason"],
            created_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # the column is not null
        )


@strawberry.input(
    description="PERSON: contactId, or a value (LinkedIn URL, Dux-Soup id, e-mail address). COMPANY: its name or LinkedIn URL. DOMAIN: example.com."
)
class SuppressInput:
    scope: SuppressionScope
    contact_id: strawberry.ID | None = UNSET
    value: str | None = UNSET
    reason: str


@strawberry.type(description="suppression: null once it was lifted.")
class SuppressionPayload:
    suppression: Suppression | None = None
    cancelled_actions: int = 0
    blacklisted_assignments: int = 0
    errors: list[CommandError] = no_errors()


@strawberry.input(description="scope: person, company or domain; value as for suppress.")
class SuppressionRowInput:
    scope: str
    value: str
    reason: str


@strawberry.input(description="At most 1,000 rows.")
class ImportSuppressionsInput:
    rows: list[SuppressionRowInput]
    idempotency_key: str | None = UNSET


@strawberry.type
class SuppressionRowResult:
    index: int
    outcome: Listed
    reason: str | None


@strawberry.type
class ImportSuppressionsPayload:
    added: int = 0
    known: int = 0
    refused: int = 0
    rows: list[SuppressionRowResult] = strawberry.field(default_factory=list, directives=at_most(MAX_ROWS))
    errors: list[CommandError] = no_errors()
