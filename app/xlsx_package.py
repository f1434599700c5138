"""Which documents of an XLSX file are read, found as its own relations name them, and opened within bounds."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from app.xlsx_events import OPENED, Budget, Event, Malformed, events_of
from models.errors import InvalidInput

SIGN = b"PK\x03\x04"
MAX_UNPACKED = 256 * 1024 * 1024
MAX_TEXTS = 64 * 1024 * 1024  # the texts that cells share, which are held in memory
MAX_INDEX = 8 * 1024 * 1024  # what names the others
MAX_ENTRIES = 1_000
MAX_DIRECTORY = 1024 * 1024
_WORKBOOK, _SHEET, _TEXTS, _STYLES = "/officeDocument", "/worksheet", "/sharedStrings", "/styles"
_HIDDEN = frozenset({"hidden", "veryHidden"})


@dataclass(frozen=True, slots=True)
class Book:
    """Where what is read of it stands; null where it has none."""

    sheet: str
    texts: str | None
    styles: str | None
    from_1904: bool


class Package:
    """Raises InvalidInput, and what ZipFile raises over a file that is none."""

    def __init__(self, raw: BinaryIO) -> None:
        self._packed = ZipFile(_Measured(raw))
        entries = self._packed.infolist()
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise _too_much(MAX_UNPACKED)
        self._entries = {entry.filename.casefold(): entry for entry in entries}
        self._budget = Budget()

    def book(self) -> Book:
        """Of its first sheet with cells that is shown; of the first at all where none is."""
        where = next(target for kind, target in self._related("").values() if kind.endswith(_WORKBOOK))
        related = self._related(where)
        by_kind = {kind.rpartition("/")[2]: target for kind, target in related.values()}
        sheets, from_1904 = self._contents(where)
        sheet = next(related[id_][1] for id_ in sheets if id_ in related and related[id_][0].endswith(_SHEET))
        return Book(sheet, by_kind.get(_TEXTS[1:]), by_kind.get(_STYLES[1:]), from_1904)

    def events(self, name: str, most: int = MAX_UNPACKED) -> Iterator[Event]:
        """An entry gives no more than it says here. Packed in another way it might: those unpack without measure."""
        entry = self._entries[name.casefold()]
        if entry.file_size > most:
            raise _too_much(most)
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise Malformed
        with self._packed.open(entry) as raw:
            yield from events_of(raw, self._budget)

    def _contents(self, workbook: str) -> tuple[list[str], bool]:
        """The ids of its sheets in their order, hidden ones last, and whether its days are counted from 1904."""
        shown, hidden, from_1904 = list[str](), list[str](), False
        for kind, name, attributes in self.events(workbook, MAX_INDEX):
            if kind == OPENED and name == "sheet":
                sheets = hidden if attributes.get("state") in _HIDDEN else shown
                sheets += [value for key, value in attributes.items() if key.endswith(":id")]
            elif kind == OPENED and name == "workbookPr":
                from_1904 = attributes.get("date1904") in {"1", "true"}
        return shown + hidden, from_1904

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        """By id: of which kind it is, and where it stands."""
        folder, file = posixpath.split(name)
        found = dict[str, tuple[str, str]]()
        for kind, element, attributes in self.events(posixpath.join(folder, "_rels", f"{file}.rels"), MAX_INDEX):
            if kind == OPENED and element == "Relationship":
                target = posixpath.normpath(posixpath.join(folder, attributes["Target"])).lstrip("/")
                found[attributes["Id"]] = (attributes["Type"], target)
        return found


class _Measured:
    """Its directory is read at once, however large it says it is."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.seek, self.tell, self.seekable = raw.seek, raw.tell, raw.seekable

    def read(self, size: int = -1) -> bytes:
        if size > MAX_DIRECTORY:
            raise _too_much(MAX_UNPACKED)
        return self._raw.read(size)


def _too_much(most: int) -> InvalidInput:
    return InvalidInput(
        f"The XLSX file unpacks to more than is read ({most >> 20} MiB): save it as CSV.", path=["file"]
    )
