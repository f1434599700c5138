"""How a text reads for one person, and what is wrong with it."""

import strawberry

from schema.cost import at_most

MOST_NAMES = 20


@strawberry.type(description="How a text reads for one person, and what is wrong with it.")
class MessagePreview:
    text: str | None = strawberry.field(description="null: it cannot be rendered.")
    characters: int = strawberry.field(description="As LinkedIn counts them: most emoji are two.")
    limit: int = strawberry.field(description="How many characters the kind may have, by the account's LinkedIn plan.")
    missing: list[str] = strawberry.field(
        description="Names in the template for which this person has no value.", directives=at_most(MOST_NAMES)
    )
    problem: str | None = strawberry.field(description="Why it would not be sent. null: nothing is wrong.")
