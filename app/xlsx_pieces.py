"""One text of an XLSX file put together of the pieces in which its XML gives it."""

from app.xlsx_events import OPENED, TEXT
from models.errors import InvalidInput

MAX_CELL = 32_767  # characters, as Excel has it


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
