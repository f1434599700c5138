"""A subscriber's place among the frames of a group."""

from dataclasses import dataclass

from auth.viewer import Viewer
from events.cursor import Place


@dataclass(frozen=True, slots=True)
class Frame:
    """An answer, encoded once for everybody. Whoever took it goes on from `place`."""

    payload: str
    place: Place


@dataclass(frozen=True, slots=True)
class Mark:
    """At `place` the next frame is the one numbered `number`: who has walked just as far by itself goes on with that."""

    place: Place
    number: int


class Seat:
    """A subscriber in a group, or about to be: the number of the frame that it takes next, and up to where it has walked once it
    gets there. `lost`: its access ended or changed.
    """

    __slots__ = ("lost", "number", "place", "viewer")

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.number = 0
        self.place: Place | None = None
        self.lost = False

    def aim(self, mark: Mark) -> None:
        self.number, self.place = mark.number, mark.place
