"""Renders one line of the log and writes it, since every request writes one: the way through `logging` costs six times as much."""

import contextlib
from collections.abc import Callable
from functools import lru_cache
from typing import TextIO

import orjson
import structlog
from structlog.typing import EventDict, WrappedLogger

_in_ascii = structlog.processors.JSONRenderer()


def as_json(logger: WrappedLogger, method: str, event: EventDict) -> str | bytes:
    """What is not plain ASCII is escaped, whatever the stream can write."""
    with contextlib.suppress(TypeError):
        line = orjson.dumps(event)
        if line.isascii():
            return line.decode()
    return _in_ascii(logger, method, event)


def lines_to(stream: TextIO) -> Callable[..., "Lines"]:
    """Gives structlog the logger of each name."""
    return lru_cache(maxsize=None)(lambda name="": Lines(stream, name))


class Lines:
    """One whole line a call, by whichever level it goes; a full disk or a reader that is gone stops nobody who logs."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self.name = name
        self._stream = stream

    def write(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(f"{line}\n")
            self._stream.flush()

    debug = info = warning = error = critical = exception = write
