"""Which sign parts the cells of a CSV file: the one that its first line names, or else the one that fits its rows."""

import csv
import io
import re
from contextlib import suppress

# Where several fit alike, the one that stands least often in a text.
_SIGNS = "\t|;,"
_HINT = re.compile(r'\ufeff?"?sep=([^\w\s"]|\t)"?\s*', re.IGNORECASE)


def hinted(line: str) -> str | None:
    """Some programs write `sep=;` above the header, for Excel, which shows it to nobody."""
    found = _HINT.fullmatch(line)
    return found[1] if found else None


def fitting(sample: str) -> str:
    """By how many rows are as wide as the header, then by how many names it has: a sign in a text does neither evenly."""
    cut = {sign: _cut(sample, sign) for sign in _SIGNS}
    apart = [sign for sign, rows in cut.items() if rows and len(rows[0]) > 1]
    return max(apart, key=lambda sign: _fit(*cut[sign]), default=",")


def _cut(sample: str, sign: str) -> list[list[str]]:
    """As far as it can be read so; the sample may end within a quote."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(
            cells for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=sign, strict=True) if cells
        )
    return rows


def _fit(header: list[str], *rows: list[str]) -> tuple[int, int]:
    """A name that begins with a space is most likely the rest of one with a comma in it."""
    return sum(len(cells) == len(header) for cells in rows), sum(not name[:1].isspace() for name in header)
