"""The walk of whoever is about to join a group."""

from collections.abc import Callable
from typing import cast

from app.feeds.audience import Audience, audience_of
from app.feeds.group import Group
from app.feeds.newcomer import Newcomer
from app.feeds.subscriber import Subscriber
from auth.viewer import Viewer
from events.course import Course
from events.cursor import Place
from events.ring import MOST_ENTRIES
from events.walk import Begin
from schema.executor import Operation

# A group that has not come so far within it is busy; its newcomer goes on alone meanwhile.
PATIENCE_SECONDS = 1.0
# Amid a replay there is more to tell meanwhile.
BRIEF_SECONDS = 0.05
Find = Callable[[Audience], Group | None]
Make = Callable[[Audience, Place], Group | None]


class Joining(Course):
    """Replays by itself up to a place at which a group stands, and goes over to it there; makes the group where there is none.
    The group keeps what comes after that place from the moment at which it is aimed for.
    """

    def __init__(self, viewer: Viewer, find: Find, make: Make, begin: Begin = None) -> None:
        super().__init__(begin)
        self.subscriber = Subscriber(viewer)
        self.group: Group | None = None
        self.joined = False
        self._aimed_with: set[str] = set()
        self._find = find
        self._make = make
        self._audience: Audience | None = None

    def asked(self, operation: object) -> None:
        self._audience = audience_of(cast("Operation", operation), self.subscriber.viewer)

    def bound(self) -> Place | None:
        return self.subscriber.place

    async def walked(self, place: Place, *, caught_up: bool) -> bool:
        if self._audience is None:
            return False
        self._meet(self._find(self._audience))
        if self.group is None and caught_up:
            self._meet(self._make(self._audience, place))
        if self.group is not None:
            await self._aim(self.group, place, PATIENCE_SECONDS if caught_up else BRIEF_SECONDS)
            self.joined = self._arrived(self.group, place) and not self.owing
        return self.joined

    def leave(self) -> None:
        if self.group is not None:
            self.group.leave(self.subscriber)

    def _meet(self, group: Group | None) -> None:
        if group is not self.group:
            self.leave()
            self.group, self.subscriber.place = group, None
            self._audience = group.audience if group else self._audience  # one for hundreds, not as many

    async def _aim(self, group: Group, place: Place, patience: float) -> None:
        """At where the group stands, unless it is far ahead; at where it stood, while all that came since is kept."""
        if self._arrived(group, place) or self._is_on_the_way(group, place):
            return
        self.subscriber.place = None
        group.leave(self.subscriber)
        far = group.walked.position - place.position > MOST_ENTRIES or group.walked.epoch != place.epoch
        if not far and await group.admit(Newcomer(self.subscriber, place, self.held), patience):
            self._aimed_with = self.held or set()

    def _is_on_the_way(self, group: Group, place: Place) -> bool:
        return self.subscriber.place is not None and self.subscriber.place > place and not group.outran(self.subscriber)

    def _arrived(self, group: Group, place: Place) -> bool:
        """Also knows the group of all that can be held here: else a frame that it made meanwhile may not tell what left."""
        if self.subscriber.place != place or group.outran(self.subscriber):
            return False
        return group.held is None or (self.held is not None and self.held <= group.held | self._aimed_with)
