"""How what is set for an account stands in its columns of JSON."""

from typing import TypedDict


class Window(TypedDict):
    """`weekday` 0 is Monday; times are HH:MM in the account's zone."""

    weekday: int
    opens: str
    closes: str


class LimitOverride(TypedDict):
    """`kind` null: all kinds together; `with_note`: connects that carry a note."""

    kind: str | None
    with_note: bool
    hours: int
    limit: int


class RemoteLimits(TypedDict):
    """Dux-Soup's own settings, as last read: the most it does a day, null where it says nothing, 0 visits where it chooses itself;
    minutes from UTC at which its day begins.
    """

    visits: int | None
    invites: int | None
    messages: int | None
    day_offset: int
