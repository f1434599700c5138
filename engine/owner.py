"""Under which name a process holds leases, and whose names are gone for good."""

from dataclasses import dataclass
from typing import Protocol


class Owner(Protocol):
    """`name` is null while the process cannot show that it is there: it claims nothing then and writes nothing. A name that
    was lost is never used again, so what is once known as absent stays so, however old the knowledge is.
    """

    @property
    def name(self) -> str | None: ...
    @property
    def absent(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Named:
    """An owner that nothing can take its name from: the one process on an SQLite file."""

    name: str
    absent: tuple[str, ...] = ()
