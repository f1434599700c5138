"""The worker's part in imports: it carries on what was started, one part of each workspace after the other."""

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial
from uuid import UUID

import structlog

from app.database import passing
from auth.sealing import KeyRing
from engine import import_batch, import_run
from models import Actor, ImportBatch, Units
from models.errors import DomainError

log = structlog.get_logger("imports")

# After so many errors of ours it is ended, with what came in so far, instead of being tried for ever.
MOST_TRIES = 3
OURS = "Something went wrong on our side; the log has the details."


class Importing:
    """Any number of workers may do this: a part is taken under the lock of its batch. `mine` only keeps them from waiting."""

    def __init__(self, units: Units, ring: KeyRing, mine: Callable[[UUID], bool], stopping: asyncio.Event) -> None:
        self._units = units
        self._ring = ring
        self._mine = mine
        self._stopping = stopping
        self._tries: Counter[UUID] = Counter()

    async def turn(self) -> None:
        """Until nothing is left to do; of a workspace one import at a time, the oldest first."""
        while (waiting := await self._waiting()) and not self._stopping.is_set():
            for batch in waiting:
                await self._advance(batch)

    async def sweep(self) -> None:
        await self._units.run(import_batch.sweep)

    async def _waiting(self) -> list[ImportBatch]:
        oldest: dict[UUID, ImportBatch] = {}
        for batch in await ImportBatch.at_work():
            oldest.setdefault(batch.workspace_id, batch)
        return [batch for batch in oldest.values() if self._mine(batch.workspace_id)]

    async def _advance(self, batch: ImportBatch) -> None:
        advance = partial(import_run.advance, ring=self._ring, workspace_id=batch.workspace_id, batch_id=batch.id)
        fail = partial(import_run.fail, workspace_id=batch.workspace_id, batch_id=batch.id)
        try:
            await self._units.run(advance, Actor(batch.member_id))
            self._tries.pop(batch.id, None)
        except DomainError as broken:
            await self._units.run(partial(fail, reason=broken.message))
        except Exception as error:
            if passing(error):
                raise
            # What broke one import must not hold up the others, nor be tried for ever.
            log.exception("import.part_failed", batch_id=str(batch.id), rows_done=batch.rows_done)
            self._tries[batch.id] += 1
            if self._tries[batch.id] >= MOST_TRIES:
                await self._units.run(partial(fail, reason=OURS))
                del self._tries[batch.id]
