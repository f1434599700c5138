"""Records who was refused what, without letting them fill the log by asking again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from models import EventKind, NewEvent, Unit

PAUSE = timedelta(minutes=1)
MAX_REMEMBERED = 4_096


@dataclass(slots=True)
class _Tally:
    written_at: datetime
    unwritten: int = 0


class Refusals:
    """At most one event a wall minute per member and command; it says how many it stands for. Lives as long as the process."""

    def __init__(self) -> None:
        self._tallies: dict[tuple[UUID, str], _Tally] = {}

    def due(self, member_id: UUID, command: str, wall: datetime) -> int:
        """How many refusals to write down now; 0 when one was written less than a minute ago."""
        tally = self._tallies.get((member_id, command))
        if tally is not None and wall - tally.written_at < PAUSE:
            tally.unwritten += 1
            return 0
        self._make_room(wall)
        self._tallies[member_id, command] = _Tally(wall)
        return 1 + (tally.unwritten if tally else 0)

    def _make_room(self, wall: datetime) -> None:
        if len(self._tallies) >= MAX_REMEMBERED:
            self._tallies = {key: tally for key, tally in self._tallies.items() if wall - tally.written_at < PAUSE}


async def record(unit: Unit, workspace_id: UUID, member_id: UUID, command: str, count: int) -> None:
    data = {"command": command, "count": count}
    kind = EventKind.COMMAND_REFUSED
    unit.record(NewEvent(kind, workspace_id=workspace_id, subject_id=member_id, member_id=member_id, data=data))
