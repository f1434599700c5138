"""How long a browser stays signed in, and by what it is recognised."""

import re
from dataclasses import dataclass
from datetime import timedelta

from auth.tokens import Minted, mint

_FOR_BROWSER = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """`idle`: unused; `absolute`: however much it is used."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=8)


def mint_for_browser() -> Minted:
    """A session's cookie, or a ticket that it buys: 256 random bits; nothing is shown of it to anybody, so it has no prefix to be told by."""
    return mint("")


def is_for_browser(text: str) -> bool:
    """By its form alone, so that junk is never looked up."""
    return _FOR_BROWSER.fullmatch(text) is not None
