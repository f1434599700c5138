"""`migration` and `migrations`: what is written, what differs, and what a database without our tables is."""

import shutil
from pathlib import Path

import pytest

from app import migrations
from app.migrations import State
from tests.app.command_line import CommandLine
from tests.app.shape import execute
from tests.app.test_migrations import _forget_column, _newest
from tests.databases import DIALECTS, Database

# Both folders are written whichever database is set.
ONCE = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    return CommandLine(bare_database)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy, which the commands take for the project's own."""
    copy = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for command in (migrations.make, migrations.start_over, migrations.drift):
        monkeypatch.setattr(command, "__defaults__", (copy,))
    return copy


def _grow(folder: Path) -> None:
    """As if the models had a column more than the migrations know."""
    for path in _newest(folder):
        _forget_column(path, "models.Contact", "title")


@ONCE
def test_where_models_and_migrations_agree_nothing_is_written(cli: CommandLine, folder: Path) -> None:
    before = sorted(folder.rglob("*.py"))
    assert cli.answer("migrations", "--check") == {"drift": []}
    assert "agree" in cli.run("migrations").stdout
    assert cli.answer("migration", "nothing") == {"written": []}
    assert "nothing new" in cli.run("migration", "nothing").stdout
    assert sorted(folder.rglob("*.py")) == before


@ONCE
def test_where_they_differ_each_difference_is_told_and_the_check_fails(cli: CommandLine, folder: Path) -> None:
    _grow(folder)
    drift = [f"{dialect}: models.Contact title" for dialect in DIALECTS]
    said = cli.refused("migrations", "--check")
    assert "make migration" in said
    assert all(one in said for one in drift)
    assert cli.answer("migrations") == {"drift": drift}


@ONCE
def test_what_was_written_is_told_file_by_file(cli: CommandLine, folder: Path) -> None:
    _grow(folder)
    written = [Path(path) for path in cli.answer("migration", "add_title")["written"]]
    assert [path.relative_to(folder).parts[0] for path in written] == list(DIALECTS)
    assert all("add_title" in path.name and path.exists() for path in written)


@ONCE
def test_starting_over_tells_the_first_migrations_and_leaves_no_other(cli: CommandLine, folder: Path) -> None:
    written = cli.answer("migrations", "--start-over")["written"]
    assert sorted(written) == sorted(map(str, folder.glob("*/models/[0-9]*.py")))
    assert len(written) == len(DIALECTS)
    assert str(folder) in cli.run("migrations", "--start-over").stdout


async def test_a_database_that_has_only_others_tables_is_behind_and_can_be_migrated(bare_database: Database) -> None:
    await execute(bare_database, "CREATE TABLE theirs (id INT)")
    assert await migrations.state(bare_database.url) is State.BEHIND
    await migrations.apply(bare_database.url)
    assert await migrations.state(bare_database.url) is State.CURRENT
