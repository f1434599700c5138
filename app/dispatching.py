"""Keeps the accounts of a worker's share at work: one turn each at a time, and rest where there is a reason to wait."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from app.loops import AFTER_ERROR, ended, record
from app.roster import Roster
from engine import turns
from engine.clock import RunningClock
from engine.dispatcher import Dispatcher
from engine.idle import Idle

# How many are at it in one moment. More would wait for the host's pace, and what waits in `sending` is in doubt after a crash.
AT_ONCE = 8
# How long to leave an account that waits for something without a time, in wall seconds: a command, or a receipt.
WAITS = 2.0
UNTOLD = {"outstanding": 0.5, "leased": 0.5, "backoff": 0.5}
# An idle account is looked at again after this much simulated time at the latest, should nothing announce a change.
LOOK_AGAIN = timedelta(minutes=15)
# After being told to stop: a send has 15 s, and the whole process 25.
FINISH_WITHIN = 18.0
_NEVER = datetime.min.replace(tzinfo=UTC)


class Dispatching:
    """`poll` is how often `turn` is called, in wall seconds."""

    def __init__(
        self, clock: RunningClock, dispatcher: Dispatcher, roster: Roster, poll: float, stopping: asyncio.Event
    ) -> None:
        self._clock = clock
        self._dispatcher = dispatcher
        self._roster = roster
        self._poll = poll
        self._stopping = stopping
        self._busy: dict[UUID, asyncio.Task[None]] = {}
        self._idle_until: dict[UUID, datetime] = {}

    async def turn(self) -> None:
        """Sets to work whom nobody serves now, those that waited longest first."""
        now = self._clock.now()
        mine = [one for one in await turns.accounts_with_work(now) if self._roster.mine(one)]
        # No rest outlasts having nothing due, nor another's having served the account meanwhile.
        self._idle_until = {one: self._idle_until[one] for one in mine if one in self._idle_until}
        free = [one for one in mine if one not in self._busy and not self._rests(one, now)]
        free.sort(key=lambda one: self._idle_until.get(one, _NEVER))
        for account_id in free[: AT_ONCE - len(self._busy)]:
            running = asyncio.create_task(self._serve(account_id))
            self._busy[account_id] = running
            running.add_done_callback(partial(self._finished, account_id))

    def wake(self, account_id: UUID | None) -> None:
        """Something may have freed this account, or anybody."""
        if account_id is None:
            self._idle_until.clear()
        else:
            self._idle_until.pop(account_id, None)

    async def finish(self) -> None:
        """What is being sent is sent to its end. A turn that asks on for longer than one send may take is given up: it stays in
        `sending`, which whoever has the account next takes for unknown, as after a crash.
        """
        if self._busy:
            _, late = await asyncio.wait(list(self._busy.values()), timeout=FINISH_WITHIN)
            for one in late:
                await ended(one)

    async def _serve(self, account_id: UUID) -> None:
        """One account's actions one after the other, until there is a reason to wait."""
        try:
            while not self._stopping.is_set() and self._roster.mine(account_id):
                idle = await self._dispatcher.turn(account_id)
                if idle is not None:
                    self._rest(account_id, idle)
                    return
        except Exception as error:  # noqa: BLE001 - recorded by the line below
            # An account's trouble must not stop the others.
            record("worker.turn_failed", error, account_id=str(account_id))
            self._idle_until[account_id] = self._clock.now() + self._clock.anchor.span(AFTER_ERROR)

    def _finished(self, account_id: UUID, _running: asyncio.Task[None]) -> None:
        del self._busy[account_id]

    def _rests(self, account_id: UUID, now: datetime) -> bool:
        """A rest longer than any is of a time before the clock was put back."""
        until = self._idle_until.get(account_id)
        return until is not None and now < until <= now + max(self._longest, self._clock.anchor.span(AFTER_ERROR))

    def _rest(self, account_id: UUID, idle: Idle) -> None:
        now = self._clock.now()
        soon = now + self._clock.anchor.span(self._poll)
        until = idle.until or now + self._clock.anchor.span(UNTOLD.get(idle.reason, WAITS))
        self._idle_until[account_id] = max(soon, min(until, now + self._longest))

    @property
    def _longest(self) -> timedelta:
        return max(LOOK_AGAIN, self._clock.anchor.span(self._poll))
