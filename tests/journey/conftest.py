"""What the journeys share: a database without a table for each module and kind, and an installation set up by the guide."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from auth.sealing import new_key
from tests.databases import DIALECTS, PostgresDatabases
from tests.journey.installation import Installation
from tests.journey.product_process import ProductProcess
from tests.sandbox_process import SandboxProcess

DAY_SECONDS = 20


@pytest.fixture(scope="module", params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture(scope="module")
def folder(dialect: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for each kind, and with it a sandbox for each: both may run in one process, one after the other."""
    return tmp_path_factory.mktemp(f"journey-{dialect}")


@pytest.fixture(scope="module")
def database_url(dialect: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """Without any table."""
    if dialect == "sqlite":
        return f"sqlite://{folder / 'chaknal.db'}"
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    return asyncio.run(databases.bare()).url


@pytest.fixture(scope="module")
def remote(folder: Path) -> Iterator[SandboxProcess]:
    """Nobody accepts or answers by themselves here, and work goes on at all hours."""
    with SandboxProcess(folder / "sandbox") as running:
        running.knobs(acceptance_probability=0, reply_probability=0)
        yield running


@pytest.fixture(scope="module")
def installation(folder: Path, database_url: str, remote: SandboxProcess) -> Iterator[Installation]:
    settings = {"database_url": database_url, "duxsoup_url": remote.remote_url, "secret_keys": f"k1:{new_key()}"}
    with ProductProcess(folder, day_seconds=DAY_SECONDS, **settings) as product:
        made = Installation(product, remote, database_url)
        made.set_up()
        yield made
        assert product.stop() == 0
