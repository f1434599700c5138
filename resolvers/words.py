"""What is searched for, word by word."""

from models.errors import InvalidInput

MAX_WORDS = 10
MAX_LENGTH = 1_000  # of a pattern of 50,000 signs SQLite says that it is too complex, and nobody types one


def folded(text: str | None) -> list[str]:
    """Raises InvalidInput for too many, or for too long a text."""
    if len(text or "") > MAX_LENGTH:
        raise InvalidInput(f"A search has at most {MAX_LENGTH:,} characters.", path=["filter", "search"])
    asked = (text or "").casefold().split()
    if len(asked) > MAX_WORDS:
        raise InvalidInput(f"A search has at most {MAX_WORDS} words.", path=["filter", "search"])
    return asked
