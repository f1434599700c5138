"""What is searched for, word by word."""

from models.errors import InvalidInput

MAX_WORDS = 10


def folded(text: str | None) -> list[str]:
    """Raises InvalidInput for too many."""
    asked = (text or "").casefold().split()
    if len(asked) > MAX_WORDS:
        raise InvalidInput(f"A search has at most {MAX_WORDS} words.", path=["filter", "search"])
    return asked
