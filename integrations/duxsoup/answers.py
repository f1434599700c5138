"""Sorts every answer, and every way of getting none, into the classes of errors.py; body text decides nothing."""

import json
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

import anyio
import httpcore
import httpx

from integrations.duxsoup.errors import (
    DuxSoupError,
    KeyRefused,
    LicenceRefused,
    NoAnswer,
    RateLimited,
    Rejected,
    ServerFailed,
    Unavailable,
    Unconfirmed,
    Unreachable,
    Unreadable,
)

LONGEST_RETRY_AFTER = 3600.0

# What httpx raises or may let through from below it. httpcore's own have no common root.
FOREIGN: tuple[type[Exception], ...] = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.CookieConflict,
    httpx.StreamError,
    httpcore.ConnectionNotAvailable,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
    OSError,
)

# Raised only before there is a connection to write to, so that nothing can have been taken.
_BEFORE_ANY_WRITE = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    httpcore.ConnectError,
    httpcore.ConnectTimeout,
    httpcore.PoolTimeout,
    httpcore.UnsupportedProtocol,
)


def translated(foreign: Exception) -> DuxSoupError:
    return Unreachable() if isinstance(foreign, _BEFORE_ANY_WRITE) else NoAnswer()


def refusal(status: int, headers: httpx.Headers) -> DuxSoupError | None:
    """None for 2xx only."""
    match status:
        case 401:
            return KeyRefused(status=status)
        case 402 | 403:
            return LicenceRefused(status=status)
        case 429:
            return RateLimited(_retry_after(headers), status=status)
        case 503 if _says_when(headers):
            return Unavailable(_retry_after(headers), status=status)
        case _ if 400 <= status < 500:
            return Rejected(status=status)
        case _:
            return None if 200 <= status < 300 else ServerFailed(status=status)


def document(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error


def messageid(answer: Any) -> str:
    """Opaque text; success means that there is one."""
    found = answer.get("messageid") if isinstance(answer, dict) else None
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    if isinstance(found, str) and found.strip():
        return found
    raise Unconfirmed


def count(answer: Any) -> int:
    """Strict: a zero read out of something else would prove a command absent that is there."""
    found = answer.get("result") if isinstance(answer, dict) else None
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) < 10:
        return int(found)
    if isinstance(found, int) and not isinstance(found, bool) and found >= 0:
        return found
    raise Unreadable


def listing(answer: Any) -> list[dict[str, Any]]:
    """An array, or an object that holds one as `items`; every item an object, or nothing is proved by its absence."""
    items = answer.get("items") if isinstance(answer, dict) else answer
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable
    return items


def mapping(answer: Any) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise Unreadable
    return answer


def _says_when(headers: httpx.Headers) -> bool:
    said = headers.get("Retry-After", "").strip()
    return _is_count(said) or _date_seconds(said) is not None


def _retry_after(headers: httpx.Headers) -> float | None:
    """Seconds to wait; a date counts from the answer's own Date, so that no clock of ours is asked."""
    said = headers.get("Retry-After", "").strip()
    if _is_count(said):
        return min(float(said[:9]), LONGEST_RETRY_AFTER)
    until, since = _date_seconds(said), _date_seconds(headers.get("Date", ""))
    return None if until is None or since is None else min(max(until - since, 0.0), LONGEST_RETRY_AFTER)


def _is_count(said: str) -> bool:
    return said.isascii() and said.isdigit()


def _date_seconds(said: str) -> float | None:
    try:
        moment = parsedate_to_datetime(said)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
