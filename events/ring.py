"""The newest events of one workspace in memory, without a hole, so that one reading serves everybody who follows it."""

from collections.abc import Sequence

from events.log import Entry

MOST_ENTRIES = 1_000


class Ring:
    """Holds the positions from `start` (exclusive) to `end` (inclusive)."""

    __slots__ = ("_entries", "end")

    def __init__(self, end: int) -> None:
        self.end = end
        self._entries: list[Entry] = []

    @property
    def start(self) -> int:
        return self.end - len(self._entries)

    def append(self, entries: Sequence[Entry]) -> None:
        """They follow `end` directly: the log has proved it."""
        self._entries = [*self._entries, *entries][-MOST_ENTRIES:]
        self.end += len(entries)

    def page(self, after: int, limit: int) -> list[Entry]:
        first = after - self.start
        return self._entries[first : first + limit]
