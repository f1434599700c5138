"""The walk that makes the frames of a group."""

from collections.abc import Awaitable, Callable

from app.feeds.group import Group
from events.course import Course
from events.cursor import Place

Look = Callable[[Group], Awaitable[None]]


class Driving(Course):
    """Makes the frames, from where its founder had got to."""

    def __init__(self, group: Group, look: Look) -> None:
        self._group = group
        self._look = look
        super().__init__(group.walked, of_many=True)

    @property
    def held(self) -> set[str] | None:
        return self._group.held

    @held.setter
    def held(self, held: set[str] | None) -> None:
        self._group.held = held

    def sets_out(self) -> None:
        self._group.set_out()

    async def walked(self, place: Place, *, caught_up: bool) -> bool:  # noqa: ARG002 - a group is always at the head
        """In silence too it is looked at who may still listen."""
        self._group.latest_only = self.latest_only
        self._group.reach(place)
        await self._look(self._group)
        return False
