"""Keeps on record since when webhooks have been received without a break, so that silence is never taken for proof after one."""

import asyncio
import logging
from datetime import timedelta

from tortoise import connections
from tortoise.exceptions import BaseORMException

from app.database import LOST
from models import Clock, HearingRow, sql
from models.hearing import ONLY

_EVERY = 1.0
# Whoever did not note the time for so long did not answer either.
_MOST = timedelta(seconds=5)
_log = logging.getLogger("chaknal.hearing")


class Hearing:
    """Of one process that receives. Where several do, each of them begins anew: some webhook may have met the one that was gone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._missed = False

    def missed(self) -> None:
        """A webhook came and could not be stored; its sender may never try again."""
        self._missed = True

    async def begin(self) -> None:
        """Once connections are accepted: from here on nothing goes by unheard."""
        await HearingRow.begun(self._clock.wall())

    async def keep(self) -> None:
        """Notes every wall second that it hears, until cancelled."""
        while True:
            await asyncio.sleep(_EVERY)
            try:
                await self.note()
            except (*LOST, BaseORMException) as lost:
                self._missed = True  # without a database no webhook is stored
                _log.warning("It was not noted that webhooks are received: %s", type(lost).__name__)

    async def note(self) -> None:
        wall = self._clock.wall()
        missed, self._missed = self._missed, False
        await sql.rows(
            connections.get("default"),
            "UPDATE hearing SET deaf_until = CASE WHEN heard_wall < $1 OR $2 = 1 THEN $3 ELSE deaf_until END, heard_wall = $4"
            " WHERE id = $5 RETURNING id",
            [wall - _MOST, int(missed), wall, wall, ONLY],
        )
