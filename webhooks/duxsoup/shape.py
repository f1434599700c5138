"""Looks at a body's shape before it is parsed, and then at what it says."""

import json
import re

from integrations.duxsoup.inbound import Dialect, Reading, glance
from webhooks.errors import TooIntricate, Unreadable

MAX_DEPTH = 32
MAX_KEYS = 5_000
# An unfinished string ends with the text, so that no body is looked through twice.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_STRUCTURE = re.compile(r"[{}\[\]:]")


def understand(body: bytes) -> Reading:
    """Raises when it is not an object, or shaped to tire whoever reads it."""
    check_shape(text_of(body))
    reading = glance(body)
    if reading.dialect is Dialect.UNREADABLE:
        raise Unreadable
    return reading


def text_of(body: bytes) -> str:
    """What is sealed: JSON's own encodings are told apart, what is none of them is replaced, never refused."""
    return body.decode(json.detect_encoding(body), "replace")


def check_shape(text: str) -> None:
    if text.count("{") + text.count("[") <= MAX_DEPTH and text.count(":") <= MAX_KEYS:
        return  # with so few marks, those inside strings counted too, there is nothing to look for
    depth = keys = 0
    for mark in _STRUCTURE.findall(_STRING.sub("", text)):
        if mark in "{[":
            depth += 1
        elif mark == ":":
            keys += 1
        else:
            depth -= 1
        if depth > MAX_DEPTH or keys > MAX_KEYS:
            raise TooIntricate
