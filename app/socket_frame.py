"""A text message as it goes over the line, from the server: RFC 6455, 5.2."""

import struct
from functools import lru_cache

_WHOLE_TEXT = 0x81


def framed(text: bytes) -> bytes:
    return _head(len(text)) + text


@lru_cache
def _head(length: int) -> bytes:
    if length < 126:
        return struct.pack("!BB", _WHOLE_TEXT, length)
    if length < 65_536:
        return struct.pack("!BBH", _WHOLE_TEXT, 126, length)
    return struct.pack("!BBQ", _WHOLE_TEXT, 127, length)
