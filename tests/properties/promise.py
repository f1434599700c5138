"""What every property of a history is given, and how one says that it was broken."""

from dataclasses import dataclass, field
from datetime import datetime

from tests.properties.snapshot import Row, Snapshot
from tests.properties.tenant import Tenant


class Broken(AssertionError):
    """A property does not hold; `number` is its place in docs/properties.md."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(f"property {number}: {words}")
        self.number = number


@dataclass
class Step:
    """One thing that happened, with all rows before it and after; `put_back` are the moments before each step back of the clock."""

    tenant: Tenant
    what: str
    how: str
    before: Snapshot
    after: Snapshot
    put_back: list[datetime] = field(default_factory=list)

    @property
    def claims(self) -> list[Row]:
        """The actions that began to be sent, as they are now, each with the moment it was claimed at."""
        began = [one for one in self.after.events if one["kind"] == "action.sending"]
        return [self.after.actions[one["action_id"]] | {"claimed_at": one["occurred_at"]} for one in began]

    @property
    def changes(self) -> list[Row]:
        """The events of a change of status."""
        return [one for one in self.after.events if one["kind"] == "assignment.status_changed"]

    @property
    def by_hand(self) -> bool:
        return self.what in {"set status", "reinstate"}


def hold(number: int, holds: object, words: str) -> None:
    if not holds:
        raise Broken(number, words)
