"""Somebody who watches: reads the position, then the state, and from then on only what the events speak of."""

from typing import Any
from uuid import UUID

from tortoise import connections

from events import log
from models import sql
from tests.properties.promise import hold

VISIBLE = (
    "status", "accepted_at", "responded_at", "completed_at", "not_accepted_at", "blacklisted_at", "stopped_at", "paused_at", "answered_by_hand_at",
    "blocker", "next_at", "running_contact_id",
)  # fmt: skip
State = dict[str, tuple[Any, ...]]


class Reader:
    """Each call of `go_on` takes the next of its steps, so that anything may happen between two of them."""

    order = ("position", "state")

    def __init__(self, workspace_id: UUID) -> None:
        self._workspace_id = workspace_id
        self._steps = list(self.order)
        self._position = 0
        self._known: State = {}

    async def go_on(self) -> None:
        if not self._steps:
            await self._follow()
        elif self._steps.pop(0) == "position":
            self._position = await self._head()
        else:
            self._known = await self._read()

    async def finish(self) -> None:
        """It has heard everything by now, so it knows what is."""
        while self._steps:
            await self.go_on()
        await self._follow()
        hold(17, self._known == await self._read(), "a change was missed")

    async def _follow(self) -> None:
        """Events say what changed, and that is read again; the contact of an event may have several assignments."""
        while self._position < await self._head():
            told = await log.read(self._workspace_id, self._position, 100)
            self._position = told[-1].position
            now = await self._read()
            for entry in told:
                key = str(entry.assignment_id)
                if key in now:
                    self._known[key] = now[key]

    async def _head(self) -> int:
        return (await log.heads([self._workspace_id]))[self._workspace_id].position

    async def _read(self) -> State:
        statement = f"SELECT id, {', '.join(VISIBLE)} FROM assignment WHERE workspace_id = $1"  # noqa: S608 - our own names
        found = await sql.rows(connections.get("default"), statement, [self._workspace_id])
        return {str(row["id"]): tuple(row[name] for name in VISIBLE) for row in found}
