"""Whom nobody of the workspace may approach."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET

from engine.suppression_import import MAX_ROWS, Listed
from models import SuppressionScope
from models.sql import as_time
from schema.cost import at_most
from schema.types.command_input import ONCE
from schema.types.enum import described
from schema.types.error import CommandError, no_errors
from schema.types.node import Node, one

if TYPE_CHECKING:
    from schema.types.contact import Contact

described(
    Listed,
    "What one row of a do-not-contact list came to.",
    name="SuppressionOutcome",
    ADDED="It is new on the list.",
    KNOWN="It was on the list already.",
    REFUSED="It breaks a rule.",
)


@strawberry.type(description="An entry of the do-not-contact list.")
class Suppression(Node):
    scope: SuppressionScope = strawberry.field(
        description="Whether it covers one person, or everybody of a company or a domain."
    )
    label: str = strawberry.field(description='For people, as it was entered; "erased" once the person was.')
    reason: str = strawberry.field(description="As it was given, or from where it came.")
    created_at: datetime = strawberry.field(description="When it was put on the list; the oldest is listed first.")
    contact_id: strawberry.Private[str | None]
    contact: Annotated["Contact", strawberry.lazy("schema.types.contact")] | None = one(
        "contact",
        description="Whom it was made for: by their address they can be put on another list. null: it was made by a value.",
    )

    @classmethod
    def of(cls, row: Mapping[str, Any], label: str) -> "Suppression":
        return cls(
            id=strawberry.ID(str(row["id"])),
            scope=SuppressionScope(row["scope"]),
            label=label,
            reason=row["reason"],
            created_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # the column is not null
            contact_id=str(row["contact_id"]) if row["contact_id"] else None,
        )


@strawberry.input(description="Either a contact or a value.")
class SuppressInput:
    scope: SuppressionScope = strawberry.field(description="How far it reaches.")
    contact_id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="A person whom we have; only with PERSON."
    )
    value: str | None = strawberry.field(
        default=UNSET,
        description="PERSON: LinkedIn URL, Dux-Soup id or e-mail address. COMPANY: name or LinkedIn URL. DOMAIN: example.com.",
    )
    reason: str = strawberry.field(description="Shown beside the entry, and kept in the log.")


@strawberry.type(description="What the entry stopped at once.")
class SuppressionPayload:
    suppression: Suppression | None = strawberry.field(
        default=None, description="null once it was lifted, and for a token that may not read."
    )
    cancelled_actions: int = strawberry.field(default=0, description="How many planned actions will not leave.")
    blacklisted_assignments: int = strawberry.field(default=0, description="How many assignments it ended.")
    errors: list[CommandError] = no_errors()


@strawberry.input(description="One line of a list from elsewhere.")
class SuppressionRowInput:
    scope: str = strawberry.field(description="person, company or domain, in any case.")
    value: str = strawberry.field(description="As for `suppress`.")
    reason: str = strawberry.field(description="Shown beside the entry.")


@strawberry.input(description="At most 1,000 rows; each is answered by itself.")
class ImportSuppressionsInput:
    rows: list[SuppressionRowInput] = strawberry.field(
        description="In any order; a bad one does not hold up the others."
    )
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


@strawberry.type(description="What became of one row.")
class SuppressionRowResult:
    index: int = strawberry.field(description="Its place among the rows, from 0.")
    outcome: Listed = strawberry.field(description="What it came to.")
    reason: str | None = strawberry.field(description="Why it was refused. null: it was not.")


@strawberry.type(description="Counts of all rows, and what became of each.")
class ImportSuppressionsPayload:
    added: int = strawberry.field(default=0, description="Rows that are new on the list.")
    known: int = strawberry.field(default=0, description="Rows that were on it already.")
    refused: int = strawberry.field(default=0, description="Rows that break a rule.")
    rows: list[SuppressionRowResult] = strawberry.field(
        default_factory=list, description="In the order in which they were given.", directives=at_most(MAX_ROWS)
    )
    errors: list[CommandError] = no_errors()
