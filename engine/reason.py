"""The reason that a person gives for what they do, for others to read."""

from models.errors import InvalidInput

MAX_REASON = 300


def checked_reason(reason: str) -> str:
    """Without the space around it. Raises InvalidInput."""
    text = reason.strip()
    if not 1 <= len(text) <= MAX_REASON:
        raise InvalidInput(f"A reason has 1 to {MAX_REASON} characters.", path=["reason"])
    return text
