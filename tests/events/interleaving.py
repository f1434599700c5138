"""Writers that commit and roll back at the same time, readers that come and go, and the naive design beside them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from tortoise.transactions import in_transaction

from events.cursor import encode
from events.walk import Page, Walker
from models import Unit, Units, Workspace, sql
from tests.events.conftest import contact_event


@dataclass
class Reader:
    """Follows until it is stopped, and hangs up now and then to come back with its cursor, or without it if it is forgetful."""

    walker: Walker
    random: Random
    hang_up: float = 0.2
    forgetful: bool = False
    position: int = 0
    seen: list[int] = field(default_factory=list)

    async def run(self, until: asyncio.Future[int]) -> None:
        while not (until.done() and self.position >= until.result()):
            async with aclosing(self.walker.walk(self._cursor())) as walk:
                async for item in walk:
                    assert isinstance(item, Page), item
                    self.seen += [entry.position for entry in item.entries]
                    self.position = item.place.position
                    if self.random.random() < self.hang_up or (until.done() and self.position >= until.result()):
                        break

    def _cursor(self) -> str | None:
        forgotten = self.forgetful and self.position
        return None if forgotten else encode(self.walker.workspace_id, 1, self.position)


@dataclass(frozen=True)
class Writers:
    """`most`: events of one unit; `fails`: the share of units that are rolled back; `naively`: each writes into that table too."""

    random: Random
    count: int
    units_each: int
    most: int
    fails: float
    naively: bool = False

    async def run(self, units: Units, workspace: Workspace) -> int:
        """How many events were committed."""
        return await together(self, lambda: self._commit_or_fail(units, workspace))

    async def _commit_or_fail(self, units: Units, workspace: Workspace) -> int:
        count = self.random.randint(1, self.most)

        async def work(unit: Unit) -> None:
            if self.naively:
                await sql.rows(unit.connection, INSERT)
            unit.record(*(contact_event(workspace) for _ in range(count)))
            await asyncio.sleep(self.random.random() / 500)
            if self.random.random() < self.fails:
                raise LookupError

        try:
            await units.run(work)
        except LookupError:
            return 0
        return count


async def together(writers: Writers, commit: Callable[[], Awaitable[int]]) -> int:
    """The sum of what all of them gave."""

    async def writer() -> int:
        written = 0
        for _ in range(writers.units_each):
            written += await commit()
            await asyncio.sleep(writers.random.random() / 500)
        return written

    return sum(await asyncio.gather(*(writer() for _ in range(writers.count))))


INSERT = "INSERT INTO naive DEFAULT VALUES RETURNING position"


@asynccontextmanager
async def naive_table() -> AsyncIterator[None]:
    """Positions from a sequence, taken before the commit."""
    async with in_transaction() as connection:
        await sql.rows(connection, "CREATE TABLE naive (position BIGSERIAL PRIMARY KEY)")
    try:
        yield
    finally:
        async with in_transaction() as connection:
            await sql.rows(connection, "DROP TABLE naive")


async def read_naively(done: asyncio.Future[int], pause: float = 0) -> set[int]:
    """`position > last`, until the writers are done."""
    seen: set[int] = set()
    while not done.done():
        seen |= await naive_positions(max(seen, default=0))
        await asyncio.sleep(pause)
    return seen | await naive_positions(max(seen, default=0))


async def naive_positions(after: int = 0) -> set[int]:
    async with in_transaction() as connection:
        found = await sql.rows(connection, "SELECT position FROM naive WHERE position > $1", [after])
    return {row["position"] for row in found}
