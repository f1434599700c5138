"""What tests get by name: a clean database of each kind, a clock that moves when told, units of work, a key ring."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.database import close_database, open_database
from auth.sealing import KeyRing
from models import Units
from tests import factories, remembered_models, traced_tasks
from tests.databases import DIALECTS, Database, PostgresDatabases, SqliteFiles, postgres
from tests.settable_clock import SettableClock

_ran: Counter[str] = Counter()
traced_tasks.install()
remembered_models.install()


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    with postgres() as databases:
        yield databases


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    """Whoever asks for it runs once on each kind of database."""
    kind: str = request.param
    return kind


@pytest.fixture
async def closed_database(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """Clean and with all tables, but not opened here: for tests that start processes on it."""
    if dialect == "sqlite":
        files: SqliteFiles = request.getfixturevalue("sqlite_files")
        return await files.clean(tmp_path)
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    return await databases.clean()


@pytest.fixture
async def bare_database(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """Without any table, not opened."""
    if dialect == "sqlite":
        files: SqliteFiles = request.getfixturevalue("sqlite_files")
        return files.bare(tmp_path)
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    return await databases.bare()


@pytest.fixture
async def database(closed_database: Database) -> AsyncIterator[Database]:
    """Clean, with all tables, and opened for the ORM."""
    await open_database(closed_database.url)
    yield closed_database
    await close_database()


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(factories.START)


@pytest.fixture
async def units(database: Database, clock: SettableClock) -> AsyncIterator[Units]:
    """Drained before the database is closed, so that a shielded unit never meets a closed one."""
    running = Units(clock)
    yield running
    await running.drain()


@pytest.fixture
def ring() -> KeyRing:
    return factories.RING


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call":
        _ran.update(kind for kind in DIALECTS if kind in _parameters(report.nodeid))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = ", ".join(f"{_ran[kind]} on {kind}" for kind in DIALECTS)
    terminalreporter.write_line(f"databases: {counts}")


def _parameters(nodeid: str) -> list[str]:
    return nodeid.rpartition("[")[2].rstrip("]").split("-")
