"""How far a subscriber walks the log by itself, and from where."""

from events.cursor import Place
from events.walk import Begin


class Course:
    """Alone, from its cursor and for as long as it is taken. What goes over into a group, or drives one, is told otherwise above.

    `begin`: where another left off, of which nothing is told again; `held`: the ids of the rows that whoever listens can hold, null
    where that is not known; `of_many`: others look whether access still holds; `owing`: of what was walked something is still to be
    told, so that nobody else can go on from there.
    """

    held: set[str] | None = None

    def __init__(self, begin: Begin = None, *, of_many: bool = False) -> None:
        self.begin = begin
        self.of_many = of_many
        self.told: Place | None = None
        self.latest_only = False
        self.owing = False

    def asked(self, operation: object) -> None:
        """What the API was asked for, once it may run."""

    def bound(self) -> Place | None:
        """Where to stop, so that another can go on from exactly there."""
        return None

    def sets_out(self) -> None:
        """What was read is about to be told."""

    async def walked(self, place: Place, *, caught_up: bool) -> bool:  # noqa: ARG002 - alone it makes no difference
        """All up to `place` was told; true where the walk ends with that."""
        return False
