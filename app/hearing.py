"""Keeps on record since when webhooks have been received without a break, so that silence is never taken for proof after one."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from tortoise.exceptions import BaseORMException

from app.database import LOST
from app.parts import running
from models import Clock, HearingRow, MissedRow
from models.ids import new_id

_EVERY = 1.0
_log = logging.getLogger("chaknal.hearing")


class Hearing:
    """Of one process that receives. Where several do, each of them begins anew: some webhook may have met the one that was gone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._process_id = new_id()
        self._missed = False
        self._missed_of: set[UUID] = set()

    def missed(self, sender_id: UUID | None) -> None:
        """A webhook came and could not be stored; its sender may never try again. Null where nobody can say whose it was."""
        if sender_id is None:
            self._missed = True
        else:
            self._missed_of.add(sender_id)

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """While connections are accepted nothing goes by unheard; afterwards nobody need listen here."""
        await self.begin()
        async with running(self.keep()):
            yield
        await self.end()

    async def begin(self) -> None:
        await HearingRow.begun(self._process_id, self._clock.wall())

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
        missed, self._missed = self._missed, False
        of, wall = set(self._missed_of), self._clock.wall()
        await HearingRow.noted(self._process_id, wall, missed=missed)
        if of:
            await MissedRow.noted(of, wall)
            self._missed_of -= of

    async def end(self) -> None:
        """Without a database nobody is told: then it is missed until somebody begins."""
        try:
            await self.note()  # what was missed in the last second
            await HearingRow.ended(self._process_id)
        except (*LOST, BaseORMException) as lost:
            _log.warning("It was not noted that webhooks are received no more: %s", type(lost).__name__)
