"""The do-not-contact list as a CSV file: scope, value, reason; who has an address in what is exported can be imported elsewhere."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from engine.suppression_import import SuppressionRow
from models.errors import InvalidInput

COLUMNS = ("scope", "value", "reason", "since")
NEEDED = COLUMNS[:3]
# A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t")


def read(file: Path) -> Iterator[SuppressionRow]:
    """Raises InvalidInput for what is no such file."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.DictReader(text, strict=True)
            names = [name.strip().lower() for name in rows.fieldnames or []]
            if not set(NEEDED) <= set(names):
                raise InvalidInput(f"The first line has to name the columns {', '.join(NEEDED)}.")
            rows.fieldnames = names
            for row in rows:
                yield SuppressionRow(*(_unescaped(row[name] or "") for name in NEEDED))
    except (csv.Error, UnicodeDecodeError) as broken:
        raise InvalidInput(f"The file cannot be read as CSV in UTF-8: {broken}.") from broken


def write(out: BinaryIO, rows: Iterable[tuple[str, ...]]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    lines.writerows([_escaped(cell) for cell in row] for row in rows)
    text.detach()


def _escaped(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
