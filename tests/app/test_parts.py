"""A process opens a database of its own version only, and says what to do about any other."""

import pytest
from pydantic import SecretStr

from app import migrations
from app.parts import WrongDatabase, opened
from app.presence import present
from app.settings import Settings
from tests.app.shape import execute
from tests.databases import Database

LATER = "INSERT INTO aerich (version, app, content) VALUES ('9_20991231000000_later.py', 'models', '{}')"


async def test_a_database_that_a_newer_version_has_been_at_is_not_opened(made: Database) -> None:
    await execute(made, LATER)
    await _refused(made, "Update first")


async def test_a_database_that_was_never_migrated_is_not_opened(bare_database: Database) -> None:
    await _refused(bare_database, "python -m app migrate")


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_a_database_whose_restore_broke_off_is_not_opened(made: Database) -> None:
    await execute(made, f"CREATE TABLE {migrations.RESTORING} ()")
    await _refused(made, "Run it again: python -m app restore")


async def _refused(database: Database, advice: str) -> None:
    """And nobody is left there."""
    with pytest.raises(WrongDatabase, match=advice):
        async with opened(Settings(database_url=SecretStr(database.url))):
            pytest.fail("it was opened")
    async with present(database.url) as presence:
        assert presence.alone
