"""A process knows whether it is the only one on its database, and a dead one is gone."""

import asyncio
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.database import connect
from app.presence import AlreadyServed, present
from tests.databases import Database

ROOT = Path(__file__).parent.parent.parent


async def test_the_first_is_alone_and_whoever_comes_later_is_not(bare_database: Database) -> None:
    async with present(bare_database.url) as first:
        await first.settle()
        async with present(bare_database.url) as second, present(bare_database.url) as third:
            assert (first.alone, second.alone, third.alone) == (True, False, False)


async def test_of_many_at_once_one_is_alone_and_the_others_wait_until_it_has_settled(bare_database: Database) -> None:
    settled: list[bool] = []

    async def arrive() -> None:
        async with present(bare_database.url) as presence:
            settled.append(presence.alone)
            await asyncio.sleep(0.02)
            await presence.settle()
            await everybody.wait()

    everybody = asyncio.Barrier(5)
    await asyncio.gather(*(arrive() for _ in range(5)))
    assert settled == [True, False, False, False, False]


async def test_after_all_have_left_the_next_is_alone_again(bare_database: Database) -> None:
    for _ in range(2):
        async with present(bare_database.url) as presence:
            assert presence.alone


async def test_a_killed_process_is_not_there_any_more(bare_database: Database) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.app.holding_presence", bare_database.url, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"True\n"
    async with present(bare_database.url) as presence:
        assert not presence.alone
    process.kill()
    await process.wait()
    await _until_alone(bare_database, alone=True)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_sqlite_file_is_served_by_one_process(bare_database: Database) -> None:
    async with present(bare_database.url, serving=True) as server:
        await server.settle()
        with pytest.raises(AlreadyServed, match="one process serves it"):
            async with present(bare_database.url, serving=True):
                pass
        async with present(bare_database.url) as command:
            assert not command.alone


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_postgres_is_served_by_many(bare_database: Database) -> None:
    async with present(bare_database.url, serving=True) as one:
        await one.settle()
        async with present(bare_database.url, serving=True) as other:
            assert not other.alone


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_presence_comes_back_after_its_connection_was_cut(bare_database: Database) -> None:
    async with present(bare_database.url, look_every=0.02) as presence:
        await presence.settle()
        own = await connect(bare_database.url)
        try:
            await own.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        finally:
            await own.close()
        await _until_alone(bare_database, alone=False)


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_presence_comes_back_to_a_server_that_let_nobody_in_for_a_while(
    bare_database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.presence._AGAIN_AFTER", 0.01)
    name = urlsplit(bare_database.url).path[1:]
    async with present(bare_database.url, look_every=0.02) as presence:
        await presence.settle()
        beside = await connect(bare_database.url.replace(f"/{name}", "/postgres"))
        try:
            await beside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            await beside.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
            async with asyncio.timeout(60):
                while "The database does not answer" not in caplog.text:  # noqa: ASYNC110 - a log announces nothing
                    await asyncio.sleep(0.01)
        finally:
            await beside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
            await beside.close()
        await _until_alone(bare_database, alone=False)


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_who_is_cancelled_on_leaving_is_cancelled_and_gone(
    bare_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look takes its time to end, so that there is a moment to be cancelled in."""

    async def look(_presence: object, _every: float) -> None:
        looking.set()
        try:
            await asyncio.Event().wait()
        finally:
            told.set()
            await leave.wait()

    async def stay() -> None:
        async with present(bare_database.url):
            await looking.wait()

    looking, told, leave = asyncio.Event(), asyncio.Event(), asyncio.Event()
    monkeypatch.setattr("app.presence._ServerPresence.look", look)
    staying = asyncio.create_task(stay())
    async with asyncio.timeout(60):
        await told.wait()
        staying.cancel()
        leave.set()
        await asyncio.wait([staying])
    monkeypatch.undo()
    assert staying.cancelled()
    await _until_alone(bare_database, alone=True)


async def _until_alone(database: Database, *, alone: bool) -> None:
    async with asyncio.timeout(60):
        while await _alone(database) is not alone:
            pass


async def _alone(database: Database) -> bool:
    async with present(database.url) as presence:
        return presence.alone
