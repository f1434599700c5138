"""How a text reads for one person, and what is wrong with it."""

import strawberry


@strawberry.type
class MessagePreview:
    text: str | None
    characters: int = strawberry.field(description="As LinkedIn counts them: most emoji are two.")
    limit: int
    missing: list[str]
    problem: str | None
