"""Webhooks that were made and not yet delivered, in order of the moment they are due."""

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Any

Key = tuple[int, int]


@dataclass(slots=True, order=True)
class Delivery:
    """One body on its way to one target; a doubled webhook has two."""

    due: float
    key: Key
    userid: str = field(compare=False)
    url: str = field(compare=False)
    family: str = field(compare=False)
    event: str = field(compare=False)
    body: dict[str, Any] = field(compare=False)


class Outbox:
    """Keeps a delivery until a verdict on it is on record."""

    def __init__(self) -> None:
        self._waiting: dict[Key, Delivery] = {}
        self._due: list[Delivery] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, delivery: Delivery) -> None:
        self._waiting[delivery.key] = delivery
        heappush(self._due, delivery)

    def settle(self, key: Key) -> None:
        self._waiting.pop(key, None)

    def hasten(self, at: float) -> None:
        """Nothing is due later than that."""
        for delivery in self._due:
            delivery.due = min(delivery.due, at)
        heapify(self._due)

    def next_due(self) -> float | None:
        return self._due[0].due if self._due else None

    def take(self, now: float) -> list[Delivery]:
        taken = []
        while self._due and self._due[0].due <= now:
            delivery = heappop(self._due)
            if delivery.key in self._waiting:
                taken.append(delivery)
        return taken
