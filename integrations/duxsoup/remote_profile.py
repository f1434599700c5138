"""Whose seat it is, as far as its profile says so: which fields it has is not documented, so each may be missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from integrations.duxsoup.values import identifier, line

_LONGEST = 254
_NAMES = {"userid": "dux_soup_user_id", "email": "email", "firstname": "first_name", "lastname": "last_name"}


@dataclass(frozen=True, slots=True)
class RemoteProfile:
    """None: it does not say."""

    dux_soup_user_id: str | None = None
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None

    @classmethod
    def from_answer(cls, raw: Mapping[str, Any]) -> Self:
        """However the names of its fields are written: `firstName`, `first_name`, `First Name`."""
        plain = {"".join(filter(str.isalnum, name)).casefold(): value for name, value in raw.items()}
        said = {ours: _said(plain.get(theirs), ours) for theirs, ours in _NAMES.items()}
        return cls(**said)

    def differs(self, **typed: str) -> list[str]:
        """The names of what it says otherwise than was typed; case and blanks around it do not count."""
        said = ((name, getattr(self, name), value) for name, value in typed.items())
        return [name for name, own, value in said if own is not None and own.casefold() != value.strip().casefold()]


def _said(value: Any, name: str) -> str | None:
    found = identifier(value) if name == "dux_soup_user_id" else line(value)
    return found[:_LONGEST] if found else None
