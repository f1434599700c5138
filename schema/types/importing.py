"""Importing and assigning contacts: what goes in, and an answer for each row."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from engine.assigning import AssignStrategy
from engine.importing import MAX_ROWS, Outcome
from schema.cost import MAX_PAGE, at_most
from schema.types.campaign import Campaign
from schema.types.contact import Contact, ContactInput
from schema.types.error import CommandError, no_errors
from schema.types.filter import SEEN, ContactFilter
from schema.types.node import one

strawberry.enum(Outcome, name="ImportOutcome")
strawberry.enum(AssignStrategy)


@strawberry.input(description="At most 1,000 rows.")
class ImportContactsInput:
    rows: list[ContactInput]
    campaign_id: strawberry.ID | None = UNSET
    member_ids: list[strawberry.ID] | None = UNSET
    idempotency_key: str | None = UNSET


@strawberry.type
class ImportRow:
    index: int
    outcome: Outcome
    reason: str | None
    contact_id: strawberry.Private[str | None]
    contact: Annotated["Contact", strawberry.lazy("schema.types.contact")] | None = one("contact")


@strawberry.type
class ImportContactsPayload:
    added: int = 0
    updated: int = 0
    duplicates: int = 0
    refused: int = 0
    rows: list[ImportRow] = strawberry.field(default_factory=list, directives=at_most(MAX_ROWS))
    errors: list[CommandError] = no_errors()


@strawberry.input(
    description="contactIds, or every contact that matches the filter. "
    "Several members share evenly, or by the capacity they have left."
)
class AssignContactsInput:
    campaign_id: strawberry.ID
    member_ids: list[strawberry.ID]
    contact_ids: list[strawberry.ID] | None = UNSET
    filter: ContactFilter | None = UNSET
    expected_count: int | None = strawberry.field(default=UNSET, description=SEEN)
    strategy: AssignStrategy | None = AssignStrategy.EVEN
    idempotency_key: str | None = UNSET


@strawberry.type
class AssignSkip:
    code: str
    message: str
    contact_id: strawberry.Private[str]
    contact: Annotated["Contact", strawberry.lazy("schema.types.contact")] = one("contact")


@strawberry.type
class AssignContactsPayload:
    assigned: int = 0
    skipped: list[AssignSkip] = strawberry.field(default_factory=list, directives=at_most(MAX_PAGE))
    skipped_total: int = 0
    campaign: Campaign | None = None
    errors: list[CommandError] = no_errors()
