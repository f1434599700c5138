"""One execution of a feed for an audience: its newest frames, and who still has to take them."""

import asyncio
from collections import deque
from collections.abc import Collection

from app.feeds.audience import Audience
from app.feeds.frame import Frame
from app.feeds.newcomer import Newcomer
from app.feeds.subscriber import Subscriber
from auth.viewer import Viewer
from events.cursor import Place
from events.ring import MOST_ENTRIES

# A frame is handed to so many before anything else in this process goes on.
AT_ONCE = 100


class Group:
    """Keeps a frame until everybody here has taken it, and no longer than its events are kept in memory. `walked`: up to where all
    is in frames, or was nothing to tell; `stands`: no frame beyond that is made or begun. `held`: as in a course. `latest_only`: of
    several frames that wait only the last is worth anything. `looked_at`: the monotonic moment of the last look at who may still
    listen.
    """

    def __init__(self, audience: Audience, place: Place) -> None:
        self.audience = audience
        self.walked = place
        self.stands = True
        self.looked_at = 0.0
        self.held: set[str] | None = set()
        self.subscribers: set[Subscriber] = set()
        self.latest_only = False
        self.over = False
        self._newcomers: set[Newcomer] = set()
        self._frames: deque[Frame] = deque()
        self._first = 0
        self._viewers: frozenset[Viewer] | None = None

    @property
    def next(self) -> int:
        """The number of the frame that is made next."""
        return self._first + len(self._frames)

    @property
    def viewers(self) -> frozenset[Viewer]:
        """Many windows are of few people, and who they are changes seldom."""
        if self._viewers is None:
            self._viewers = frozenset(subscriber.viewer for subscriber in self.subscribers)
        return self._viewers

    @property
    def empty(self) -> bool:
        return not self.subscribers and not self._newcomers

    def outran(self, subscriber: Subscriber) -> bool:
        """Whether what the subscriber would take next is no longer kept."""
        return subscriber.number < self._first and not self.latest_only

    def take(self, subscriber: Subscriber) -> Frame | None:
        """Null where nothing waits; not for whom the group has outrun."""
        if self.latest_only and self._frames:
            subscriber.number = max(subscriber.number, self.next - 1)
        if subscriber.number >= self.next:
            return None
        frame = self._frames[subscriber.number - self._first]
        subscriber.took(frame)
        return frame

    async def publish(self, frame: Frame) -> None:
        """Whoever rests is handed it, and the others of this process get their turn in between."""
        self._forget(frame.place)
        number = self.next
        self._frames.append(frame)
        for count, subscriber in enumerate(list(self.subscribers), start=1):
            if subscriber.number == number:  # in its turn it may have taken this one by itself
                subscriber.hand(frame)
            if count % AT_ONCE == 0:
                await asyncio.sleep(0)

    def set_out(self) -> None:
        """What follows is being told; who comes now waits for the end of that, or would miss the part that is already in frames."""
        self.stands = False

    def reach(self, place: Place) -> None:
        self.walked, self.stands = place, True
        for newcomer in self._newcomers:
            self._admit(newcomer)

    def end(self) -> None:
        self.over = True
        for subscriber in self.subscribers:
            subscriber.wake()
        for newcomer in self._newcomers:
            newcomer.answered.set()

    def leave(self, subscriber: Subscriber) -> None:
        self.subscribers.discard(subscriber)
        self._viewers = None

    def lose(self, viewers: Collection[Viewer]) -> None:
        """Their access ended or changed: what is made from now on is not for them."""
        for subscriber in self.subscribers:
            if subscriber.viewer in viewers:
                subscriber.lost = True
                subscriber.wake()

    async def admit(self, newcomer: Newcomer, patience: float) -> bool:
        """From where the group stands next it tells the newcomer all; false where that takes longer than `patience` seconds."""
        self._newcomers.add(newcomer)
        if self.stands:
            self._admit(newcomer)
        try:
            async with asyncio.timeout(patience):
                await newcomer.answered.wait()
        except TimeoutError:
            return newcomer.answered.is_set() and not self.over  # it may be let in while it is being called off
        finally:
            self._newcomers.discard(newcomer)
        return not self.over

    def _admit(self, newcomer: Newcomer) -> None:
        if self.walked < newcomer.place:
            return
        newcomer.subscriber.aim(self.walked, self.next)
        self.subscribers.add(newcomer.subscriber)
        self._viewers = None
        self._hold(newcomer.held)
        newcomer.answered.set()

    def _hold(self, held: set[str] | None) -> None:
        """What anybody here can hold must be told as removed when it goes; it does no harm to whoever does not."""
        self.held = None if held is None or self.held is None else self.held | held

    def _forget(self, newest: Place) -> None:
        taken = min((subscriber.number for subscriber in self.subscribers), default=0)
        while self._frames and (self._first < taken or self._frames[0].place.position < newest.position - MOST_ENTRIES):
            self._frames.popleft()
            self._first += 1
