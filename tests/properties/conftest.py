"""A laboratory on each kind of database; SQLite in memory where the machine has a file system there."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.database import close_database, open_database
from tests import factories
from tests.databases import Database, SqliteFiles
from tests.properties.laboratory import Laboratory, Watched
from tests.settable_clock import SettableClock

_IN_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if not _IN_MEMORY.is_dir():
        yield tmp_path_factory.mktemp("properties")
        return
    made = Path(tempfile.mkdtemp(prefix="chk-", dir=_IN_MEMORY))
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def lab(dialect: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Laboratory]:
    """On both kinds; whoever names `quick_lab` instead runs on SQLite alone."""
    with asyncio.Runner() as runner:
        if dialect == "sqlite":
            yield from _laboratory(runner, runner.run(SqliteFiles(folder).clean(folder)))
        else:
            yield from _laboratory(runner, runner.run(request.getfixturevalue("postgres_databases").clean()))


@pytest.fixture
def quick_lab(folder: Path) -> Iterator[Laboratory]:
    with asyncio.Runner() as runner:
        yield from _laboratory(runner, runner.run(SqliteFiles(folder).clean(folder)))


def _laboratory(runner: asyncio.Runner, database: Database) -> Iterator[Laboratory]:
    runner.run(open_database(database.url))
    clock = SettableClock(factories.START)
    yield Laboratory(runner, Watched(clock), clock)
    runner.run(close_database())
