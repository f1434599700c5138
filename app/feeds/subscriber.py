"""Who is told a group's frames, and how far it has got with them."""

from auth.viewer import Viewer
from events.cursor import Place


class Subscriber:
    """A subscriber in a group, or about to be: the number of the frame that it takes next, and up to where it has walked once it
    gets there. `lost`: its access ended or changed.
    """

    __slots__ = ("lost", "number", "place", "viewer")

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.number = 0
        self.place: Place | None = None
        self.lost = False

    def aim(self, place: Place, number: int) -> None:
        """At a place from which the frame of that number is the next."""
        self.place, self.number = place, number
