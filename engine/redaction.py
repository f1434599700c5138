"""What may be shown of a webhook's body: its shape, and the words that are Dux-Soup's own; never what it says of anybody."""

import json
import re
from typing import Any

# Whose values are codes or times; everything else may be a name, an address, a text or a secret.
_SHOWN = frozenset(
    {
        "type", "event", "time", "timestamp", "command", "status", "result", "attempt", "successflag", "degree", "visittime",
    }
)  # fmt: skip
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{1,40}")
_KEY = re.compile(r"[A-Za-z0-9_. -]{1,40}")
_MOST = 50


def redacted(body: str) -> Any:
    """Null for what is not JSON."""
    try:
        return _redacted(json.loads(body), shown=False)
    except (ValueError, RecursionError):
        return None


def _redacted(value: Any, *, shown: bool) -> Any:
    if isinstance(value, dict):
        return {_key(key, place): _redacted(held, shown=_shown(key)) for place, (key, held) in enumerate(_some(value))}
    if isinstance(value, list):
        return [_redacted(held, shown=False) for held in value[:_MOST]]
    if value is None or isinstance(value, bool):
        return value
    if shown and _CODE.fullmatch(str(value)):
        return value
    return f"[{len(value)} characters]" if isinstance(value, str) else "[number]"


def _some(value: dict[str, Any]) -> list[tuple[str, Any]]:
    return list(value.items())[:_MOST]


def _key(key: str, place: int) -> str:
    """The names of Dux-Soup's fields are plain words; what is none is nothing to show either."""
    return key if _KEY.fullmatch(key) else f"[key {place}]"


def _shown(key: str) -> bool:
    return key.casefold() in _SHOWN
