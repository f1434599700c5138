"""What is read of an SQLite file that a backup takes the place of, and what is said where it is damaged."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from app import replaced
from app.database import file_of
from app.replaced import Replaced
from engine import suppressing
from models import SuppressionScope, Unit, Units, Workspace
from tests import factories
from tests.app.backing_up import LATER, WALL, opened, put_back, save
from tests.app.command_line import CommandLine
from tests.databases import Database
from tests.settable_clock import SettableClock

SQLITE = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
COUNT = 60


async def _long_list(workspace: Workspace) -> None:
    async def work(unit: Unit) -> None:
        for number in range(COUNT):
            value, reason = f"Company {number} BV", f"reason {number:04d} {'x' * 200}"
            await suppressing.suppress(unit, factories.RING, workspace.id, SuppressionScope.COMPANY, value, reason)

    await Units(SettableClock(factories.START)).run(work)


def _damage(place: Path, text: str) -> None:
    """Every page on which the text stands."""
    with closing(sqlite3.connect(place)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(place.read_bytes())
    found = content.find(text.encode())
    while found >= 0:
        start = found // size * size
        content[start : start + size] = b"\xff" * size
        found = content.find(text.encode())
    place.write_bytes(content)


@SQLITE
async def test_what_can_be_read_of_a_damaged_database_is_kept_and_it_is_said_that_more_was_there(
    made: Database, tmp_path: Path
) -> None:
    workspace = await opened(made, factories.workspace)
    await opened(made, partial(_long_list, workspace))
    place = file_of(made.url)
    whole = replaced.in_sqlite(place)
    assert (len(whole.entries), whole.unread) == (COUNT, False)
    _damage(place, f"reason {COUNT - 1:04d}")
    rest = replaced.in_sqlite(place)
    assert (0 < len(rest.entries) < COUNT, rest.unread) == (True, True)
    assert rest.entries == whole.entries[: len(rest.entries)]


@SQLITE
async def test_of_what_can_be_read_everything_is_carried_over(made: Database, tmp_path: Path) -> None:
    workspace = await opened(made, factories.workspace)
    await save(made.url, tmp_path / "saved", WALL)
    await opened(made, partial(_long_list, workspace))
    _damage(file_of(made.url), f"reason {COUNT - 1:04d}")
    restored = await put_back(made.url, tmp_path / "saved", LATER, replace=True)
    assert (0 < restored.kept_away < COUNT, restored.unread) == (True, True)


def test_of_what_is_no_database_nothing_is_kept_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no database" * 100)
    assert replaced.in_sqlite(tmp_path / "file") == Replaced(unread=True)
    assert replaced.in_sqlite(tmp_path / "none") == Replaced()


@pytest.mark.parametrize("tables", [[], ["workspace", "suppression", "suppression_hash", "erasure"]])
def test_of_an_older_database_without_such_tables_or_columns_nothing_is_missed(
    tmp_path: Path, tables: list[str]
) -> None:
    with closing(sqlite3.connect(tmp_path / "file")) as connection:
        for table in tables:
            connection.execute(f"CREATE TABLE {table} (id)")
    assert replaced.in_sqlite(tmp_path / "file") == Replaced()


@SQLITE
def test_whoever_restores_is_told_what_may_be_missing(bare_database: Database, tmp_path: Path) -> None:
    cli = CommandLine(bare_database)
    cli.answer("migrate")
    cli.workspace()
    cli.answer("backup", tmp_path / "one")
    assert cli.answer("restore", tmp_path / "one", "--replace")["unread"] is False
    assert "could not be read" not in cli.run("restore", tmp_path / "one", "--replace").stdout
    file_of(bare_database.url).write_bytes(b"What is left of a disk." * 1000)
    said = cli.run("restore", tmp_path / "one", "--replace").stdout
    assert [told in said for told in ("could not be read", "suppressions export", "--erasures")] == [True] * 3
    file_of(bare_database.url).write_bytes(b"What is left of a disk." * 1000)
    assert cli.answer("restore", tmp_path / "one", "--replace")["unread"] is True
