"""A receipt that waits for somebody else's lock keeps no other account waiting, and its own account in order."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import pytest

from app.database import connect
from models import DuxSoupAccount, Receipt, Units, Verdict
from tests import factories
from tests.app.test_reading import Reader
from tests.databases import Database
from tests.lock_waits import awaited_locks
from tests.stored_receipts import heartbeat, stored

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)


@pytest.fixture
async def accounts(units: Units, monkeypatch: pytest.MonkeyPatch) -> list[DuxSoupAccount]:
    """Five of them, in the order of their turns, with three receipts each; two turns make a look at who waits."""
    monkeypatch.setattr("app.reading.LINES", 2)
    made = sorted([await factories.account() for _ in range(5)], key=lambda account: account.id)
    for account in made:
        for minute in range(3):
            await stored(account, heartbeat(account, minute))
    return made


@asynccontextmanager
async def _held(database: Database, accounts: Sequence[DuxSoupAccount]) -> AsyncIterator[None]:
    connection = await connect(database.url)
    try:
        async with connection.transaction():
            ids = [account.id for account in accounts]
            await connection.execute("SELECT 1 FROM duxsoup_user WHERE id = ANY($1) FOR NO KEY UPDATE", ids)
            yield
    finally:
        await connection.close()


async def _left(*accounts: DuxSoupAccount) -> int:
    return await Receipt.filter(account_id__in=[one.id for one in accounts], verdict=Verdict.WAITING).count()


async def _until(holds: Callable[[], Awaitable[bool]], reader: Reader) -> None:
    """Round after round; long before a statement that waits would be called off."""
    async with asyncio.timeout(40):
        while not await holds():
            await reader.turn()
            await asyncio.sleep(0.01)


async def test_while_two_accounts_wait_for_a_lock_all_others_are_read(
    units: Units, database: Database, accounts: list[DuxSoupAccount]
) -> None:
    slow, others = accounts[:2], accounts[2:]
    reader = Reader(units, patience=0)

    async def others_are_read() -> bool:
        return await _left(*others) == 0 and set(reader._beside) == {account.id for account in slow}

    async def all_are_read() -> bool:
        return await _left(*accounts) == 0

    async with _held(database, slow):
        await _until(others_are_read, reader)
        await stored(slow[0], heartbeat(slow[0], 9))
        beside = dict(reader._beside)
        await reader.turn()
        assert (await _left(*slow), reader._beside) == (7, beside)
    await _until(all_are_read, reader)
    assert set(await Receipt.all().values_list("tries", "verdict")) == {(0, Verdict.APPLIED)}


async def test_what_is_slow_takes_no_more_than_its_share_of_the_connections(
    units: Units, database: Database, accounts: list[DuxSoupAccount], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.reading.MOST_BESIDE", 2)
    reader = Reader(units, patience=0)
    async with _held(database, accounts):
        turn = asyncio.create_task(reader.turn())
        await awaited_locks(database, 2)
        assert (len(reader._beside), turn.done()) == (2, False)
    await turn


async def test_who_stops_begins_nothing_more_and_what_was_begun_comes_to_its_end(
    units: Units, database: Database, accounts: list[DuxSoupAccount]
) -> None:
    reader = Reader(units, accounts[0].id.__eq__, patience=0)
    async with _held(database, accounts[:1]):
        await reader.turn()
        await awaited_locks(database)
        await reader.finish()
        assert all(reading.cancelled() for reading in reader._beside.values())
    await units.drain()
    assert (await _left(accounts[0]), await _left(*accounts[1:])) == (0, 12)
