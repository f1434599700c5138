"""What the faults share: the seed, how much of the full figures is wanted, the nursery, and a migrated database."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from app import migrations
from tests.databases import DIALECTS, PostgresDatabases
from tests.faults.nursery import Nursery

SEED, SHARE = "FAULTS_SEED", "FAULTS_SHARE"


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Of the environment, else a new one in the long form and always the same in the short one; printed either way."""
    long = request.node.get_closest_marker("faults") is not None
    chosen = int(os.environ.get(SEED) or (Random().randrange(1_000_000) if long else 4))
    print(f"\n{request.node.name}: {SEED}={chosen}")  # noqa: T201 - so that a failure can be replayed
    return chosen


@pytest.fixture
def random(seed: int) -> Random:
    return Random(seed)


@pytest.fixture
def share() -> float:
    """How much of the full figures a long form takes on."""
    return float(os.environ.get(SHARE) or 1)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "chaknal.db"
    asyncio.run(migrations.apply(f"sqlite://{path}"))
    return path


@pytest.fixture(params=DIALECTS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Migrated, and of this test alone."""
    if request.param == "sqlite":
        for part in (file := request.getfixturevalue("migrated_file")).parent.glob(f"{file.name}*"):
            shutil.copy(part, tmp_path / part.name)
        return f"sqlite://{tmp_path / file.name}"
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    url = asyncio.run(databases.bare()).url
    asyncio.run(migrations.apply(url))
    return url
