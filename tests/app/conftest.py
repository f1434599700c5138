"""What the tests of the program's parts share: a database as `migrate` makes it."""

import pytest

from app import migrations
from tests.databases import Database


@pytest.fixture
async def made(bare_database: Database) -> Database:
    await migrations.apply(bare_database.url)
    return bare_database
