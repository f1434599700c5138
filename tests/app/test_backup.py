"""A backup is whole, private, says what it is, and never falls onto what is there."""

import json
import sqlite3
import stat
import zipfile
from pathlib import Path

import pytest

from app import backup_file, migrations
from app.backup import backup
from app.backup_file import About, BackupRefused
from app.database import file_of
from app.presence import present
from models import Workspace
from tests import factories
from tests.app.backing_up import LATER, WALL, opened, put_back, save
from tests.app.shape import execute
from tests.databases import Database


async def test_what_was_backed_up_is_what_is_restored(made: Database, tmp_path: Path) -> None:
    await opened(made, lambda: factories.workspace(name="Kept", head=7))
    about = await save(made.url, tmp_path / "kept.backup", WALL)
    assert (about.dialect, about.serving, about.migrations != []) == (made.dialect, False, True)
    await opened(made, lambda: Workspace.all().update(name="Changed"))
    await put_back(made.url, tmp_path / "kept.backup", LATER, replace=True)
    [workspace] = await opened(made, Workspace.all)
    assert workspace.name == "Kept"
    assert await migrations.state(made.url) is migrations.State.CURRENT


async def test_a_backup_is_its_owners_alone_and_leaves_nothing_beside_it(made: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    await save(made.url, folder / "private", WALL)
    assert stat.S_IMODE((folder / "private").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["private"]
    with zipfile.ZipFile(folder / "private") as packed:
        said = json.loads(packed.read("about.json"))
    assert said["made_at"] == "2026-03-02T12:00:00Z"


async def test_a_file_that_is_there_is_replaced_only_where_that_is_said(made: Database, tmp_path: Path) -> None:
    target = tmp_path / "once"
    await save(made.url, target, WALL)
    before = target.read_bytes()
    with pytest.raises(BackupRefused, match="--overwrite"):
        await save(made.url, target, LATER)
    assert target.read_bytes() == before
    await save(made.url, target, LATER, overwrite=True)
    assert backup_file.read(target).made_at == LATER


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("ending", ["", "-wal", ".lock"])
async def test_a_backup_never_falls_onto_the_database_itself(made: Database, ending: str) -> None:
    own = file_of(made.url)
    (own.parent / "linked").symlink_to(own.parent)
    target = own.parent / "linked" / f"{own.name}{ending}"
    with pytest.raises(BackupRefused, match="own files"):
        await save(made.url, target, WALL, overwrite=True)


async def test_a_backup_made_while_somebody_is_at_work_says_so(made: Database, tmp_path: Path) -> None:
    async with present(made.url) as server:
        await server.settle()
        assert (await save(made.url, tmp_path / "hot", WALL)).serving
    with pytest.raises(BackupRefused, match="--nothing-ran-since cannot be"):
        await put_back(made.url, tmp_path / "hot", LATER, nothing_ran_since=True)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_without_a_database_there_is_nothing_to_back_up(bare_database: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="no database"):
        await save(bare_database.url, tmp_path / "nothing", WALL)
    with pytest.raises(BackupRefused, match="no folder"):
        await save(bare_database.url, tmp_path / "missing" / "nothing", WALL)


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
async def test_without_pg_dump_it_is_said_what_to_install(made: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="postgresql-client"):
        await backup(made.url, tmp_path / "none", WALL, programs=tmp_path)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(made: Database, tmp_path: Path) -> None:
    with sqlite3.connect(file_of(made.url)) as file:
        file.execute("PRAGMA foreign_keys = OFF")
        file.execute("INSERT INTO member (id, created_at, role, workspace_id, user_id) VALUES ('a', '', 'x', 'b', 'c')")
    with pytest.raises(BackupRefused, match="damaged"):
        await save(made.url, tmp_path / "saved", WALL)
    assert not (tmp_path / "saved").exists()


async def test_a_database_that_a_newer_version_has_had_is_not_backed_up(made: Database, tmp_path: Path) -> None:
    """Its tables are not those that this program would put back."""
    newer = "INSERT INTO aerich (version, app, content) VALUES ('99_20990101000000_newer.py', 'models', '{}')"
    await execute(made, newer)
    with pytest.raises(BackupRefused, match="ahead of this program"):
        await save(made.url, tmp_path / "saved", WALL)
    assert not (tmp_path / "saved").exists()


def test_a_file_that_came_meanwhile_is_not_replaced_either(tmp_path: Path) -> None:
    """It was not there when the backup began, so only the last step meets it."""
    target, database = tmp_path / "target", tmp_path / "database"
    target.write_text("somebody's")
    database.write_text("a database")
    about = About(version="1", dialect="sqlite", migrations=[], made_at=WALL, serving=False)
    with pytest.raises(BackupRefused, match="--overwrite"):
        backup_file.write(target, about, database, overwrite=False)
    assert target.read_text() == "somebody's"
    assert {path.name for path in tmp_path.iterdir()} == {"target", "database"}
