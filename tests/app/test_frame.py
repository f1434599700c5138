"""Every command runs on uvicorn's own choice of loop; what ends it is said in a sentence, and a bug of ours looks like one."""

import asyncio
import os
from pathlib import Path

import pytest
from tortoise.exceptions import DoesNotExist, MultipleObjectsReturned
from uvicorn.loops.auto import auto_loop_factory

from app.cli.frame import guarded
from tests.app.command_line import CommandLine
from tests.databases import Database


async def _loop() -> type[asyncio.AbstractEventLoop]:
    return type(asyncio.get_running_loop())


def test_a_command_runs_on_uvicorns_own_choice_of_loop() -> None:
    chosen = auto_loop_factory()()
    chosen.close()
    assert guarded(_loop()) is type(chosen)


@pytest.mark.parametrize("bug", [DoesNotExist("Member"), MultipleObjectsReturned("Member")], ids=["none", "several"])
def test_a_row_that_has_to_be_there_and_is_not_is_no_absence_of_the_database(bug: Exception) -> None:
    async def look() -> None:
        raise bug

    with pytest.raises(type(bug)):
        guarded(look())


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("These are notes.\n" * 200)
    cli = CommandLine(Database(f"sqlite://{file}", "sqlite"))
    for arguments in (("migrate",), ("serve",), ("workspace", "create", "A", "--owner", "ada@example.com")):
        assert "cannot be read: file is not a database" in cli.refused(*arguments)


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_folder_that_the_database_cannot_have_is_named_with_its_setting(tmp_path: Path, below: str) -> None:
    (file := tmp_path / "notes.txt").write_text("notes")
    folder = file / below
    cli = CommandLine(Database(f"sqlite://{folder / 'a.db'}", "sqlite"))
    for arguments in (("migrate",), ("serve",), ("token", "create", "--email", "ada@example.com")):
        said = cli.refused(*arguments)
        assert f"{folder} cannot be the database's folder (" in said
        assert "CHAKNAL_DATABASE_URL" in said


def test_a_folder_in_which_nothing_can_be_made_is_named_with_its_setting() -> None:
    cli = CommandLine(Database("sqlite:///sys/a.db", "sqlite"))  # not root either may write there
    for arguments in (("migrate",), ("serve",), ("token", "create", "--email", "ada@example.com")):
        said = cli.refused(*arguments)
        assert "/sys cannot be the database's folder (" in said
        assert "CHAKNAL_DATABASE_URL" in said


def test_a_pipe_is_not_imported(bare_database: Database, tmp_path: Path) -> None:
    """Its form is looked at as a whole before its first row is taken."""
    cli = CommandLine(bare_database)
    cli.answer("migrate")
    cli.workspace()
    os.mkfifo(pipe := tmp_path / "people.csv")
    descriptor = os.open(pipe, os.O_RDWR)  # so that neither end waits for the other
    try:
        assert "save it as a file first" in cli.refused("import", pipe)
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("folder", ["/proc/nothing", "/dev/null/nothing", "/proc"])
def test_a_folder_that_the_demo_cannot_have_is_named(folder: str, tmp_path: Path) -> None:
    said = CommandLine(Database(f"sqlite://{tmp_path / 'a.db'}", "sqlite")).refused("demo", "--data", folder)
    assert f"{folder} cannot be used" in said
    assert "--data" in said
