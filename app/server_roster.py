"""The roster over PostgreSQL: what the worker makes of who is there."""

import asyncio
from contextlib import suppress
from uuid import UUID

from app.attendance import Attendance, Attended
from app.database import LOST
from engine import share

_ANSWER_WITHIN = 5.0
# Ten looks missed: longer than a busy machine makes one wait, and well within the half minute for which a lease may hold.
SILENT_AFTER = 10.0


class ServerRoster:
    """When its attendance is lost so is its name; the next look comes back under another."""

    def __init__(self, url: str, place: str, silent_after: float = SILENT_AFTER) -> None:
        self.absent: tuple[str, ...] = ()
        self._url = url
        self._place = place
        self._silent_after = silent_after
        self._attendance: Attendance | None = None
        self._serving: frozenset[int] = frozenset()
        self._shares: dict[UUID, bool] = {}

    @property
    def name(self) -> str | None:
        there = self._attendance
        return None if there is None or there.lost else f"{self._place}:{there.key:08x}"

    async def look(self) -> None:
        try:
            async with asyncio.timeout(_ANSWER_WITHIN):
                self._saw(await (await self._there()).look(self._silent_after))
        except LOST:
            self._give_up()
            raise

    def mine(self, subject: UUID) -> bool:
        there = self._attendance
        if there is None or there.lost or not self._serving:
            return False
        if subject not in self._shares:
            self._shares[subject] = share.holder(self._serving, subject) == there.key
        return self._shares[subject]

    async def retire(self) -> None:
        self._serving = frozenset()
        if self._attendance is not None:
            with suppress(*LOST):
                await self._attendance.retire()

    async def leave(self) -> None:
        if self._attendance is not None:
            with suppress(*LOST):
                await asyncio.wait_for(self._attendance.end(), _ANSWER_WITHIN)

    async def _there(self) -> Attendance:
        if self._attendance is None or self._attendance.lost:
            self._give_up()
            self._attendance = await Attendance.begin(self._url)
        return self._attendance

    def _saw(self, attended: Attended) -> None:
        self.absent = tuple(name for name in attended.holding if _key_of(name) not in {None, *attended.here})
        if attended.serving != self._serving:
            self._serving, self._shares = attended.serving, {}

    def _give_up(self) -> None:
        self._serving, self._shares = frozenset(), {}
        if self._attendance is not None:
            self._attendance.abandon()
            self._attendance = None


def _key_of(name: str) -> int | None:
    """None for a name that is not of a worker's making: only time ends its lease."""
    try:
        return int(name.rpartition(":")[2], 16)
    except ValueError:
        return None
