"""Reads the first sheet of an XLSX file, record by record; what unpacks to far more than it says is refused."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError  # only the name of what is raised: reading goes through defusedxml
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from engine.import_mapping import MAX_COLUMNS
from models.errors import InvalidInput

SIGN = b"PK\x03\x04"
MAX_UNPACKED = 256 * 1024 * 1024
MAX_PARTS = 1_000
MAX_SHARED = 64 * 1024 * 1024  # the texts of all cells, which are held in memory
_SHARED = "xl/sharedStrings.xml"
# All that openpyxl was seen to raise over a file that is none.
_BROKEN = (
    BadZipFile, InvalidFileException, ParseError, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError,
    EOFError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip


def records(raw: BinaryIO) -> Iterator[list[str]]:
    """Rows without anything in them are none. Raises InvalidInput."""
    with _understood():
        _check_size(raw)
        raw.seek(0)
        book = load_workbook(raw, read_only=True, data_only=True, keep_links=False)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write them wrongly
        rows = sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1)
    while (cells := _next(rows)) is not None:
        if any(cells):
            yield cells


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except _BROKEN as broken:
        raise InvalidInput("The file cannot be read as XLSX: save it anew, or as CSV.", path=["file"]) from broken


def _check_size(raw: BinaryIO) -> None:
    """Before anything is unpacked; no part gives more than it says here."""
    with ZipFile(raw) as packed:
        parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    shared = sum(part.file_size for part in parts if part.filename.casefold() == _SHARED.casefold())
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or shared > MAX_SHARED:
        raise InvalidInput(
            f"The XLSX file unpacks to more than is read ({MAX_UNPACKED >> 20} MiB, {MAX_SHARED >> 20} MiB of texts):"
            " save it as CSV.",
            path=["file"],
        )


def _next(rows: Iterator[tuple[Any, ...]]) -> list[str] | None:
    with _understood():
        found = next(rows, None)
    if found is None:
        return None
    cells = [_text(value) for value in found]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: object) -> str:
    """As the sheet shows it, roughly: whole numbers without a point, dates as ISO writes them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).strip()
