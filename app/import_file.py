"""Reads the rows of a file that contacts are imported from, whatever it is called: CSV in any usual form, or XLSX."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app import csv_file, xlsx_file, xlsx_package
from engine.contact_row import ContactRow
from engine.import_mapping import FIRST_ROW, MAX_COLUMNS, guess, read_header, row_of
from models.errors import InvalidInput

MAX_ROWS = 100_000
MAX_BYTES = 20 * 1024 * 1024
MAX_TEXT = 128 * 1024 * 1024  # characters of all cells: an XLSX file says a text once and shows it anywhere
PART = 500  # rows in one transaction, so that others may write in between
PART_TEXT = 256 * 1024  # characters and cells of one part, so of one row too
_NEITHER = {b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "an old XLS (save it as XLSX)", b"\x89PNG": "an image"}


@dataclass(frozen=True, slots=True)
class Reading:
    """`rows` are read once, in order; what breaks the file off raises InvalidInput there, with the row."""

    header: list[str]
    rows: Iterator[list[str]]
    encoding: str | None


def read(raw: BinaryIO) -> Reading:
    """By its first bytes, never by its name. Raises InvalidInput that says what it is or which limit it breaks."""
    raw.seek(0)
    start = raw.read(8)
    for sign, name in _NEITHER.items():
        if start.startswith(sign):
            raise InvalidInput(f"The file is {name}, neither CSV nor XLSX.", path=["file"])
    if start.startswith(xlsx_package.SIGN):
        records, encoding = xlsx_file.records(raw), None
    else:
        encoding = csv_file.encoding_of(raw)
        records = csv_file.records(raw, encoding)
    header = read_header(next(records, []))
    if not any(header):
        raise InvalidInput("The file is empty, or its first line is.", path=["file"])
    return Reading(header, _counted(records), encoding)


def contacts(path: Path) -> Iterator[ContactRow]:
    """The rows of a file that needs nobody to say what its columns are."""
    with path.open("rb") as raw:
        reading = read(raw)
        _, mapping = guess(reading.header)
        for number, cells in enumerate(reading.rows, start=FIRST_ROW):
            yield row_of(number, cells, mapping)


def parts(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    """What one transaction takes, and of a size that one row of the database takes."""
    part: list[list[str]] = []
    size = 0
    for cells in rows:
        length = _length(cells)
        if part and (len(part) >= PART or size + length > PART_TEXT):
            yield part
            part, size = [], 0
        part.append(cells)
        size += length
    if part:
        yield part


def _counted(records: Iterator[list[str]]) -> Iterator[list[str]]:
    total = 0
    for number, record in enumerate(records, start=1):
        length = _length(record)
        total += length
        if number > MAX_ROWS:
            raise InvalidInput(f"A file has at most {MAX_ROWS:,} rows; this one has more.", path=["file"])
        if length > PART_TEXT:
            raise InvalidInput(
                f"A row has at most {PART_TEXT:,} characters and cells; row {number - 1 + FIRST_ROW} has more.",
                path=["file"],
            )
        if total > MAX_TEXT:
            raise InvalidInput(f"A file has at most {MAX_TEXT:,} characters in its cells.", path=["file"])
        yield _within(record)


def _length(cells: list[str]) -> int:
    """Blank ones count too: twenty million of them fit into a file."""
    return sum(map(len, cells)) + len(cells)


def _within(cells: list[str]) -> list[str]:
    """Of those beyond the last column that a file may have, one that is not blank stays, which tells that there are more."""
    beyond = next((cell for cell in cells[MAX_COLUMNS:] if cell.strip()), None)
    return cells[:MAX_COLUMNS] if beyond is None else [*cells[:MAX_COLUMNS], beyond]
