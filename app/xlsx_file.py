"""Reads the first sheet that is shown of an XLSX file, record by record; what unpacks to far more than it says is refused."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from app import xlsx_package
from app.xlsx_package import Package
from app.xlsx_sheet import Row, rows
from app.xlsx_texts import Texts
from app.xlsx_value import Values, formats_of
from models.errors import InvalidInput

# All that was seen to be raised over a file that is none.
_BROKEN = (
    BadZipFile, ExpatError, zlib.error, struct.error, LookupError, ValueError, StopIteration, EOFError, OSError,
    NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


def records(raw: BinaryIO) -> Iterator[list[str]]:
    """Rows without anything in them are none. Raises InvalidInput."""
    with _understood():
        raw.seek(0)
        package = Package(raw)
        book = package.book()
        texts = Texts(package.events(book.texts, xlsx_package.MAX_TEXTS) if book.texts else [])
        formats = formats_of(package.events(book.styles)) if book.styles else {}
        values = Values(texts, formats, from_1904=book.from_1904)
        found = rows(package.events(book.sheet))
    while (cells := _next(found, values)) is not None:
        if cells:
            yield cells


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except _BROKEN as broken:
        raise InvalidInput("The file cannot be read as XLSX: save it anew, or as CSV.", path=["file"]) from broken


def _next(found: Iterator[Row], values: Values) -> list[str] | None:
    with _understood():
        row = next(found, None)
        return None if row is None else _cells(row, values)


def _cells(row: Row, values: Values) -> list[str]:
    """As wide as it has anything."""
    shown = {place: text for place, cell in row.items() if (text := values.shown(cell))}
    return [shown.get(place, "") for place in range(max(shown, default=-1) + 1)]
