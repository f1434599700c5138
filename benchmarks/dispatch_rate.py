"""Actions that one worker claims and settles a second, without the call to Dux-Soup in between."""

import asyncio
import time
from dataclasses import dataclass
from functools import partial

from tortoise import connections

from app.database import close_database, open_database
from benchmarks.dispatch_floor import EPOCH, HEAD, Transactions
from engine.claims import Claimant, Claimed, claim
from engine.dispatcher import settle
from engine.outcome import Queued
from models import DuxSoupAccount, Units, Workspace
from tests import factories
from tests.big_ledger import fill
from tests.databases import Database
from tests.settable_clock import SettableClock
from tests.statement_cost import Statement, recorded

# What the accounts have under way is carried out between two turns, or they would wait for it.
_CARRIED_OUT = "UPDATE action SET state = 'executed', executed_at = sent_at WHERE state = 'queued'"


@dataclass(slots=True)
class Worker:
    """On one database, at a moment when all of its accounts have work."""

    database: Database
    accounts: list[DuxSoupAccount]
    units: Units
    clock: SettableClock

    async def turn(self) -> float:
        """One action of each account, all at once; gives the seconds it took."""
        began = time.perf_counter()
        await asyncio.gather(*(self._one(account) for account in self.accounts))
        taken = time.perf_counter() - began
        await self._go_on()
        return taken

    async def recorded(self) -> tuple[Transactions, int]:
        """The statements of one action, by transaction, and the number of its person."""
        account = self.accounts[0]
        with recorded() as claiming:
            claimed = await self._claim(account)
        with recorded() as settling:
            await self._settle(claimed)
        await self._go_on()
        return [_executed(claiming), _executed(settling)], claimed.action_id.int & 0xFFFFFFFFFFFF

    async def _go_on(self) -> None:
        await connections.get("default").execute_query(_CARRIED_OUT)
        self.clock.move(hours=1)

    async def _one(self, account: DuxSoupAccount) -> None:
        await self._settle(await self._claim(account))

    async def _claim(self, account: DuxSoupAccount) -> Claimed:
        claimant = Claimant("worker-1", self.clock.monotonic())
        work = partial(claim, ring=factories.RING, account_id=account.id, claimant=claimant)
        claimed = await self.units.run(work)
        assert isinstance(claimed, Claimed), claimed
        return claimed

    async def _settle(self, claimed: Claimed) -> None:
        await self.units.run(partial(settle, claimed=claimed, outcome=Queued(f"message-{claimed.action_id}")))


async def worker(database: Database, planned: int, accounts: int) -> Worker:
    """Opens the database, which `closed` closes."""
    await open_database(database.url)
    ledger = await fill(planned, accounts, lease_epoch=EPOCH)
    await Workspace.filter(id=ledger.workspace.id).update(head=HEAD)
    clock = SettableClock(ledger.now)
    return Worker(database, ledger.accounts, Units(clock), clock)


async def closed(of: Worker) -> None:
    await of.units.drain()
    await close_database()


def _executed(statements: list[Statement]) -> list[Statement]:
    """The bare statements carry each action out at once, so that their accounts never wait either."""
    return [
        Statement(one.text, tuple("executed" if value == "queued" else value for value in one.values))
        for one in statements
    ]
