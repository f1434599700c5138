"""The texts of an XLSX file that its cells share, held as bytes: a million short strings would take ten times their size."""

from array import array
from collections.abc import Iterable, Iterator

from app.xlsx_events import CLOSED, OPENED, TEXT, Event
from models.errors import InvalidInput

MAX_CELL = 32_767  # characters, as Excel has it


class Texts:
    """By their place in the file. Raises InvalidInput."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._bytes = bytearray()
        self._ends = array("I", [0])
        for text in _texts(events):
            self._bytes += text.encode()
            self._ends.append(len(self._bytes))

    def __getitem__(self, place: int) -> str:
        if not 0 <= place < len(self._ends) - 1:
            raise IndexError
        return self._bytes[self._ends[place] : self._ends[place + 1]].decode()


class Pieces:
    """One text as its document gives it, in pieces, `within` these elements: what tells how it is spoken is none of it."""

    def __init__(self, *within: str) -> None:
        self._within = frozenset(within)
        self._pieces: list[str] = []
        self._size = 0
        self._listens = self._aside = False

    def heard(self, kind: int, name: str) -> None:
        """Raises InvalidInput for more than a cell takes."""
        if kind == TEXT:
            if self._listens:
                self._take(name)
        elif name in self._within:
            self._listens = kind == OPENED and not self._aside
        elif name == "rPh":
            self._aside = kind == OPENED

    def joined(self) -> str:
        """And begins anew."""
        if not self._pieces:
            return ""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._size = 0
        return text

    def _take(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_CELL:
            raise InvalidInput(
                f"A cell has at most {MAX_CELL:,} characters; this file has one with more.", path=["file"]
            )
        self._pieces.append(text)


def _texts(events: Iterable[Event]) -> Iterator[str]:
    pieces = Pieces("t")
    for kind, name, _ in events:
        if kind == CLOSED and name == "si":
            yield pieces.joined()
        else:
            pieces.heard(kind, name)
