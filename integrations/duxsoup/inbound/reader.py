"""Tells one body from another: whose words it speaks, of what kind it is, and which reader finds the facts."""

import json
import re
from collections.abc import Callable
from typing import Any

import orjson

from integrations.duxsoup.inbound.command import action_completed, completed, ready, received
from integrations.duxsoup.inbound.envelope import Envelope
from integrations.duxsoup.inbound.findings import Dialect, Finding, Reading, SimpleStatus
from integrations.duxsoup.inbound.message import message
from integrations.duxsoup.inbound.visit import visit
from integrations.duxsoup.values import identifier, line, moment, record

_READERS: dict[str, Callable[[Envelope], tuple[Finding, ...]]] = {
    "visit.create": visit,
    "visit.update": visit,
    "rccommand.received": received,
    "rccommand.completed": completed,
    "rccommand.ready": ready,
    "action.completed": action_completed,
    "message.sent": message,
    "message.received": message,
}
_STATUSES = frozenset({"accepted", "replied", "declined", "blacklisted"})
_LONGEST_KIND = 64
_ASKED = ("userid", "type", "event")


def read(body: bytes) -> Reading:
    return _read(body, whole=True)


def glance(body: bytes) -> Reading:
    """As `read`, without the findings of a native body: all that is asked before it is stored."""
    usual = _usual(body)
    return _noted(usual) if usual else _read(body, whole=False)


def _usual(body: bytes) -> dict[str, Any] | None:
    """Parsed the quick way, if what is asked of it is text: of long numbers that way makes others."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    usual = isinstance(document, dict) and all(isinstance(document.get(name), str) for name in _ASKED)
    return document if usual else None


def _read(body: bytes, *, whole: bool) -> Reading:
    document = _document(body)
    if not isinstance(document, dict):
        return Reading(Dialect.UNREADABLE, "unreadable")
    if "userid" not in document or "type" not in document:
        return _simple(document)
    return _native(document) if whole else _noted(document)


def _noted(document: dict[str, Any]) -> Reading:
    return Reading(Dialect.NATIVE, _kind(document), identifier(document["userid"]))


def _document(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        pass
    try:
        # Some relays send the charset of their own machine and call it nothing.
        return json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _native(document: dict[str, Any]) -> Reading:
    kind = _kind(document)
    envelope = Envelope(
        kind=kind,
        userid=identifier(document.get("userid")),
        at=moment(document.get("time")),
        command_id=identifier(document.get("messagecontext")),
        data=record(document.get("data")),
    )
    # Of scans only the family is known for certain, not the name of its event.
    reader = visit if kind.startswith("scan.") else _READERS.get(kind)
    findings = reader(envelope) if reader else ()
    return Reading(Dialect.NATIVE, kind, envelope.userid, envelope.at, findings)


def _kind(document: dict[str, Any]) -> str:
    named = f"{line(document.get('type')) or ''}.{line(document.get('event')) or ''}".casefold()
    return re.sub(r"[^a-z0-9._-]", "", named)[:_LONGEST_KIND]


def _simple(document: dict[str, Any]) -> Reading:
    status = _plain(document.get("status")).casefold()
    found = SimpleStatus(
        campaign_id=_plain(document.get("campaign_id")),
        contact_id=_plain(document.get("contact_id")),
        status=status,
        profile_url=_plain(document.get("profile_url")),
    )
    kind = f"simple.{status if status in _STATUSES else 'other'}"
    return Reading(Dialect.SIMPLE, kind, findings=(found,))


def _plain(value: Any) -> str:
    return identifier(value) or line(value) or ""
