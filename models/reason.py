"""Why somebody did something, in their own words: everybody in the workspace reads it, and the log keeps it for good."""

from models.errors import InvalidInput

MAX_REASON = 300


def stated(reason: str) -> str:
    """Without the blanks around it; raises InvalidInput for none, and for one that is too long."""
    words = reason.strip()
    if not 1 <= len(words) <= MAX_REASON:
        raise InvalidInput(f"A reason has 1 to {MAX_REASON} characters.", path=["reason"])
    return words


def stated_if_any(reason: str | None) -> str | None:
    return stated(reason) if reason and reason.strip() else None
