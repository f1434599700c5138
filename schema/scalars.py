"""The scalars of the API that GraphQL does not have of itself."""

from datetime import UTC, datetime
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

Cursor = NewType("Cursor", str)
_RULE = "A timestamp is an RFC 3339 string of the years 1 to 9999."


def moment(value: Any) -> datetime:
    """Refuses what has no offset: nobody could tell which moment it names."""
    if not isinstance(value, str) or len(value) > 40:
        raise ValueError(_RULE)
    try:
        parsed = datetime.fromisoformat(value)
        moved = parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(_RULE) from None
    if parsed.tzinfo is None:
        raise ValueError("A timestamp needs an offset, for example Z.")
    return moved


def _written(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime", description="RFC 3339 timestamp with offset.", serialize=_written, parse_value=moment
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="Opaque: a keyset place in a list, or a position in the event log. Never parse it.",
        serialize=str,
        parse_value=str,
    ),
}
