"""A tiny world without a network, for properties: the engine's own functions, and a remote that keeps count."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import orjson

from engine import deadlines, dispatcher, launch, lease, limits, reactions, reconcile
from engine.claims import Claimant, Claimed, claim
from engine.launch import LaunchConflict
from engine.outcome import NotTaken, Outcome, Queued, Refused, Unclear
from integrations.duxsoup.queue_item import QueueItem
from models import Action, ActionState, Actor, Campaign, DuxSoupAccount, Receipt, Unit, Units
from models.errors import DomainError
from models.ids import new_id
from tests import factories
from tests.properties.tables import wiped
from tests.properties.tenant import Reached, Tenant, tenant
from tests.settable_clock import SettableClock

# Whether the remote has it, and what we hear: nothing at all where the process was killed.
ANSWERS: dict[str, tuple[bool, Outcome | None]] = {
    "taken": (True, Queued(None)),
    "answer lost": (True, Unclear("no_answer")),
    "request lost": (False, Unclear("no_answer")),
    "busy": (False, NotTaken("rate_limited")),
    "refused": (False, Refused("bad_request")),
    "key refused": (False, NotTaken("key_refused", None, "key_refused")),
    "killed": (True, None),
    "killed before": (False, None),
}
Result = TypeVar("Result")
_UNANSWERED = [ActionState.SENDING, ActionState.UNKNOWN]
_LONG_AGO, _FAR = datetime(2000, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)


class Watched(Units):
    """Lets somebody look after every unit, whether it told of anything or not."""

    watch: Callable[[], Awaitable[None]] | None = None

    async def run(self, work: Callable[[Unit], Awaitable[Result]], actor: Actor | None = None) -> Result:
        result = await super().run(work, actor)
        await self.looked()
        return result

    async def looked(self) -> None:
        if self.watch is not None:
            await self.watch()


@dataclass
class Laboratory:
    """`home` is who is watched; `other` is a tenant whose doings must not be felt there."""

    runner: asyncio.Runner
    units: Watched
    clock: SettableClock
    home: Tenant = field(init=False)
    other: Tenant = field(init=False)
    looked_wall: datetime = field(init=False)

    async def fresh(self, policy: str = "as usual", *, neighbour: bool = False) -> Tenant:
        """Empties the database; two people are launched in the first campaign."""
        self.units.watch = None
        await wiped()
        self.clock.set(factories.START)
        self.looked_wall = self.clock.wall()
        self.home = await tenant(policy)
        await self.launch(self.home, 0)
        if neighbour:
            self.other = await tenant()
            await self.launch(self.other, 0)
        return self.home

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """Whoever looks needs statements too, and here they are counted."""
        watch, self.units.watch = self.units.watch, None
        try:
            yield
        finally:
            self.units.watch = watch

    async def launch(self, of: Tenant, campaign: int, conflict: LaunchConflict = LaunchConflict.SKIP) -> None:
        order: dict[str, Any] = of.owner | {"campaign_id": of.campaigns[campaign].id, "conflict": conflict}
        try:
            await self.units.run(partial(launch.launch, ring=factories.RING, reason="asked for", **order))
        except DomainError:
            return

    async def claim(self, of: Tenant, owner: str = "worker-1") -> Claimed | None:
        claimant = Claimant(owner, self.clock.monotonic())
        work = partial(claim, ring=factories.RING, account_id=of.account.id, claimant=claimant)
        found = await self.units.run(work)
        return found if isinstance(found, Claimed) else None

    async def hand_over(self, of: Tenant, answer: str) -> Action | None:
        """One turn, whose call the remote answers so; gives what was claimed."""
        await DuxSoupAccount.filter(id=of.account.id).update(retry_at=None)
        claimed = await self.claim(of)
        if claimed is None:
            return None
        action = await self.send(of, claimed, answer)
        await self.settle(claimed, answer)
        return action

    async def send(self, of: Tenant, claimed: Claimed, answer: str) -> Action:
        action = await Action.get(id=claimed.action_id)
        of.reachable.pop(str(action.id), None)
        if ANSWERS[answer][0]:
            of.reached[reached(action)] += of.delivered[action.id] == 0 or not of.unspoken[action.id]
            of.delivered[action.id] += 1
            of.waiting[action.id] = action
        return action

    async def settle(self, claimed: Claimed, answer: str) -> None:
        outcome = ANSWERS[answer][1]
        if outcome is not None:
            await self.units.run(partial(dispatcher.settle, claimed=claimed, outcome=outcome))

    async def restart(self) -> None:
        await lease.void_all()

    async def lease_ends(self, of: Tenant, *, ever: bool = True) -> None:
        await DuxSoupAccount.filter(id=of.account.id).update(lease_until=_LONG_AGO if ever else _FAR)

    async def carry_out(self, of: Tenant, how: str) -> None:
        """The remote does the oldest of its queue, or fails at it; its word is stored, and read whenever somebody reads."""
        if of.waiting:
            action = of.waiting.pop(next(iter(of.waiting)))
            if how == "silently":
                of.unspoken[action.id] += await Action.filter(id=action.id, state__in=_UNANSWERED).exists()
                return
            await self.store(of, of.command(action, self.clock.now(), result=how == "done"))

    async def look(self, most: int | None = None) -> None:
        """At every remote queue, or the first few; a look takes no time."""
        if most is None:
            await self._count_reachable()
        there = {**self.home.waiting, **(self.other.waiting if hasattr(self, "other") else {})}
        for action_id in (await reconcile.due(self.clock.now(), self.clock.wall()))[:most]:
            item = QueueItem("m", None, str(action_id), None, None, None) if action_id in there else None
            work = partial(reconcile.judge, action_id=action_id, found=item, looked=self.clock.wall())
            await self.units.run(work)

    async def _count_reachable(self) -> None:
        """Every look is answered here; between two of them five minutes at most count."""
        wall, last = self.clock.wall(), self.looked_wall
        unknown = {str(one.id) for one in await Action.filter(state=ActionState.UNKNOWN)}
        passed = min(max(wall - last, timedelta(0)), timedelta(minutes=5))
        before = self.home.reachable
        before |= {key: before[key] + passed if key in before else timedelta(0) for key in unknown}
        self.looked_wall = wall

    async def store(self, of: Tenant, body: dict[str, Any]) -> UUID:
        of.told.append(body)
        receipt_id, owner = new_id(), of.workspace.id
        place = {"table": "receipt", "column": "sealed_body"}
        sealed = factories.RING.seal(orjson.dumps(body).decode(), **place, workspace_id=owner, row_id=receipt_id)
        await factories.receipt(of.account, id=receipt_id, sealed_body=sealed, created_at=self.clock.now())
        return receipt_id

    async def read(self, of: Tenant, *, backwards: bool = False) -> None:
        order = "-id" if backwards else "id"
        for row in await Receipt.filter(verdict="waiting", workspace_id=of.workspace.id).order_by(order):
            await self.apply(row.id)

    async def apply(self, receipt_id: UUID) -> None:
        await self.units.run(partial(reactions.apply, ring=factories.RING, receipt_id=receipt_id))

    async def pass_by(self, most: int | None = None) -> None:
        for assignment_id in (await deadlines.due(self.clock.now()))[:most]:
            await self.units.run(partial(deadlines.pass_by, assignment_id=assignment_id))

    async def campaign(self, of: Tenant, number: int = 0) -> Campaign:
        return await Campaign.get(id=of.campaigns[number].id)

    async def room(self, of: Tenant) -> list[tuple[int, int]]:
        """What is used of each window, and what is left."""

        async def work(unit: Unit) -> list[tuple[int, int]]:
            account = await DuxSoupAccount.get(id=of.account.id)
            return [(one.used, one.left) for one in await limits.usage(unit.connection, account, unit.now)]

        return await self.units.run(work)

    def step_back(self, **by: float) -> None:
        """The wall clock is put back, and whoever reads the time with it; nothing else runs back."""
        self.clock._now -= timedelta(**by)
        self.clock._wall -= timedelta(**by)


def reached(action: Action) -> Reached:
    return action.kind.value, action.contact_id, action.text or ""
