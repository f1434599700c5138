"""Whether a text is a day, as we write one or as a spreadsheet does that has saved it in its own way."""

import time
from contextlib import suppress
from datetime import datetime

_FORMS = (
    "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%m/%d/%Y", "%d/%m/%y", "%m/%d/%y", "%Y/%m/%d", "%d-%m-%Y", "%d-%b-%y", "%d-%b-%Y",
)  # fmt: skip


def is_day(text: str) -> bool:
    with suppress(ValueError):
        datetime.fromisoformat(text)
        return True
    day, _, _ = text.partition(" ")  # with or without the time of day
    return any(_has(form, day) for form in _FORMS)


def _has(form: str, text: str) -> bool:
    with suppress(ValueError):
        time.strptime(text, form)
        return True
    return False
