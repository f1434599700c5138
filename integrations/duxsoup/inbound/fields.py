"""Finds fields by their meaning, however the sender spells, nests or flattens them."""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from integrations.duxsoup.inbound.findings import AcceptedTag, Person
from integrations.duxsoup.values import identifier, line

_LONGEST_FIELD = 500
_LONGEST_URL = 2_000
_ACCEPTED = re.compile(r"🦆\ufe0f?\s*-(.+)-\s*accepted", re.IGNORECASE | re.DOTALL)

Folded = dict[str, Any]


def folded(data: dict[str, Any]) -> Folded:
    """Keys without case, spaces and dashes; of two that fold alike the first with a value stays."""
    found: Folded = {}
    for key, value in data.items():
        name = re.sub(r"[\s_-]", "", key).casefold()
        if found.get(name) in (None, ""):
            found[name] = value
    return found


def field(data: Folded, *names: str) -> str | None:
    """The first that is not blank. What is overlong or was broken on its way is left out: it may end up in a letter."""
    found = (line(data.get(name)) for name in names)
    return next((word for word in found if word and len(word) <= _LONGEST_FIELD and "\ufffd" not in word), None)


def urls(data: Folded, *names: str) -> tuple[str, ...]:
    """Addresses exactly as they stand there; what makes two of them one person is not decided here."""
    found = (line(data.get(name)) for name in names)
    return tuple(dict.fromkeys(url for url in found if url and len(url) <= _LONGEST_URL))


def person(raw_id: Any, addresses: tuple[str, ...]) -> Person:
    """`id.<n>`, also where it came as bare digits; `pid.<vanity>` is a profile address in other words."""
    found = identifier(raw_id)
    if found is None:
        return Person(None, addresses)
    if found.startswith(("http://", "https://")):
        return Person(None, tuple(dict.fromkeys((*addresses, found))))
    if found.startswith("pid."):
        vanity = f"https://www.linkedin.com/in/{quote(found.removeprefix('pid.'), safe='%')}/"
        return Person(None, tuple(dict.fromkeys((*addresses, vanity))))
    return Person(f"id.{found}" if found.isascii() and found.isdigit() else found, addresses)


def accepted_tags(tags: Iterable[str], who: Person, at: Any) -> tuple[AcceptedTag, ...]:
    matches = (_ACCEPTED.fullmatch(tag) for tag in tags)
    campaigns = dict.fromkeys(match[1].strip().casefold() for match in matches if match)
    return tuple(AcceptedTag(who, campaign, at) for campaign in campaigns)


def key(*parts: Any) -> str:
    """One name for one fact, whatever else differs between two bodies that tell it."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()
