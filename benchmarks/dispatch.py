"""Dispatch: what a look for work and a claim cost by how much is planned, actions settled a second, and a worker's memory.

Run: python -m benchmarks.dispatch [--largest 100000] [--turns 30] [--settled 5000] [--memory] [--sqlite | --postgres]. The servers
keep what they commit (fsync on). For its memory a worker does all that it does for an action: the real client over loopback to a
process that answers, the webhook stored and read. Actions settled a second stand beside the same statements, recorded from the product and run by pgbench,
prepared, with one client an account; on SQLite by the standard library on one connection. Nothing is drawn at random, so there is no seed.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import dispatch_floor
from benchmarks.dispatch_cost import measured
from benchmarks.dispatch_memory import memory
from benchmarks.dispatch_rate import closed, worker
from tests.databases import Database, PostgresDatabases, SqliteFiles
from tests.postgres_server import PostgresServer

ACCOUNTS = 16
SIZES = (1_000, 10_000, 100_000, 1_000_000)
# The bare statements go on where the product stopped, in a ledger large enough for both.
PEOPLE = ACCOUNTS * 10


async def costs(database: Database, largest: int) -> None:
    sizes = [size for size in SIZES if size <= largest]
    print(f"  milliseconds at {', '.join(f'{size:,}' for size in sizes)} planned actions; aim: at most 2 times apart")
    for name, taken in (await measured(database, sizes)).items():
        print(f"    {name:40}", *(f"{one:8.2f}" for one in taken), f"  {max(taken) / min(taken):.1f} times apart")


Floor = Callable[[dispatch_floor.Transactions, int, int, int], float]


async def rate(database: Database, turns: int, floor: Floor) -> None:
    of = await worker(database, PEOPLE * (2 * turns + 20), ACCOUNTS)
    statements, person = await of.recorded()
    await of.turn()
    seconds = sum([await of.turn() for _ in range(turns)])
    await closed(of)
    bare = floor(statements, person, turns + 10, 2 * turns + 10)
    count = sum(len(one) for one in statements)
    print(
        f"  {turns * ACCOUNTS / seconds:,.0f} actions settled a second ({count} statements, 2 transactions each);"
        f" the same statements alone {bare:,.0f}: {turns * ACCOUNTS / seconds / bare:.2f} of them"
    )


def on_sqlite(folder: Path, given: argparse.Namespace) -> None:
    print("sqlite")
    files = SqliteFiles(folder)

    def fresh(name: str) -> Database:
        (folder / name).mkdir()
        return asyncio.run(files.clean(folder / name))

    def floor(statements: dispatch_floor.Transactions, person: int, first: int, last: int) -> float:
        return dispatch_floor.sqlite(folder / "rate" / "chaknal.db", statements, person, ACCOUNTS, first, last)

    if not given.memory:
        asyncio.run(costs(fresh("cost"), given.largest))
        asyncio.run(rate(fresh("rate"), given.turns, floor))
    asyncio.run(memory(fresh("memory"), given.settled))


def on_postgres(given: argparse.Namespace) -> None:
    print("postgres")
    server = PostgresServer(durable=True)
    try:
        databases = PostgresDatabases(server.url("chaknal_test"))
        url = asyncio.run(databases.clean()).url

        def floor(statements: dispatch_floor.Transactions, person: int, first: int, last: int) -> float:
            return dispatch_floor.pgbench(server.binaries, url, statements, person, ACCOUNTS, first, last)

        if not given.memory:
            asyncio.run(rate(Database(url, "postgres"), given.turns, floor))
            asyncio.run(costs(asyncio.run(databases.clean()), given.largest))
        asyncio.run(memory(asyncio.run(databases.clean()), given.settled))
    finally:
        server.stop()


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--largest", type=int, default=100_000)
    reader.add_argument("--turns", type=int, default=30)
    reader.add_argument("--settled", type=int, default=5_000, help="actions of the part about memory")
    reader.add_argument("--memory", action="store_true", help="that part alone")
    reader.add_argument("--sqlite", action="store_true")
    reader.add_argument("--postgres", action="store_true")
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if not given.postgres:
            on_sqlite(Path(name), given)
        if not given.sqlite:
            on_postgres(given)


if __name__ == "__main__":
    main()
