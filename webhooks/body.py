"""Takes a body in, as far as it says that it is JSON, and no more of it than we are ready to read."""

import asyncio
import re

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
