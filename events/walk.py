"""Walks a workspace's log from a cursor: replay first, then live, and a reset wherever it cannot be proved that nothing is missing."""

import logging
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from events import log
from events.broker import Broker, Follower
from events.cursor import Place, decode
from events.log import Entry, LogBroken

_LOG = logging.getLogger(__name__)


class ResetReason(StrEnum):
    CURSOR_EXPIRED = "cursor_expired"
    CURSOR_UNKNOWN = "cursor_unknown"
    SLOW_CONSUMER = "slow_consumer"
    ACCESS_CHANGED = "access_changed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Page:
    """The next events up to `place`; empty at the start, and whenever nothing came for a while. `behind`: how many followed
    already. `caught_up` stays true once the replay has reached the head, and is so where it reaches those who are told what is live.
    """

    place: Place
    entries: list[Entry]
    caught_up: bool
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Reset:
    """What lies before `place` was not shown in full; the walk goes on from there."""

    place: Place
    reason: ResetReason


# A cursor as a client handed it back; a place where another left off; or why what lies before the head cannot be told.
Begin: TypeAlias = str | Place | ResetReason | None


def _unbounded() -> Place | None:
    return None


@dataclass(frozen=True, slots=True)
class Walker:
    """`oldest`: what was committed before that moment is no longer replayed. `patience`: the longest silence, in seconds. No page
    goes beyond the place that `bound` gives, where it gives one ahead.
    """

    broker: Broker
    workspace_id: UUID
    size: int
    oldest: datetime
    patience: float
    bound: Callable[[], Place | None] = _unbounded

    async def walk(self, begin: Begin) -> AsyncGenerator[Page | Reset, None]:
        """The first item says where the walk begins: with nothing given at the head."""
        async with self.broker.follow(self.workspace_id) as follower:
            item = await self._start(follower, begin)
            yield item
            caught_up = isinstance(item, Reset) or item.caught_up
            while True:
                item = await self._next(follower, item.place, caught_up=caught_up)
                yield item
                caught_up = caught_up or isinstance(item, Reset) or not item.behind

    async def _start(self, follower: Follower, begin: Begin) -> Page | Reset:
        if begin is None:
            return Page(follower.head, [], caught_up=True)
        if isinstance(begin, ResetReason):
            return Reset(follower.head, begin)
        place = begin if isinstance(begin, Place) else decode(self.workspace_id, begin)
        reason = await self._refusal(follower.head, place)
        if place is None or reason is not None:
            return Reset(follower.head, reason or ResetReason.CURSOR_UNKNOWN)
        behind = follower.head.position - place.position
        return Page(place, [], caught_up=isinstance(begin, Place) or not behind, behind=behind)

    async def _refusal(self, head: Place, place: Place | None) -> ResetReason | None:
        if place is None or place.epoch > head.epoch:
            return ResetReason.CURSOR_UNKNOWN
        if place.epoch < head.epoch:
            return ResetReason.RESTORED
        if place.position > head.position:
            return ResetReason.CURSOR_UNKNOWN
        if place.position == head.position:
            return None
        written_at = await self.broker.undisturbed(log.written_at(self.workspace_id, place.position + 1))
        return ResetReason.CURSOR_EXPIRED if written_at is None or written_at < self.oldest else None

    async def _next(self, follower: Follower, place: Place, *, caught_up: bool) -> Page | Reset:
        while follower.head.epoch == place.epoch:
            if caught_up and follower.outrun(place.position):
                return Reset(follower.head, ResetReason.SLOW_CONSUMER)
            try:
                entries = await follower.read(place.position, self._size(place))
            except LogBroken:
                _LOG.exception("log.broken")
                return Reset(follower.head, ResetReason.CURSOR_EXPIRED)
            if entries:
                reached = Place(place.epoch, entries[-1].position)
                behind = max(0, follower.head.position - reached.position)
                arrived = not behind or reached == self.bound()
                return Page(reached, entries, caught_up=caught_up or arrived, behind=behind)
            if not await follower.changed(self.patience):
                return Page(place, [], caught_up=True)
        return Reset(follower.head, ResetReason.RESTORED)

    def _size(self, place: Place) -> int:
        bound = self.bound()
        if bound is None or bound.epoch != place.epoch or bound <= place:
            return self.size
        return min(self.size, bound.position - place.position)
