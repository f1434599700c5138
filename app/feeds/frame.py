"""What a group tells."""

from dataclasses import dataclass

from events.cursor import Place


@dataclass(frozen=True, slots=True)
class Frame:
    """An answer, encoded once for everybody. Whoever took it goes on from `place`."""

    payload: bytes
    place: Place
