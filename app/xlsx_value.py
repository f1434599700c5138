"""What a cell of an XLSX file shows, roughly: whole numbers without a point, dates as ISO writes them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from app.error_cell import ERRORS
from app.xlsx_events import CLOSED, OPENED, Event, Malformed
from app.xlsx_sheet import Cell
from app.xlsx_texts import Texts

MAX_STYLES = 65_536
MAX_FORMAT = 255  # characters of one, as Excel has it
_DATE, _SPAN = range(2)
_POINT = re.compile("[.eE]")


class Values:
    """`formats` says which styles are dates or spans of time."""

    def __init__(self, texts: Texts, formats: dict[str, int], *, from_1904: bool) -> None:
        self._texts = texts
        self._formats = formats
        self._epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH

    def shown(self, cell: Cell) -> str:
        """Blank where a formula failed. Raises ValueError, IndexError for what means nothing."""
        text = self._text(cell)
        return "" if text in ERRORS else text

    def _text(self, cell: Cell) -> str:
        match cell.kind:
            case "s":
                return self._texts[int(cell.text)].strip()
            case "n":
                return self._number(cell)
            case "b":
                return "true" if int(cell.text) else "false"
            case "d":
                return _written(from_ISO8601(cell.text))  # type: ignore[no-untyped-call]  # its stubs lack it
            case "e":  # in whichever language the word for it is
                return ""
        return cell.text.strip()

    def _number(self, cell: Cell) -> str:
        number = float(cell.text) if _POINT.search(cell.text) else int(cell.text)
        kind = self._formats.get(cell.style)
        if kind is not None:
            return self._moment(number, kind)
        return str(int(number)) if number == number // 1 else str(number)

    def _moment(self, number: float, kind: int) -> str:
        try:
            return _written(from_excel(number, self._epoch, timedelta=kind == _SPAN))
        except (OverflowError, ValueError):
            return ""  # no day that there is: the sheet shows an error


def formats_of(events: Iterable[Event]) -> dict[str, int]:
    """By the number of a style, as cells name it."""
    known = {str(number): kind for number, code in BUILTIN_FORMATS.items() if (kind := _kind(code)) is not None}
    found, styles, within = dict[str, int](), 0, False
    for event, name, attributes in events:
        if name == "cellXfs" and event in {OPENED, CLOSED}:
            within = event == OPENED
        elif event == OPENED and name == "numFmt":
            _define(known, attributes["numFmtId"], attributes["formatCode"])
        elif event == OPENED and name == "xf" and within:
            kind = known.get(attributes.get("numFmtId", "0"))
            if kind is not None:
                found[str(styles)] = kind
            styles += 1
        if max(styles, len(known)) > MAX_STYLES:
            raise Malformed
    return found


def _define(known: dict[str, int], number: str, code: str) -> None:
    kind = _kind(code[:MAX_FORMAT])
    if kind is None:
        known.pop(number, None)
    else:
        known[number] = kind


def _kind(code: str) -> int | None:
    if is_timedelta_format(code):
        return _SPAN
    return _DATE if is_date_format(code) else None


def _written(moment: datetime | date | time | timedelta) -> str:
    if isinstance(moment, datetime) and moment.time() == time():
        return moment.date().isoformat()
    return str(moment) if isinstance(moment, timedelta) else moment.isoformat()
