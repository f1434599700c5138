"""Who is told a group's frames, and how far it has got with them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from app.feeds.frame import Frame
from auth.viewer import Viewer
from events.cursor import Place

Sending: TypeAlias = Callable[[], Awaitable[None]]


class Subscriber:
    """A subscriber in a group, or about to be: the number of the frame that it takes next, and up to where it has walked once it
    gets there. `lost`: its access ended or changed. `offer`: sends a payload as far as there is room, and gives what is left of that.
    """

    __slots__ = ("_woken", "lost", "number", "offer", "place", "viewer")

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.number = 0
        self.place: Place | None = None
        self.lost = False
        self.offer: Callable[[bytes], Sending | None] | None = None
        self._woken: asyncio.Future[Sending | None] | None = None

    def aim(self, place: Place, number: int) -> None:
        """At a place from which the frame of that number is the next."""
        self.place, self.number = place, number

    def took(self, frame: Frame) -> None:
        self.number += 1
        self.place = frame.place

    async def rest(self) -> None:
        """Until there is something to do, or to look at; meanwhile it may be handed frames. Raises what became of one."""
        self._woken = asyncio.get_running_loop().create_future()
        try:
            sending = await self._woken
        finally:
            self._woken = None
        if sending is not None:
            await sending()

    def hand(self, frame: Frame) -> None:
        """To one that rests, so that nothing goes out before what was to be sent earlier; a step of its own for each of hundreds
        would cost more than the sending.
        """
        woken = self._woken
        if woken is None or woken.done():
            return
        if self.offer is None:
            self.wake()
            return
        self.took(frame)
        try:
            sending = self.offer(frame.payload)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others have nothing to do with it
            woken.set_exception(error)
        else:
            if sending is not None:
                self.wake(sending)

    def wake(self, sending: Sending | None = None) -> None:
        if self._woken is not None and not self._woken.done():
            self._woken.set_result(sending)
