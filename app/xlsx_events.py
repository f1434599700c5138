"""The XML within an XLSX file as events, a block at a time: what is held depends on what was read, never on what the file says."""

from collections.abc import Iterator, Mapping
from typing import IO, Final
from xml.parsers import expat

from models.errors import InvalidInput

OPENED, CLOSED, TEXT = range(3)
# What it is, the element's name without its prefix (or the text), and the attributes.
Event = tuple[int, str, Mapping[str, str]]
MAX_EVENTS = 20_000_000  # of one file: some four million cells
MAX_DEPTH = 100
MAX_NAMES = 5_000  # of elements and attributes, which the parser keeps for good
MAX_TOKEN = 256 * 1024  # one tag, which it keeps whole
_BLOCK = 64 * 1024
_NONE: Final[Mapping[str, str]] = {}


class Malformed(ValueError):
    """No program writes this that means well."""


class Budget:
    """How much more of one file is looked at, all its documents together."""

    def __init__(self) -> None:
        self._events = MAX_EVENTS

    def spend(self, events: int) -> None:
        """Raises InvalidInput."""
        self._events -= events
        if self._events < 0:
            raise InvalidInput(
                "The XLSX file has more cells than are read: delete the empty ones, or save it as CSV.", path=["file"]
            )


def events_of(raw: IO[bytes], budget: Budget) -> Iterator[Event]:
    """Raises InvalidInput, Malformed, ExpatError."""
    found, names = _Found(), dict[str, str]()
    parser = found.by(names)
    silent = 0
    while block := raw.read(_BLOCK):
        parser.Parse(block, False)
        silent = 0 if found.events else silent + len(block)
        if silent > MAX_TOKEN or found.depth > MAX_DEPTH or len(names) > MAX_NAMES:
            raise Malformed
        budget.spend(len(found.events))
        yield from found.events
        found.events.clear()
    parser.Parse(b"", True)


class _Found:
    """What a parser came upon in one block."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.depth = 0

    def by(self, names: dict[str, str]) -> expat.XMLParserType:
        """A parser that tells of it here; `names` are those that it keeps."""
        parser = expat.ParserCreate(intern=names)
        parser.buffer_text = True
        parser.StartElementHandler = self._opened
        parser.EndElementHandler = self._closed
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refused  # so there is no entity to expand
        return parser

    def _opened(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.events.append((OPENED, _local(name), attributes or _NONE))

    def _closed(self, name: str) -> None:
        self.depth -= 1
        self.events.append((CLOSED, _local(name), _NONE))

    def _text(self, text: str) -> None:
        self.events.append((TEXT, text, _NONE))


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _refused(*_declared: object) -> None:
    raise Malformed
