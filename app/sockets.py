"""How many WebSockets are open in this process, in all and of each viewer."""

from collections import Counter
from uuid import UUID

from auth.viewer import Viewer


class Sockets:
    """Each holds memory and is looked at every few seconds, whatever it asks for: one program must not take the places of all."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._open = 0
        self._of: Counter[UUID] = Counter()

    def full(self) -> bool:
        return self._open >= self._most

    def opened(self) -> None:
        self._open += 1

    def closed(self, viewer: Viewer | None) -> None:
        """`viewer`: who was let in, null where nobody was."""
        self._open -= 1
        if viewer is not None:
            self._of[_key(viewer)] -= 1
            if not self._of[_key(viewer)]:
                del self._of[_key(viewer)]

    def let_in(self, viewer: Viewer) -> bool:
        """False where they have as many as one may."""
        if self._of[_key(viewer)] >= self._most_of_one:
            return False
        self._of[_key(viewer)] += 1
        return True


def _key(viewer: Viewer) -> UUID:
    """A token by itself; a person's sessions together."""
    return viewer.token_id or viewer.user_id
