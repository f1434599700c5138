"""A worker is there under a key that is nobody else's, and not at all where it did not come to be there."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import asyncpg
import pytest

from app.attendance import _HERE, _SERVING, Attendance
from app.database import connect
from tests.databases import Database

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
KEY = 7
_LOCKS = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted = $3"


@pytest.fixture
async def operator(database: Database) -> AsyncIterator[asyncpg.Connection]:
    own = await connect(database.url)
    yield own
    await own.close()


def _draw(monkeypatch: pytest.MonkeyPatch, *keys: int) -> None:
    drawn = iter(keys)
    monkeypatch.setattr("secrets.randbelow", lambda _: next(drawn))


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await holds():  # noqa: ASYNC110 - a server has no event for us
            await asyncio.sleep(0.01)


async def test_a_key_that_another_has_is_drawn_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _draw(monkeypatch, KEY, KEY, KEY, KEY + 1)
    one, other = await Attendance.begin(database.url), await Attendance.begin(database.url)
    seen = await other.look(3600)
    await one.end()
    await other.end()
    assert (one.key, other.key, set(seen.here)) == (KEY, KEY + 1, {KEY, KEY + 1})


async def test_who_is_cut_off_on_arrival_leaves_nothing_behind(
    database: Database, operator: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was raised keeps the connection in reach, so that it does not end by being forgotten."""
    _draw(monkeypatch, KEY)
    await operator.execute("SELECT pg_advisory_lock($1, $2)", _SERVING, KEY)

    async def locks(kind: int, granted: bool) -> int:
        return int(await operator.fetchval(_LOCKS, kind, KEY, granted))

    async def waits() -> bool:
        return await locks(_SERVING, granted=False) == 1

    async def gone() -> bool:
        return await locks(_HERE, granted=True) == 0

    arriving = asyncio.create_task(Attendance.begin(database.url))
    await _until(waits)
    assert not await gone()
    arriving.cancel()
    with pytest.raises(asyncio.CancelledError) as kept:
        await arriving
    await operator.execute("SELECT pg_advisory_unlock($1, $2)", _SERVING, KEY)
    await _until(gone)
    assert kept.value is not None
