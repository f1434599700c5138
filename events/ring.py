"""The newest events of one workspace in memory, without a hole, so that one reading serves everybody who follows it."""

from collections.abc import Sequence

from events.log import Entry
from models.event import EventKind

MOST_ENTRIES = 1_000


class Ring:
    """Holds the positions from `start` (exclusive) to `end` (inclusive).

    Erasing somebody takes words out of events that were told already, so what was read before is forgotten then; what is read with
    that event was blanked in the same commit.
    """

    __slots__ = ("_entries", "end")

    def __init__(self, end: int) -> None:
        self.end = end
        self._entries: list[Entry] = []

    @property
    def start(self) -> int:
        return self.end - len(self._entries)

    def append(self, entries: Sequence[Entry]) -> None:
        """They follow `end` directly: the log has proved it."""
        kept = [] if any(entry.kind is EventKind.CONTACT_ERASED for entry in entries) else self._entries
        self._entries = [*kept, *entries][-MOST_ENTRIES:]
        self.end += len(entries)

    def page(self, after: int, limit: int) -> list[Entry]:
        first = after - self.start
        return self._entries[first : first + limit]
