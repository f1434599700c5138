"""The queue of one account: commands in order, refusing what is queued already."""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

from sandbox.vocabulary import CAPS


@dataclass(slots=True)
class QueuedCommand:
    """A command that was taken and waits."""

    messageid: str
    command: str
    params: dict[str, Any]
    when: float
    slug: str = ""
    runafter: float | None = None
    attempt: int = 1

    @property
    def cap(self) -> str:
        return CAPS.get(self.command, "")

    @property
    def label(self) -> str:
        return str(self.params.get("campaignid", ""))

    def key(self, fields: Collection[str]) -> tuple[object, ...]:
        parts = {
            "command": self.command,
            "profile": self.slug or self.params.get("profile"),
            "text": self.params.get("messagetext"),
            "campaignid": self.params.get("campaignid"),
            "runafter": self.runafter,
        }
        return tuple(repr(parts[field]) for field in sorted(fields))


class CommandQueue:
    """Lanes by daily limit, so that one used-up limit holds up no other command."""

    def __init__(self) -> None:
        self._waiting: dict[str, QueuedCommand] = {}
        self._lanes: defaultdict[str, OrderedDict[str, int]] = defaultdict(OrderedDict)
        self._later: list[tuple[float, int, str]] = []
        self._order = 0
        self._front = 0
        self._fields: frozenset[str] = frozenset()
        self._keys: dict[tuple[object, ...], str] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[QueuedCommand]:
        return iter(self._waiting.values())

    def __contains__(self, messageid: str) -> bool:
        return messageid in self._waiting

    def add(self, command: QueuedCommand, *, first: bool = False) -> None:
        self._order += 1
        self._waiting[command.messageid] = command
        self._keys.setdefault(command.key(self._fields), command.messageid)
        if command.runafter is not None:
            heappush(self._later, (command.runafter, self._order, command.messageid))
        else:
            self._enter(command, first=first)

    def remove(self, messageid: str) -> QueuedCommand:
        command = self._waiting.pop(messageid)
        self._lanes[command.cap].pop(messageid, None)
        key = command.key(self._fields)
        if self._keys.get(key) == messageid:
            del self._keys[key]
        return command

    def same(self, command: QueuedCommand, fields: frozenset[str]) -> QueuedCommand | None:
        """The waiting command that this one repeats, by the fields that count."""
        if fields != self._fields:
            self._fields = fields
            self._keys = {each.key(fields): each.messageid for each in reversed(self._waiting.values())}
        found = self._keys.get(command.key(fields))
        return self._waiting[found] if found is not None else None

    def first(self, at: float, held: Collection[str]) -> QueuedCommand | None:
        """The command to run at that time, passing over the lanes that are held."""
        self._ripen(at)
        heads = [
            (order, messageid)
            for cap, lane in self._lanes.items()
            if cap not in held and lane
            for messageid, order in (next(iter(lane.items())),)
        ]
        return self._waiting[min(heads)[1]] if heads else None

    def ripens_at(self) -> float | None:
        while self._later and self._later[0][2] not in self._waiting:
            heappop(self._later)
        return self._later[0][0] if self._later else None

    def _enter(self, command: QueuedCommand, *, first: bool) -> None:
        lane = self._lanes[command.cap]
        if first:
            self._front -= 1
            lane[command.messageid] = self._front
            lane.move_to_end(command.messageid, last=False)
        else:
            lane[command.messageid] = self._order

    def _ripen(self, at: float) -> None:
        while self._later and self._later[0][0] <= at:
            messageid = heappop(self._later)[2]
            if messageid in self._waiting:
                self._order += 1
                self._enter(self._waiting[messageid], first=False)
