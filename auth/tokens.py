"""The tokens that programs and webhooks come with; the database only ever holds their hash."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field

API_PREFIX = "chk_"
_BYTES = 32
_SHOWN = 4
_API_TOKEN = re.compile(r"chk_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Minted:
    """`text` is shown once and kept nowhere; `prefix` is what people tell tokens apart by."""

    text: str = field(repr=False)
    hash: str
    prefix: str


def mint(prefix: str = API_PREFIX) -> Minted:
    """256 random bits in 43 characters, after the prefix by which leak scanners know them; "" for webhook addresses."""
    text = prefix + secrets.token_urlsafe(_BYTES)
    return Minted(text, hashed(text), text[: len(prefix) + _SHOWN])


def hashed(text: str) -> str:
    """SHA-256 is enough: there is nothing to guess in 256 random bits."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def bearer(header: str | None) -> str | None:
    """The token in an Authorization header, or in what a socket sends in its place; None when there is none."""
    scheme, _, token = (header or "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def is_api_token(text: str) -> bool:
    """By its form alone, so that junk is never looked up."""
    return _API_TOKEN.fullmatch(text) is not None
