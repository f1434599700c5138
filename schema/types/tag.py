"""Tags: how many contacts have each, and putting them on or taking them off."""

import strawberry
from strawberry import UNSET

from schema.cost import FREE, MAX_PAGE, at_most
from schema.types.error import CommandError, no_errors
from schema.types.filter import SEEN, ContactFilter


@strawberry.type(description="A word, and how many bear it.", directives=FREE)
class TagCount:
    tag: str = strawberry.field(description="As it was put on; upper and lower case differ.")
    contacts: int = strawberry.field(description="How many have it.")


@strawberry.type(description="The 100 that most contacts have; total: how many different ones there are.")
class TagCounts:
    tags: list[TagCount] = strawberry.field(description="Most contacts first.", directives=at_most(MAX_PAGE))
    total: int = strawberry.field(description="How many different ones there are.")


@strawberry.input(
    description="contactIds, or every contact that matches the filter with expectedCount, the number that was seen. At most 20,000."
)
class TagContactsInput:
    tags: list[str] = strawberry.field(description="Which are put on or taken off.")
    contact_ids: list[strawberry.ID] | None = strawberry.field(default=UNSET, description="In the place of a filter.")
    filter: ContactFilter | None = strawberry.field(
        default=UNSET, description="In the place of ids; needs `expectedCount`."
    )
    expected_count: int | None = strawberry.field(default=UNSET, description=SEEN)


@strawberry.type(description="How many contacts it made a difference to.")
class TagContactsPayload:
    changed: int = strawberry.field(default=0, description="How many have other tags now.")
    unchanged: int = strawberry.field(default=0, description="How many had them already, or had them not.")
    errors: list[CommandError] = no_errors()
