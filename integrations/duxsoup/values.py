"""Reads single values out of whatever Dux-Soup put there; what cannot be read is None, never an exception."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_ID = 200
# Beyond it a number of seconds cannot be meant: it is milliseconds.
_MOST_SECONDS = 100_000_000_000
_MOST_MILLISECONDS = 100_000_000_000_000
_TRUE = frozenset({"true", "1", "yes", "on"})
_FALSE = frozenset({"false", "0", "no", "off"})


def text(value: Any) -> str:
    """Strings only, without what a database or a reader of UTF-8 would refuse."""
    if not isinstance(value, str):
        return ""
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def line(value: Any) -> str | None:
    """A trimmed string, or None where it is blank."""
    return text(value).strip() or None


def identifier(value: Any) -> str | None:
    """An id, also where it came as a whole number; it stays text."""
    found = str(value) if isinstance(value, int) and not isinstance(value, bool) else line(value)
    return found if found and len(found) <= _LONGEST_ID else None


def integer(value: Any) -> int | None:
    """A whole number, also where it came as a string or with a point."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = _number(value)
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and abs(value) < 2**53 else None


def boolean(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold() if isinstance(value, str | int) else ""
    return True if word in _TRUE else False if word in _FALSE else None


def moment(value: Any) -> datetime | None:
    """ISO 8601, seconds or milliseconds since 1970, in any of which a time without a zone is UTC."""
    number = integer(value)
    if number is not None:
        return _since_epoch(number)
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def words(value: Any) -> tuple[str, ...]:
    """A list of strings, also where it came as one string with commas."""
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(dict.fromkeys(word for word in (line(part) or identifier(part) for part in parts) if word))


def record(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: str) -> float | int | None:
    word = value.strip()
    if len(word) > 20 or not word.isascii():
        return None
    try:
        return int(word) if word.lstrip("-").isdigit() else float(word)
    except ValueError:
        return None


def _since_epoch(number: int) -> datetime | None:
    if not 0 < number < _MOST_MILLISECONDS:
        return None
    return _EPOCH + (timedelta(seconds=number) if number < _MOST_SECONDS else timedelta(milliseconds=number))
