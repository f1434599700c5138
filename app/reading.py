"""Reads the receipts of a worker's share, account by account in turn, and has those looked at again whom they may have freed."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

import structlog

from app.database import passing
from auth.sealing import KeyRing
from engine import reactions
from engine.reactions import waiting
from models import Receipt, Units

log = structlog.get_logger("worker")

LINES = 100
AT_ONCE = 25
# How long one transaction goes on beginning receipts, in seconds: on SQLite nobody else can write meanwhile.
HOLD = 0.05
# How long a round waits for one line, in seconds: a lock that somebody else holds may take a minute.
PATIENCE = 0.5
# Each of them holds a connection, and there are sixteen in a pool.
MOST_BESIDE = 6
HEARTBEAT = "rccommand.ready"


class Reading:
    """`mine` says which lines are of this worker's share; `wake` is told whose receipts were read, null stands for anybody. Without
    `patience` each line is waited for.
    """

    def __init__(
        self,
        units: Units,
        ring: KeyRing,
        mine: Callable[[UUID], bool],
        wake: Callable[[UUID | None], None],
        stopping: asyncio.Event,
        patience: float | None = PATIENCE,
    ) -> None:
        self._units = units
        self._ring = ring
        self._mine = mine
        self._wake = wake
        self._stopping = stopping
        self._patience = patience
        self._after: UUID | None = None
        self._beside: dict[UUID, asyncio.Task[int]] = {}

    async def turn(self) -> None:
        """Until none is left, so that a backlog is not worked off at one batch a poll."""
        while await self._round() and not self._stopping.is_set():
            pass

    async def finish(self) -> None:
        """Begins nothing more; the units under way are sheltered, and come to their end by themselves."""
        beside = list(self._beside.values())
        for reading in beside:
            reading.cancel()
        await asyncio.gather(*beside, return_exceptions=True)

    async def _round(self) -> bool:
        """One batch of each line, so that nobody waits for the end of another's backlog; false where that was nothing."""
        read = 0
        while True:
            found = await waiting.lines(self._after, LINES)
            self._after = found[-1] if len(found) == LINES else None
            for line_id in filter(self._mine, found):
                read += await self._patiently(line_id)
                if self._stopping.is_set():
                    return False
            if self._after is None:
                return bool(read)

    async def _patiently(self, line_id: UUID) -> int:
        """What takes too long is read on beside the round: its line has no other turn before that is over, so the order is kept."""
        read = self._ended()
        if line_id in self._beside:
            return read
        if len(self._beside) >= MOST_BESIDE:
            await asyncio.wait(self._beside.values(), return_when=asyncio.FIRST_COMPLETED)
        reading = self._beside[line_id] = asyncio.create_task(self._line(line_id))
        await asyncio.wait([reading], timeout=self._patience)
        return read + self._ended()

    def _ended(self) -> int:
        """How many were read by those that came to their end; raises what one of them died of."""
        ended = [line_id for line_id, reading in self._beside.items() if reading.done()]
        return sum(self._beside.pop(line_id).result() for line_id in ended)

    async def _line(self, line_id: UUID) -> int:
        due = await waiting.due(line_id, self._units.clock.wall(), AT_ONCE)
        read = await self._together(line_id, due.fresh) if due.fresh else 0
        for receipt_id in due.again:
            read += await self._alone(line_id, receipt_id)
        return read

    async def _together(self, line_id: UUID, receipt_ids: Sequence[UUID]) -> int:
        """If one of them cannot be read, none was: then each is read by itself, and only that one counted as failed."""
        try:
            return await self._apply(line_id, receipt_ids)
        except Exception as error:  # noqa: BLE001 - whichever it is of, it is put on record when read by itself
            _raise_if_away(error)
            if len(receipt_ids) == 1:
                return await self._set_aside(receipt_ids[0], error)
        return sum([await self._alone(line_id, receipt_id) for receipt_id in receipt_ids])

    async def _alone(self, line_id: UUID, receipt_id: UUID) -> int:
        try:
            return await self._apply(line_id, [receipt_id])
        except Exception as error:  # noqa: BLE001 - counted and put on record below
            _raise_if_away(error)
            return await self._set_aside(receipt_id, error)

    async def _set_aside(self, receipt_id: UUID, error: Exception) -> int:
        """It must not hold up the others: counted, tried again, and left for a person after five tries."""
        log.error("receipt.failed", exc_info=error, receipt_id=str(receipt_id))
        await self._units.run(partial(waiting.failed, receipt_id=receipt_id, error=type(error).__name__))
        return 1

    async def _apply(self, line_id: UUID, receipt_ids: Sequence[UUID]) -> int:
        monotonic = self._units.clock.monotonic
        until = monotonic() + HOLD
        work = partial(reactions.apply_in_line, ring=self._ring, line_id=line_id, receipt_ids=receipt_ids)
        read = await self._units.run(partial(work, enough=lambda: monotonic() >= until))
        self._freed(read)
        return len(read)

    def _freed(self, read: Sequence[Receipt]) -> None:
        """A heartbeat frees nobody, and there are more of them than of the rest."""
        for account_id in {receipt.account_id for receipt in read if receipt.kind != HEARTBEAT}:
            self._wake(account_id)


def _raise_if_away(error: Exception) -> None:
    """The database's trouble is no fault of the receipt's."""
    if passing(error):
        raise error
