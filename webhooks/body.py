"""Takes a body in, as far as it says that it is JSON, and no more of it than we are ready to read."""

import asyncio
import re
from functools import lru_cache

from starlette.requests import Request

from webhooks.errors import NotJson, TooLarge, TooSlow

MAX_BYTES = 256 * 1024
_JSON = re.compile(r"application/(?:[a-z0-9.!#$&^_+-]+\+)?json", re.IGNORECASE)


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


def _announced_json(request: Request) -> bool:
    headers = request.headers
    return _json(headers.get("content-type", ""), headers.get("content-encoding", "identity"))


@lru_cache(maxsize=64)
def _json(content_type: str, encoding: str) -> bool:
    """There are few ways to say so, and every webhook does."""
    media_type = content_type.partition(";")[0].strip()
    return _JSON.fullmatch(media_type) is not None and encoding.strip().lower() in {"identity", ""}


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
