"""The worker: loops that dispatch, read receipts, pass deadlines, reconcile, adopt, import, drain, blank and forget; each survives its own errors."""

import asyncio
from functools import partial
from uuid import UUID

import structlog
from tortoise import connections

from app.dispatching import Dispatching
from app.importing import Importing
from app.loops import repeat
from app.reading import Reading
from app.roster import Roster
from auth.sealing import KeyRing
from engine import adoption, deadlines, draining, import_reports, lease, retention, scrubbing
from engine.clock import RunningClock
from engine.dispatcher import Dispatcher
from engine.health import Watch
from engine.looks import Looks
from engine.reactions import waiting
from engine.remote_reading import RemoteReading
from engine.rounds import Rounds
from engine.verification import Verification
from integrations.duxsoup.client import DuxSoup
from models import Units, sql

log = structlog.get_logger("worker")

# In wall seconds. Short enough that nobody waits; shorter still where a day lasts a minute.
POLL = 0.25
SHORTEST_POLL = 0.03
ROSTER_EVERY = 1.0
ADOPTION_EVERY = 2.0
IMPORTS_EVERY = 0.5
RECONCILE_EVERY = 5.0
DRAIN_EVERY = 5.0
REMOTE_EVERY = 30.0
RETENTION_EVERY = 60.0
# How long what is neither a send nor a claim may go on after being told to stop.
LATE = 5.0
# What concerns no account in particular is done by the worker whose share this is.
_COMMON = UUID(int=0)


class Worker:
    """Any number of these may run over one PostgreSQL, each with its share of the accounts, and exactly one over an SQLite
    file. `turned_at` is the monotonic moment of the last look for work; null before the first.
    """

    def __init__(self, clock: RunningClock, units: Units, ring: KeyRing, duxsoup: DuxSoup, roster: Roster) -> None:
        self._clock = clock
        self._units = units
        self._ring = ring
        self._roster = roster
        self._poll = max(SHORTEST_POLL, min(POLL, 60 / clock.anchor.speed))
        self._stopping = asyncio.Event()
        dispatcher = Dispatcher(units, ring, duxsoup, roster)
        self._dispatching = Dispatching(clock, dispatcher, roster, self._poll, self._stopping)
        self._reading = Reading(units, ring, roster.mine, self._dispatching.wake, self._stopping)
        self._importing = Importing(units, ring, roster.mine, self._stopping)
        self._looks = Looks(units, ring, duxsoup)
        self._rounds = Rounds(units, ring, duxsoup, self._looks)
        self._verification = Verification(units, ring, duxsoup)
        self._remote = RemoteReading(units, ring, duxsoup)
        self._watch = Watch(units)
        self._seen_at: float | None = None
        self.turned_at: float | None = None

    async def run(self) -> None:
        """Until `stop`; what is being sent then is finished, while the others have its share already."""
        if sql.dialect(connections.get("default")) == "sqlite":
            await lease.void_all()
        loops = (
            (self._reading.turn, self._poll),
            (self._pass_deadlines, max(self._poll, 0.1)),
            (self._looks.turn, RECONCILE_EVERY),
            (self._rounds.turn, RECONCILE_EVERY),
            (self._verification.turn, RECONCILE_EVERY),
            (self._watch.turn, RECONCILE_EVERY),
            (self._remote.turn, REMOTE_EVERY),
            (self._adopt, ADOPTION_EVERY),
            (self._drain, DRAIN_EVERY),
            (self._importing.turn, IMPORTS_EVERY),
            (self._blank, RETENTION_EVERY),
            (self._look_again, RETENTION_EVERY),
            (self._scrub, RETENTION_EVERY),
            (self._forget, RETENTION_EVERY),
        )
        besides = [asyncio.create_task(repeat(step, pause, self._stopping)) for step, pause in loops]
        await repeat(self._dispatch, self._poll, self._stopping)
        await self._roster.retire()
        await self._dispatching.finish()
        await _ended(besides)
        await self._reading.finish()

    def stop(self) -> None:
        self._stopping.set()

    async def _dispatch(self) -> None:
        """Who is there is looked at here, so that a worker that does not look for work is not counted on."""
        began = self._clock.monotonic()
        if self._seen_at is None or self._roster.name is None or began - self._seen_at >= ROSTER_EVERY:
            await self._roster.look()
            self._seen_at = began
        await self._dispatching.turn()
        self.turned_at = began

    async def _pass_deadlines(self) -> None:
        for assignment_id in filter(self._roster.mine, await deadlines.due(self._clock.now())):
            try:
                await self._units.run(partial(deadlines.pass_by, assignment_id=assignment_id))
            except Exception:
                # As with receipts: one that cannot pass must not hold up those behind it.
                log.exception("deadline.failed", assignment_id=str(assignment_id))

    async def _blank(self) -> None:
        while self._roster.mine(_COMMON) and not self._stopping.is_set():
            if not await self._units.run(retention.blank_bodies):
                return

    async def _look_again(self) -> None:
        if self._roster.mine(_COMMON):
            await self._units.run(waiting.look_again)
            await self._importing.sweep()

    async def _scrub(self) -> None:
        if self._roster.mine(_COMMON):
            await scrubbing.scrub(self._units)

    async def _drain(self) -> None:
        for campaign_id in await draining.waiting() if self._roster.mine(_COMMON) else []:
            try:
                await self._units.run(partial(draining.drain, campaign_id=campaign_id))
            except Exception:
                # As with deadlines: one that cannot be drained must not hold up those behind it.
                log.exception("drain.failed", campaign_id=str(campaign_id))

    async def _forget(self) -> None:
        if self._roster.mine(_COMMON):
            await self._units.run(retention.forget_ways_in)
            await self._units.run(retention.forget_answers)
            await self._units.run(retention.forget_acts)
        while self._roster.mine(_COMMON) and not self._stopping.is_set():
            if not await self._units.run(import_reports.forget):
                return

    async def _adopt(self) -> None:
        if self._roster.mine(_COMMON) and await adoption.waiting():
            await self._units.run(partial(adoption.adopt_all, ring=self._ring))
            await adoption.forget_clear_keys()


async def _ended(besides: list[asyncio.Task[None]]) -> None:
    """A round over many accounts may take longer than anybody waits for; its units of work are sheltered."""
    _, late = await asyncio.wait(besides, timeout=LATE)
    for one in late:
        one.cancel()
    await asyncio.gather(*late, return_exceptions=True)
