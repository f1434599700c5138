"""A worker's whole way of an action, again and again: claimed, handed over by the real client, and its webhook stored and read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from tortoise import connections

from app.database import close_database, open_database
from app.reading import Reading
from benchmarks.dispatch_answers import answering
from engine.dispatcher import Dispatcher
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.limiter import Limiter
from models import DuxSoupAccount, Units, sql
from tests import factories
from tests.big_ledger import fill
from tests.databases import Database
from tests.settable_clock import SettableClock
from webhooks.duxsoup.shape import understand
from webhooks.duxsoup.store import Arrival, store
from webhooks.duxsoup.verify import Sender


@dataclass(slots=True)
class WholeWorker:
    """Its accounts have visits alone, and always some that are due."""

    accounts: dict[str, DuxSoupAccount]
    units: Units
    clock: SettableClock
    dispatcher: Dispatcher
    reading: Reading

    async def turn(self) -> None:
        """One action of each account, from planned to executed with the next step planned."""
        idle = await asyncio.gather(*(self.dispatcher.turn(account.id) for account in self.accounts.values()))
        assert not any(idle), idle
        told = [self._told(row) for row in await sql.rows(connections.get("default"), _OUT)]
        await self.units.run(partial(store, ring=factories.RING, arrivals=told, used=[]))
        await self.reading.turn()
        [left] = await sql.rows(connections.get("default"), _UNREAD)
        assert left == {"actions": 0, "receipts": 0}, left

    async def begin_again(self) -> None:
        """A small ledger lasts for any number of actions: who was visited goes to the end of the line."""
        connection = connections.get("default")
        for statement in _AGAIN:
            await sql.rows(connection, statement, [self.clock.now()] if "$1" in statement else [])
        self.clock.move(hours=1)

    def _told(self, row: dict[str, Any]) -> Arrival:
        account = self.accounts[str(row["account_id"])]
        params = {"profile": row["linkedin_url"], "campaignid": str(row["id"])}
        data = {"id": row["message_id"], "command": "visit", "result": True, "params": params}
        said = {"userid": account.dux_soup_user_id, "time": self.clock.now().isoformat(), "type": "rccommand"}
        body = orjson.dumps(said | {"event": "completed", "data": data})
        assert account.workspace_id is not None
        return Arrival(Sender(account.workspace_id, ""), account.id, body, understand(body))


@asynccontextmanager
async def whole_worker(database: Database, planned: int, accounts: int) -> AsyncIterator[WholeWorker]:
    await open_database(database.url)
    ledger = await fill(planned, accounts)
    for statement in _VISITS_ALONE:
        await sql.rows(connections.get("default"), statement)
    clock = SettableClock(ledger.now)
    units = Units(clock)
    reading = Reading(units, factories.RING, lambda _: True, lambda _: None, asyncio.Event())
    try:
        with answering() as url:
            async with DuxSoup(url, limiter=Limiter(account_gap=0, host_gap=0)) as duxsoup:
                dispatcher = Dispatcher(units, factories.RING, duxsoup, "worker-1")
                yield WholeWorker({str(one.id): one for one in ledger.accounts}, units, clock, dispatcher, reading)
    finally:
        await units.drain()
        await close_database()


_OUT = (
    "SELECT a.id, a.account_id, a.message_id, c.linkedin_url FROM action a JOIN contact c ON c.id = a.contact_id"
    " WHERE a.state = 'queued'"
)
_UNREAD = (
    "SELECT (SELECT COUNT(*) FROM action WHERE state IN ('sending', 'queued', 'unknown')) AS actions,"
    " (SELECT COUNT(*) FROM receipt WHERE verdict <> 'applied') AS receipts"
)
_VISITS_ALONE = ("DELETE FROM action WHERE state = 'planned' AND kind <> 'visit'", "DELETE FROM receipt")
_PLANNED_AGAIN = (
    "UPDATE action SET state = 'planned', scheduled_for = $1, sent_at = NULL, sent_wall = NULL, executed_at = NULL,"
    " finished_at = NULL, message_id = NULL, learned_by = NULL, outcome = NULL, last_word_at = NULL, attempts = 0"
    " WHERE finished_at IS NOT NULL"
)
_NEVER_VISITED = (
    "UPDATE assignment SET next_step = 1, next_at = $1, touched_at = NULL, executed_at = NULL, version = 1"
    " WHERE version > 1"
)
_NEXT_STEPS = f"DELETE FROM action WHERE created_at > '{factories.START.isoformat(' ')}'"  # noqa: S608 - only our own words
_AGAIN = (_NEXT_STEPS, _PLANNED_AGAIN, _NEVER_VISITED, "DELETE FROM receipt", "DELETE FROM event")
