"""The do-not-contact list as a CSV file: scope, value, reason; who has an address in what is exported can be imported elsewhere."""

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.backup_file import private
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


def write(file: Path, rows: Iterable[tuple[str, ...]]) -> int:
    """Readable by its owner alone; a file that is there stays. Gives how many rows there are."""
    count = 0
    with os.fdopen(private(file), "w", encoding="utf-8", newline="") as made:
        lines = csv.writer(made)
        lines.writerow(COLUMNS)
        for row in rows:
            lines.writerow([_escaped(cell) for cell in row])
            count += 1
    return count


def _escaped(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
