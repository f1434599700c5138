"""The worker: loops that dispatch, read receipts, pass deadlines, reconcile and adopt; each survives its own errors."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import structlog
from tortoise import connections

from app.database import AWAY
from auth.sealing import KeyRing
from engine import adoption, deadlines, lease, reactions, turns
from engine.clock import RunningClock
from engine.dispatcher import Dispatcher
from engine.idle import Idle
from engine.reconcile import Reconciler
from integrations.duxsoup.client import DuxSoup
from models import Receipt, Units, sql

log = structlog.get_logger("worker")

# In wall seconds. Short enough that nobody waits; shorter still where a day lasts a minute.
POLL = 0.25
SHORTEST_POLL = 0.03
ADOPTION_EVERY = 2.0
RECONCILE_EVERY = 5.0
RECEIPTS_AT_ONCE = 100
AFTER_ERROR = 1.0
# How long to leave an account that waits for something without a time, in wall seconds: a command, or a receipt.
WAITS = 2.0
UNTOLD = {"outstanding": 0.5, "leased": 0.5, "backoff": 0.5}
# An idle account is looked at again after this much simulated time at the latest, should nothing announce a change.
LOOK_AGAIN = timedelta(minutes=15)
HEARTBEAT = "rccommand.ready"


class Worker:
    """Any number of these may run over one PostgreSQL, and exactly one over an SQLite file. `turned_at` is the monotonic moment
    of the last look for work; null before the first.
    """

    def __init__(self, clock: RunningClock, units: Units, ring: KeyRing, duxsoup: DuxSoup, owner: str) -> None:
        self._clock = clock
        self._units = units
        self._ring = ring
        self._dispatcher = Dispatcher(units, ring, duxsoup, owner)
        self._reconciler = Reconciler(units, ring, duxsoup)
        self._poll = max(SHORTEST_POLL, min(POLL, 60 / clock.anchor.speed))
        self._busy: dict[UUID, asyncio.Task[None]] = {}
        self._idle_until: dict[UUID, datetime] = {}
        self._stopping = asyncio.Event()
        self.turned_at: float | None = None

    async def run(self) -> None:
        """Until `stop`; what is being sent then is finished first."""
        if sql.dialect(connections.get("default")) == "sqlite":
            await lease.void_all()
        loops = (
            (self._dispatch, self._poll),
            (self._read_receipts, self._poll),
            (self._pass_deadlines, max(self._poll, 0.1)),
            (self._reconcile, RECONCILE_EVERY),
            (self._adopt, ADOPTION_EVERY),
        )
        await asyncio.gather(*(self._repeat(step, pause) for step, pause in loops))
        if self._busy:
            await asyncio.wait(list(self._busy.values()))

    def stop(self) -> None:
        self._stopping.set()

    async def _repeat(self, step: Callable[[], Awaitable[object]], pause: float) -> None:
        while not self._stopping.is_set():
            wait = pause
            try:
                await step()
            except Exception as error:  # noqa: BLE001 - recorded by the line below
                # The one loop that must survive whatever a single turn met; it is on record and the next turn tries again.
                _record("worker.step_failed", error, step=step.__name__)
                wait = AFTER_ERROR
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), wait)

    async def _dispatch(self) -> None:
        now = self._clock.now()
        self.turned_at = self._clock.monotonic()
        for account_id in await turns.accounts_with_work(now):
            if account_id in self._busy or self._idle_until.get(account_id, now) > now:
                continue
            turn = asyncio.create_task(self._turn(account_id))
            self._busy[account_id] = turn
            turn.add_done_callback(partial(self._finished, account_id))

    async def _turn(self, account_id: UUID) -> None:
        """One account's actions one after the other, until there is a reason to wait."""
        try:
            while not self._stopping.is_set():
                idle = await self._dispatcher.turn(account_id)
                if idle is not None:
                    self._rest(account_id, idle)
                    return
        except Exception as error:  # noqa: BLE001 - recorded by the line below
            # As above: an account's trouble must not stop the others.
            _record("worker.turn_failed", error, account_id=str(account_id))
            self._idle_until[account_id] = self._clock.now() + self._clock.anchor.span(AFTER_ERROR)

    def _finished(self, account_id: UUID, _turn: asyncio.Task[None]) -> None:
        del self._busy[account_id]

    def _rest(self, account_id: UUID, idle: Idle) -> None:
        now = self._clock.now()
        soon = now + self._clock.anchor.span(self._poll)
        longest = now + max(LOOK_AGAIN, self._clock.anchor.span(self._poll))
        until = idle.until or now + self._clock.anchor.span(UNTOLD.get(idle.reason, WAITS))
        self._idle_until[account_id] = max(soon, min(until, longest))

    async def _read_receipts(self) -> None:
        """Until none is left, so that a backlog is not worked off at one batch a poll."""
        while waiting := await reactions.due(self._clock.wall(), RECEIPTS_AT_ONCE):
            for receipt_id in waiting:
                await self._read(receipt_id)
            await self._wake(waiting)
            if self._stopping.is_set():
                return

    async def _wake(self, receipt_ids: list[UUID]) -> None:
        """Looks again at whom the receipts may have freed; a heartbeat frees nobody, and there are more of them than of the rest."""
        read = await Receipt.filter(id__in=receipt_ids).values("kind", "account_id")
        for account_id in {row["account_id"] for row in read if row["kind"] != HEARTBEAT}:
            if account_id is None:
                self._idle_until.clear()
            self._idle_until.pop(account_id, None)

    async def _read(self, receipt_id: UUID) -> None:
        try:
            await self._units.run(partial(reactions.apply, ring=self._ring, receipt_id=receipt_id))
        except Exception as error:
            # A receipt that cannot be read must not hold up the others: counted, retried, and set aside after five tries.
            log.exception("receipt.failed", receipt_id=str(receipt_id))
            await self._units.run(partial(reactions.failed, receipt_id=receipt_id, error=type(error).__name__))

    async def _pass_deadlines(self) -> None:
        for assignment_id in await deadlines.due(self._clock.now()):
            try:
                await self._units.run(partial(deadlines.pass_by, assignment_id=assignment_id))
            except Exception:
                # As with receipts: one that cannot pass must not hold up those behind it.
                log.exception("deadline.failed", assignment_id=str(assignment_id))

    async def _reconcile(self) -> None:
        await self._reconciler.turn()

    async def _adopt(self) -> None:
        if await adoption.waiting():
            await self._units.run(partial(adoption.adopt_all, ring=self._ring))
            await adoption.forget_clear_keys()


def _record(event: str, error: Exception, **about: str) -> None:
    """A database that is away needs no traceback, once a second for as long as it lasts."""
    if isinstance(error, AWAY):
        log.warning(event, error=type(error).__name__, **about)
    else:
        log.error(event, exc_info=error, **about)
