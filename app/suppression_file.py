"""The do-not-contact list as a CSV file: scope, value, reason; who has an address in what is exported can be imported elsewhere."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from app import csv_file
from app.written_day import is_day
from engine.import_mapping import FIRST_ROW
from engine.suppression_import import SuppressionRow
from models.errors import InvalidInput

COLUMNS = ("scope", "value", "reason", "since")
NEEDED = COLUMNS[:3]
# A cell that begins so is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t")
_NO_UTF_8 = re.compile("[\ud800-\udfff]")


def read(file: Path) -> Iterator[SuppressionRow]:
    """Rows are numbered as those of contacts are. Raises InvalidInput for what is no such file."""
    with file.open("rb") as raw:
        # Never guessed: a name that was read wrongly would keep nobody away, and nobody would hear of it.
        records = csv_file.records(raw, "utf-8-sig")
        header = next(records, [])
        names = [name.strip().lower() for name in header]
        if any(names.count(name) != 1 for name in NEEDED):
            raise InvalidInput(f"The first line has to name the columns {', '.join(NEEDED)}, each once.")
        spaced = any(name[:1].isspace() for name in header)
        for number, cells in enumerate(records, start=FIRST_ROW):
            named = dict(zip(names, cells, strict=False))
            scope, value, reason = (_unescaped(named.get(name, "")) for name in NEEDED)
            problem = _surplus(number, cells, len(names)) or _broken(number, named)
            yield SuppressionRow(scope, value, reason, problem or (None if spaced else _cut(number, named)))


def write(out: BinaryIO, rows: Iterable[tuple[str, ...]]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    lines.writerows([_escaped(cell) for cell in row] for row in rows)
    text.detach()


def _surplus(number: int, cells: Sequence[str], most: int) -> str | None:
    """A comma without quotes around it has cut a value in two, and what is left of it names somebody else."""
    if any(cell.strip() for cell in cells[most:]):
        return f"Row {number} has {len(cells)} cells, the header has {most}."
    return None


def _cut(number: int, named: Mapping[str, str]) -> str | None:
    """The same, where a further column has taken what is left over."""
    if named.get("reason", "")[:1].isspace():
        return f"Row {number} has a reason that begins with a space: a value with a comma in it has to stand in quotes."
    return None


def _broken(number: int, named: Mapping[str, str]) -> str | None:
    if any(_NO_UTF_8.search(named.get(name, "")) for name in NEEDED):
        return f"Row {number} is not in UTF-8."
    since = named.get("since", "").strip()
    if since and not is_day(since):
        return "The day in the column since has the form 2026-11-30, or is left out."
    return None


def _escaped(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
