"""What a group tells, and the places between its frames."""

from dataclasses import dataclass

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
