"""A line of the log is plain ASCII JSON whatever is in it, and a log that cannot be written stops nobody."""

import io
import json
from collections.abc import Iterator
from uuid import UUID

import pytest
import structlog

from app.log_line import Lines, as_json, lines_to

VALUES = [
    ("plain", "plain"),
    ("Zoë 🦆", "Zoë 🦆"),
    ("two\nlines", "two\nlines"),
    ("half a pair \ud800", "half a pair \ud800"),
    (2**70, 2**70),
    (UUID(int=7), str(UUID(int=7))),
    ({3: "a key that is no text"}, {"3": "a key that is no text"}),
    (b"\x00", repr(b"\x00")),
]


class FullDisk(io.StringIO):
    def write(self, _text: str) -> int:
        raise OSError(28, "No space left on device")


@pytest.fixture(autouse=True)
def _structlog_as_it_was() -> Iterator[None]:
    yield
    structlog.reset_defaults()


@pytest.mark.parametrize(("value", "read"), VALUES, ids=[ascii(value) for value, _ in VALUES])
def test_a_line_is_one_line_of_ascii_json(value: object, read: object) -> None:
    line = as_json(None, "info", {"event": "said", "value": value})
    assert isinstance(line, str)
    assert line.isascii()
    assert "\n" not in line
    assert json.loads(line) == {"event": "said", "value": read}


@pytest.mark.parametrize("broken", ["full", "closed"])
def test_a_log_that_cannot_be_written_stops_nobody(broken: str) -> None:
    stream = FullDisk() if broken == "full" else io.StringIO()
    if broken == "closed":
        stream.close()
    Lines(stream, "chaknal.test").info("said")


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error", "critical", "exception"])
def test_every_level_is_written(level: str) -> None:
    stream = io.StringIO()
    getattr(lines_to(stream)("chaknal.test"), level)("said")
    assert stream.getvalue() == "said\n"


def test_a_name_has_one_logger() -> None:
    named = lines_to(io.StringIO())
    assert named("chaknal.test") is named("chaknal.test")
    assert (named("chaknal.test").name, named().name) == ("chaknal.test", "")
