"""The texts of an XLSX file that its cells share, held as bytes: a million short strings would take ten times their size."""

from array import array
from collections.abc import Iterable, Iterator

from app.xlsx_events import CLOSED, Event
from app.xlsx_pieces import Pieces


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


def _texts(events: Iterable[Event]) -> Iterator[str]:
    pieces = Pieces("t")
    for kind, name, _ in events:
        if kind == CLOSED and name == "si":
            yield pieces.joined()
        else:
            pieces.heard(kind, name)
