"""Takes a body in, no more of it than we are ready to read, and looks at its shape before it is parsed."""

import asyncio
import json
import re

from starlette.requests import Request

from integrations.duxsoup.inbound import Dialect, Reading, read
from webhooks.errors import NotJson, TooIntricate, TooLarge, TooSlow, Unreadable

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_KEYS = 5_000

_JSON = re.compile(r"application/(?:[a-z0-9.!#$&^_+-]+\+)?json", re.IGNORECASE)
# An unfinished string ends with the text, so that no body is looked through twice.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_STRUCTURE = re.compile(r"[{}\[\]:]")


async def take(request: Request, within: float) -> bytes:
    """The whole body, if it is JSON by its name, small enough, and there within so many seconds."""
    if not _announced_json(request):
        raise NotJson
    if _announced_length(request) > MAX_BYTES:
        raise TooLarge
    try:
        async with asyncio.timeout(within):
            return await _stream(request)
    except TimeoutError as error:
        raise TooSlow from error


def understand(body: bytes) -> Reading:
    """Raises when it is not an object, or shaped to tire whoever reads it."""
    check_shape(text_of(body))
    reading = read(body)
    if reading.dialect is Dialect.UNREADABLE:
        raise Unreadable
    return reading


def text_of(body: bytes) -> str:
    """What is sealed: JSON's own encodings are told apart, what is none of them is replaced, never refused."""
    return body.decode(json.detect_encoding(body), "replace")


def check_shape(text: str) -> None:
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


def _announced_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip()
    encoded = request.headers.get("content-encoding", "identity").strip().lower()
    return _JSON.fullmatch(media_type) is not None and encoded in {"identity", ""}


def _announced_length(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


async def _stream(request: Request) -> bytes:
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > MAX_BYTES:
            raise TooLarge
    return bytes(taken)
