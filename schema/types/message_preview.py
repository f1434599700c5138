"""How a text reads for one person, and what is wrong with it."""

import strawberry

from schema.cost import at_most

MOST_NAMES = 20


@strawberry.type
class MessagePreview:
    text: str | None
    characters: int = strawberry.field(description="As LinkedIn counts them: most emoji are two.")
    limit: int
    missing: list[str] = strawberry.field(directives=at_most(MOST_NAMES))
    problem: str | None
