"""The rows of a sheet of an XLSX file, cell by cell: a row that is not there costs nothing, whatever number the next one has."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from app.xlsx_events import CLOSED, OPENED, TEXT, Event, Malformed
from app.xlsx_pieces import Pieces
from engine.import_mapping import MAX_COLUMNS

MOST_CELLS = 16_384  # of one row, as Excel has it
_LETTERS = 3  # its last column is XFD


class Cell(NamedTuple):
    """As it stands there: `kind` and `style` say what the text means."""

    kind: str
    style: str
    text: str


Row = dict[int, Cell]


def rows(events: Iterable[Event]) -> Iterator[Row]:
    """By column, from 0; of more than a file may have, one, which tells that there are more. Raises InvalidInput, Malformed."""
    reading, pieces = _Reading(), Pieces("t", "v")
    for kind, name, attributes in events:
        if kind == TEXT or name not in _OWN:
            pieces.heard(kind, name)
        elif name == "c":
            if kind == OPENED:
                reading.began(attributes)
            else:
                reading.ended(pieces)
        elif kind == CLOSED:
            if name == "sheetData":
                return
            yield reading.row()


_OWN = frozenset({"c", "row", "sheetData"})


class _Reading:
    """A row as far as it was read."""

    def __init__(self) -> None:
        self._row: Row = {}
        self._place = -1
        self._cells = 0
        self._attributes: Mapping[str, str] = {}

    def began(self, attributes: Mapping[str, str]) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Malformed
        reference = attributes.get("r")
        self._place = _column(reference) if reference else self._place + 1
        self._attributes = attributes

    def ended(self, pieces: Pieces) -> None:
        if text := pieces.joined():
            self._row[min(self._place, MAX_COLUMNS)] = Cell(
                self._attributes.get("t", "n"), self._attributes.get("s", "0"), text
            )

    def row(self) -> Row:
        """And begins the next."""
        row, self._row = self._row, {}
        self._place, self._cells = -1, 0
        return row


def _column(reference: str) -> int:
    """Of AB12, from 0."""
    return _place(reference.rstrip("0123456789").upper())


@lru_cache(maxsize=1_024)
def _place(letters: str) -> int:
    if not 1 <= len(letters) <= _LETTERS or not all("A" <= letter <= "Z" for letter in letters):
        raise Malformed
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
