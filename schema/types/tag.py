"""Tags: how many contacts have each, and putting them on or taking them off."""

import strawberry
from strawberry import UNSET

from schema.cost import FREE, MAX_PAGE, at_most
from schema.types.error import CommandError, no_errors
from schema.types.filter import ContactFilter


@strawberry.type(directives=FREE)
class TagCount:
    tag: str
    contacts: int


@strawberry.type(description="The 100 that most contacts have; total: how many different ones there are.")
class TagCounts:
    tags: list[TagCount] = strawberry.field(directives=at_most(MAX_PAGE))
    total: int


@strawberry.input(
    description="contactIds, or every contact that matches the filter with expectedCount, the number that was seen. At most 20,000."
)
class TagContactsInput:
    tags: list[str]
    contact_ids: list[strawberry.ID] | None = UNSET
    filter: ContactFilter | None = UNSET
    expected_count: int | None = UNSET


@strawberry.type
class TagContactsPayload:
    changed: int = 0
    unchanged: int = 0
    errors: list[CommandError] = no_errors()
