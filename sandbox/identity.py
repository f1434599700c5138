"""LinkedIn addresses: which person does one mean?"""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_MEMBER = re.compile(r"^(AC[a-z]AA[\w-]*)", re.IGNORECASE)
_PATHS = re.compile(r"^/(?:in|sales/(?:lead|people)|talent/profile)/([^/]+)")


class Identity(NamedTuple):
    """A vanity slug, or a member's token in one of its forms."""

    slug: str
    token: str


def identity(profile: str) -> Identity | None:
    """Reads a profile's address; a bare slug is one too."""
    text = profile.strip()
    path = urlsplit(text).path if "/" in text else f"/in/{text}"
    found = _PATHS.match(path)
    return _named(unquote(found[1])) if found else None


def _named(name: str) -> Identity:
    member = _MEMBER.match(name)
    return Identity("", member[1]) if member else Identity(name.strip().casefold(), "")
