"""Importing and assigning contacts: what goes in, and an answer for each row."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from engine.assigning import AssignStrategy
from engine.importing import MAX_ROWS, Outcome
from schema.cost import MAX_PAGE, at_most
from schema.types.campaign import Campaign
from schema.types.command_input import ONCE
from schema.types.contact import Contact, ContactInput
from schema.types.enum import described
from schema.types.error import CommandError, no_errors
from schema.types.filter import SEEN, ContactFilter
from schema.types.node import one

described(
    Outcome,
    "What one row of an import came to.",
    name="ImportOutcome",
    ADDED="It made a new contact.",
    DUPLICATE="It told nothing new, or the same person again.",
    REFUSED="It breaks a rule.",
    UPDATED="It told something new of a contact.",
)
described(
    AssignStrategy,
    "How several members share contacts.",
    BY_CAPACITY="By the room that each has left this week.",
    EVEN="As many for each.",
)


@strawberry.input(description="At most 1,000 rows; each is answered by itself.")
class ImportContactsInput:
    rows: list[ContactInput] = strawberry.field(description="In any order; a bad one does not hold up the others.")
    campaign_id: strawberry.ID | None = strawberry.field(
        default=UNSET, description="Where they go, too; left out: into none."
    )
    member_ids: list[strawberry.ID] | None = strawberry.field(
        default=UNSET, description="Who shares them in that campaign."
    )
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


@strawberry.type(description="What became of one row.")
class ImportRow:
    index: int = strawberry.field(description="Its place among the rows, from 0.")
    outcome: Outcome = strawberry.field(description="What it came to.")
    reason: str | None = strawberry.field(
        description="Why it was refused, what of it was left out, or why its contact did not go into the campaign. null: nothing."
    )
    contact_id: strawberry.Private[str | None]
    contact: Annotated["Contact", strawberry.lazy("schema.types.contact")] | None = one(
        "contact", description="null where it was refused, and for a token that may not read."
    )


@strawberry.type(description="Counts of all rows, and what became of each.")
class ImportContactsPayload:
    added: int = strawberry.field(default=0, description="Rows that made a new contact.")
    updated: int = strawberry.field(default=0, description="Rows that told something new of a contact.")
    duplicates: int = strawberry.field(default=0, description="Rows that told nothing new, or the same person again.")
    refused: int = strawberry.field(default=0, description="Rows that break a rule.")
    rows: list[ImportRow] = strawberry.field(
        default_factory=list, description="In the order in which they were given.", directives=at_most(MAX_ROWS)
    )
    errors: list[CommandError] = no_errors()


@strawberry.input(
    description="contactIds, or every contact that matches the filter. "
    "Several members share evenly, or by the capacity they have left."
)
class AssignContactsInput:
    campaign_id: strawberry.ID = strawberry.field(description="Into which campaign.")
    member_ids: list[strawberry.ID] = strawberry.field(description="Who works them; no viewers.")
    contact_ids: list[strawberry.ID] | None = strawberry.field(default=UNSET, description="In the place of a filter.")
    filter: ContactFilter | None = strawberry.field(
        default=UNSET, description="In the place of ids; better with `expectedCount`."
    )
    expected_count: int | None = strawberry.field(default=UNSET, description=SEEN)
    strategy: AssignStrategy | None = strawberry.field(
        default=AssignStrategy.EVEN, description="How several members share."
    )
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


@strawberry.type(description="A contact that was not assigned.")
class AssignSkip:
    code: str = strawberry.field(description="A word for why, such as already_assigned.")
    message: str = strawberry.field(description="The same for people.")
    contact_id: strawberry.Private[str]
    contact: Annotated["Contact", strawberry.lazy("schema.types.contact")] = one(
        "contact", description="Who was passed over."
    )


@strawberry.type(description="How many were assigned, and who was passed over.")
class AssignContactsPayload:
    assigned: int = strawberry.field(default=0, description="How many are new in the campaign.")
    skipped: list[AssignSkip] = strawberry.field(
        default_factory=list,
        description="At most 100; none for a token that may not read.",
        directives=at_most(MAX_PAGE),
    )
    skipped_total: int = strawberry.field(default=0, description="How many were passed over in all.")
    campaign: Campaign | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    errors: list[CommandError] = no_errors()
