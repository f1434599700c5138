"""Lets an account work for days on a clock of the test's own, and judges each thing it sends."""

import heapq
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from engine import dispatcher, manual_acts, progress
from engine.claims import Claimant, Claimed, claim
from engine.outcome import Queued
from models import Action, Unit, Units
from tests import factories
from tests.faults.quota_ledger import OverQuota, Sent
from tests.faults.quota_seat import KINDS, Plan, Seat, seat
from tests.settable_clock import SettableClock

POLL = timedelta(minutes=60)
MISSED = timedelta(minutes=5)
# Of what is handed over this part fails, and so many acts a day are done by hand.
FAIL, BY_HAND = 0.1, 2


@dataclass
class Result:
    """`missed`: looks, five minutes apart, at which nothing went though there was room, rest and work."""

    sent: int = 0
    missed: int = 0

    @property
    def unused(self) -> float:
        return self.missed / max(1, self.missed + self.sent)


@dataclass
class Run:
    """`real` is true time, by which the remote works; the product sees it through a clock that is put forward and back."""

    units: Units
    clock: SettableClock
    seat: Seat
    draw: random.Random
    real: datetime
    wrong_by: timedelta = timedelta()
    steps: list[tuple[datetime, timedelta]] = field(default_factory=list)
    under_way: list[tuple[datetime, str, Sent]] = field(default_factory=list)
    by_hand: list[datetime] = field(default_factory=list)
    failed_last: set[str] = field(default_factory=set)
    result: Result = field(default_factory=Result)

    async def to_the_end(self) -> Result:
        end = self.seat.plan.start + timedelta(days=self.seat.plan.days)
        while self.real < end:
            self._set_clock()
            await self._carry_out()
            await self._tell_by_hand()
            pause = await self._try()
            coming = [*(at for at, *_ in self.under_way[:1]), *(at for at, _ in self.steps[:1]), *self.by_hand[:1]]
            self.real = min([self.real + pause, *coming])
            self.real += timedelta(seconds=1)
        self.seat.ledger.hold_everywhere()
        return self.result

    def _set_clock(self) -> None:
        while self.steps and self.steps[0][0] <= self.real:
            self.wrong_by = self.steps.pop(0)[1]
        passed = self.real + self.wrong_by - self.clock.wall()
        self.clock._monotonic += abs(passed.total_seconds())
        self.clock._now = self.clock._wall = self.real + self.wrong_by

    async def _carry_out(self) -> None:
        while self.under_way and self.under_way[0][0] <= self.real:
            _, action_id, one = heapq.heappop(self.under_way)
            # Three of a kind in a row would be a sign of a limit, after which the kind rests for a day.
            one.failed = one.kind not in self.failed_last and self.draw.random() < FAIL
            if one.failed:
                self.failed_last.add(one.kind)
                await self.units.run(partial(_failed, action_id=action_id))
            else:
                self.failed_last.discard(one.kind)
                one.executed_at = max(self.clock.now(), one.sent_at)
                await self.units.run(partial(_executed, action_id=action_id, at=self.clock.now()))

    async def _tell_by_hand(self) -> None:
        """What the owner did some minutes ago."""
        while self.by_hand and self.by_hand[0] <= self.real:
            told, kind = self.by_hand.pop(0), self.draw.choice(KINDS)
            at = self.clock.now() - timedelta(minutes=self.draw.choice([0, 3, 20]))
            act = manual_acts.Act(kind, at, key=f"by hand {told}", person=f"somebody of {told}")
            await self.units.run(partial(manual_acts.keep, account=self.seat.account, act=act))
            self.seat.ledger.sent.append(Sent(kind.value, False, at, at, by_hand=True))

    async def _try(self) -> timedelta:
        """One turn of the account; gives how long until the next is worth a look."""
        now, ledger = self.clock.now(), self.seat.ledger
        claimant = Claimant("worker-1", self.clock.monotonic())
        work = partial(claim, ring=factories.RING, account_id=self.seat.account.id, claimant=claimant)
        claimed = await self.units.run(work)
        if isinstance(claimed, Claimed):
            await self._hand_over(claimed, now)
            return timedelta(seconds=self.draw.choice([20, 60, 151]))
        if not self.seat.plan.opens(now):
            return timedelta(minutes=15)
        kinds = [kind for kind, left in self.seat.waiting.items() if left and ledger.room(kind, now)]
        if kinds and ledger.may_send(now):
            self.result.missed += 1
            return MISSED
        if kinds:
            return timedelta(seconds=30)
        return (
            min([moment - now for moment in ledger.next_change(now)], default=POLL)
            if self.draw.random() < 0.5
            else POLL
        )

    async def _hand_over(self, claimed: Claimed, now: datetime) -> None:
        if not self.seat.plan.opens(now):
            raise OverQuota(f"sent at {now}, when the account does not work")
        await self.units.run(partial(dispatcher.settle, claimed=claimed, outcome=Queued(None)))
        action = await Action.get(id=claimed.action_id)
        one = Sent(action.kind.value, action.with_note, now)
        self.seat.ledger.sent.append(one)
        self.seat.ledger.hold(one, now)
        self.seat.waiting[one.kind] -= 1
        self.result.sent += 1
        minutes = self.draw.choice([1, 3, 3, 5, 5, 8, 8, 20, 45, 300])
        heapq.heappush(self.under_way, (self.real + timedelta(minutes=minutes), str(action.id), one))


async def run(units: Units, clock: SettableClock, plan: Plan, seed: int) -> Result:
    """The clock is wrong by each of the plan's steps in turn, for some hours; in between it is right."""
    draw = random.Random(seed)
    made = Run(units, clock, await seat(plan), draw, plan.start)
    spread = timedelta(days=plan.days) / max(1, len(plan.steps) + 1)
    for number, step in enumerate(plan.steps, start=1):
        at = plan.start + spread * number
        made.steps += [(at, step), (at + timedelta(hours=draw.uniform(0.2, 30)), timedelta())]
    made.by_hand = sorted(plan.start + timedelta(days=draw.uniform(0, plan.days)) for _ in range(BY_HAND * plan.days))
    clock._now = clock._wall = plan.start
    return await made.to_the_end()


async def _failed(unit: Unit, action_id: str) -> None:
    found = await Action.get(id=action_id)
    assignment, action = await progress.pair(found.id)
    await progress.failed(unit, assignment, action, "reported_failed")


async def _executed(unit: Unit, action_id: str, at: datetime) -> None:
    found = await Action.get(id=action_id)
    assignment, action = await progress.pair(found.id)
    await progress.executed(unit, assignment, action, at, "executed")
