"""Reads contacts from a CSV file, row by row, in whatever form spreadsheets and other tools save it."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from app.csv_header import Header, read_header
from engine.contact_row import ContactRow
from models.errors import InvalidInput

MAX_ROWS = 100_000
DELIMITERS = ",;\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FIRST_ROW = 2  # as spreadsheets count: the header is row 1


class Reading:
    """A file whose form has been checked as a whole, so that nothing stops an import half-way. `total` is its rows."""

    def __init__(self, raw: BinaryIO, text: TextIOWrapper) -> None:
        self._raw = raw
        self._text = text
        self._delimiter = _delimiter(raw)
        self.header = _header(self._records())
        self.total = self._count()

    @property
    def position(self) -> int:
        """Bytes read so far."""
        return self._raw.tell()

    def rows(self) -> Iterator[ContactRow]:
        """From the first row on; what is wrong with one row is said in it, for the import to answer."""
        for number, cells in enumerate(islice(self._records(), 1, None), start=_FIRST_ROW):
            yield _row(number, cells, self.header)

    def _count(self) -> int:
        total = sum(1 for _ in self._records()) - 1
        if total > MAX_ROWS:
            raise InvalidInput(f"A file has at most {MAX_ROWS:,} rows; this one has {total:,}.")
        return total

    def _records(self) -> Iterator[list[str]]:
        """Blank lines are no rows."""
        self._text.seek(0)
        number = 0
        try:
            for cells in csv.reader(self._text, delimiter=self._delimiter, strict=True):
                if cells:
                    number += 1
                    yield cells
        except csv.Error as broken:
            raise InvalidInput(
                f"Row {number + 1} cannot be read as CSV (is a quote not closed?): {broken}."
            ) from broken


@contextmanager
def opened(path: Path) -> Iterator[Reading]:
    """Raises InvalidInput that names the row when the file as a whole cannot be read.

    Bytes that are not UTF-8 become characters that the import refuses, row by row.
    """
    with path.open("rb", buffering=0) as unread:
        if not unread.seekable():
            raise InvalidInput(
                "A pipe cannot be looked at as a whole before its first row is taken: save it as a file first."
            )
    with path.open("rb") as raw, TextIOWrapper(raw, "utf-8-sig", errors="surrogateescape", newline="") as text:
        yield Reading(raw, text)


def _delimiter(raw: BinaryIO) -> str:
    """Whichever stands most often between the names of the columns."""
    first = raw.readline()
    if not first.strip():
        raise InvalidInput("The file is empty, or its first line is.")
    if first.startswith(_UTF_16) or b"\x00" in first:
        raise InvalidInput("The file is not UTF-8: save it as CSV UTF-8.")
    outside = re.sub(r'"[^"]*"', "", first.decode("utf-8", "replace"))
    return max(DELIMITERS, key=outside.count)


def _header(records: Iterator[list[str]]) -> Header:
    names = next(records, [])
    if any("\udc80" <= sign <= "\udcff" for name in names for sign in name):
        raise InvalidInput("The names of the columns are not UTF-8: save the file as CSV UTF-8.")
    return read_header(names)


def _row(number: int, cells: Sequence[str], header: Header) -> ContactRow:
    if any(cell.strip() for cell in cells[header.width :]):
        return ContactRow(problem=f"Row {number} has {len(cells)} cells, the header has {header.width}.")
    values = {name: cells[place] for name, place in header.fields.items() if place < len(cells)}
    first_name, last_name = _names(values)
    return ContactRow(
        linkedin_url=_secure(values.get("linkedin_url")),
        first_name=first_name,
        last_name=last_name,
        email=values.get("email"),
        company=values.get("company"),
        company_linkedin_url=_secure(values.get("company_linkedin_url")),
        company_website=values.get("company_website"),
        title=values.get("title"),
        location=values.get("location"),
        custom_fields={name: cells[place] for place, name in header.custom.items() if place < len(cells)},
        tags=re.split(r"[,;|]", values.get("tags", "")),
    )


def _names(values: Mapping[str, str]) -> tuple[str, str]:
    """A full name is taken apart only where nothing else says it: the first word, and the rest."""
    first, last = values.get("first_name", ""), values.get("last_name", "")
    if first.strip() or last.strip():
        return first, last
    first, _, last = values.get("full_name", "").strip().partition(" ")
    return first, last


def _secure(address: str | None) -> str | None:
    """Older tools save LinkedIn's addresses with http; nothing is fetched by it, and it is stored as https."""
    return re.sub(r"(?i)^\s*http://", "https://", address) if address else address
