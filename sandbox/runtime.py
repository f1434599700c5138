"""Keeps the simulation in step with the wall clock, and sends what it makes."""

import asyncio
from collections.abc import Callable

from sandbox.account import Account
from sandbox.courier import Courier
from sandbox.instant import MINUTE
from sandbox.outbox import Delivery
from sandbox.simulation import Simulation
from sandbox.world import World

_AT_ONCE = 200  # deeds between two looks at the network


class Runtime:
    """Between the world, which knows no clock, and the process, which has one."""

    def __init__(self, world: World, wall: Callable[[], float]) -> None:
        self.world = world
        self.wall = wall
        self._simulation = Simulation(world)
        self._courier = Courier(self._report)
        self._changed = asyncio.Event()

    def resume(self) -> None:
        """Goes on after a restart: simulated time did not pass meanwhile, real time did."""
        self.world.replay()
        clock = self.world.state.clock
        if clock.simulated:
            clock.anchor(self.wall(), max(self.world.state.at, clock.simulated_anchor), clock.day_seconds)
        self._simulation.touch_all()

    def arrive(self) -> float:
        """What was due before this moment happens first."""
        now = self.now()
        self._simulation.advance(now)
        return now

    def leave(self, account: Account | None = None) -> None:
        """What was decided is on disk, and the loop looks again."""
        if account is None:
            self._simulation.touch_all()
        else:
            self._simulation.touch(account)
        self.keep()

    def keep(self) -> None:
        self.world.commit(self.wall())
        self._changed.set()

    def now(self) -> float:
        return max(self.world.state.clock.now(self.wall()), self.world.state.at)

    async def run(self) -> None:
        try:
            while True:
                self._changed.clear()
                more = self._turn()
                await self._pause(0 if more else self._idle_for())
        finally:
            await self._courier.close()

    def _turn(self) -> bool:
        now = self.now()
        more = self._simulation.advance(now, _AT_ONCE)
        self.world.commit(self.wall())
        for delivery in self.world.state.outbox.take(now):
            self._send(delivery, now)
        return more

    def _send(self, delivery: Delivery, now: float) -> None:
        knobs = self.world.state.panel.of(delivery.userid)
        if knobs.webhook_source == "browser" and not knobs.online:
            delivery.due = now + MINUTE
            self.world.state.outbox.add(delivery)
        else:
            self._courier.send(delivery, knobs)

    def _report(self, delivery: Delivery, status: int, outcome: str, attempt: int) -> None:
        number, copy = delivery.key
        sent = {"id": number, "copy": copy, "type": delivery.family, "event": delivery.event, "url": delivery.url}
        verdict = {"status": status, "outcome": outcome, "attempt": attempt}
        self.world.record("webhook", self.now(), userid=delivery.userid, **sent, **verdict)
        self.world.commit(self.wall())

    def _idle_for(self) -> float | None:
        nexts = (self._simulation.next_wake(), self.world.state.outbox.next_due())
        due = min((moment for moment in nexts if moment is not None), default=None)
        return None if due is None else max(0.0, self.world.state.clock.wall_seconds(due - self.now()))

    async def _pause(self, seconds: float | None) -> None:
        if seconds == 0:
            await asyncio.sleep(0)
            return
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return
