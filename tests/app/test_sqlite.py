"""SQLite keeps our promises: whole transactions, no lost write between processes, no hang after a lock that was not had."""

import asyncio
import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from tortoise.connection import get_connections
from tortoise.exceptions import BaseORMException
from tortoise.transactions import in_transaction

from app.database import close_database, file_of, open_database
from models import Workspace
from tests import factories
from tests.databases import Database

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(params=["sqlite"])
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}


@pytest.mark.parametrize("query", ["", "?synchronous=OFF&secure_delete=OFF&foreign_keys=OFF&journal_mode=MEMORY"])
async def test_what_a_promise_rests_on_cannot_be_set_off(closed_database: Database, query: str) -> None:
    await open_database(closed_database.url + query)
    try:
        connection = get_connections().get("default")
        found = {name: await connection.execute_query_dict(f"PRAGMA {name}") for name in PRAGMAS}
    finally:
        await close_database()
    assert {name: next(iter(rows[0].values())) for name, rows in found.items()} == PRAGMAS


async def test_a_new_file_and_what_stands_beside_it_are_readable_by_their_owner_alone(bare_database: Database) -> None:
    before = os.umask(0)
    try:
        await open_database(bare_database.url)
        await get_connections().get("default").execute_script("CREATE TABLE one (id INT); INSERT INTO one VALUES (1)")
        beside = file_of(bare_database.url).parent.glob("bare.db*")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in beside}
    finally:
        os.umask(before)
        await close_database()
    assert modes == {"bare.db": 0o600, "bare.db-wal": 0o600, "bare.db-shm": 0o600}


async def test_a_transaction_takes_the_write_lock_at_its_start(database: Database) -> None:
    other = sqlite3.connect(file_of(database.url), timeout=0)
    async with in_transaction():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


async def test_a_transaction_that_could_not_start_leaves_the_connection_usable(closed_database: Database) -> None:
    await open_database(closed_database.url + "?busy_timeout=1")
    other = sqlite3.connect(file_of(closed_database.url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(BaseORMException, match="locked"):
            async with in_transaction():
                pass
        other.execute("ROLLBACK")
        async with asyncio.timeout(10), in_transaction():
            await factories.workspace()
        assert await Workspace.all().count() == 1
    finally:
        other.close()
        await close_database()


async def test_a_transaction_that_was_cancelled_while_it_waited_for_the_lock_leaves_nothing_open(
    database: Database,
) -> None:
    async def enter() -> None:
        async with in_transaction():
            await factories.workspace()

    other = sqlite3.connect(file_of(database.url), timeout=1, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    entering = asyncio.create_task(enter())
    await asyncio.sleep(0.05)  # its BEGIN waits in SQLite's own thread by now, where no cancellation reaches it
    entering.cancel()
    await asyncio.sleep(0)
    other.execute("ROLLBACK")
    await asyncio.gather(entering, return_exceptions=True)
    await Workspace.all().count()
    other.execute("BEGIN IMMEDIATE")
    other.close()
    async with asyncio.timeout(10):
        await enter()


async def test_processes_that_read_and_then_write_lose_nothing(database: Database) -> None:
    workspace = await factories.workspace()
    both = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.app.writing", database.url, "100", cwd=ROOT, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    errors = [(await process.communicate())[1] for process in both]
    await workspace.refresh_from_db()
    assert (workspace.head, errors) == (200, [b"", b""])
