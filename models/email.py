"""What counts as an e-mail address: enough to notice a slip; whether anybody reads there only a letter can tell."""

import re

_PART = r"[^@\s\x00-\x1f\x7f-\x9f\ud800-\udfff]"
_EMAIL = re.compile(rf"{_PART}{{1,64}}@{_PART}{{1,189}}")


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None
