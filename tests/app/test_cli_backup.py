"""`backup` and `restore` as a person types them: one JSON object, sentences, exit codes."""

from pathlib import Path

import pytest

from tests.app.command_line import KEY, CommandLine
from tests.databases import Database
from tests.programs import programs

PROGRAMS = ("--programs", str(programs()))


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    line = CommandLine(bare_database)
    line.answer("migrate")
    line.workspace()
    return line


def test_each_answers_with_one_object(cli: CommandLine, tmp_path: Path, dialect: str) -> None:
    cli.answer(*cli.account(), given=f"{KEY}\n")
    made = cli.answer("backup", tmp_path / "one", *PROGRAMS)
    assert set(made) == {"file", "format", "version", "dialect", "migrations", "made_at", "serving"}
    assert (made["dialect"], made["serving"]) == (dialect, False)
    assert KEY.encode() not in (tmp_path / "one").read_bytes()
    done = cli.answer("restore", tmp_path / "one", "--replace", *PROGRAMS)
    assert (done["unclear"], done["paused"], done["held"]) == (0, 0, 1)
    again = cli.answer("restore", tmp_path / "one", "--replace", "--nothing-ran-since", *PROGRAMS)
    assert again["held"] == 0


def test_it_is_said_what_is_not_in_it_and_what_waits(cli: CommandLine, tmp_path: Path) -> None:
    said = cli.run("backup", tmp_path / "one", *PROGRAMS)
    assert "CHAKNAL_SECRET_KEYS is not in it" in said.stdout
    said = cli.run("restore", tmp_path / "one", "--replace", *PROGRAMS)
    assert (said.exit_code, "Nothing is sent before you have looked" in said.stdout) == (0, True)


def test_what_is_refused_ends_with_one_and_a_sentence(cli: CommandLine, tmp_path: Path) -> None:
    cli.answer("backup", tmp_path / "one", *PROGRAMS)
    assert "--overwrite" in cli.refused("backup", tmp_path / "one", *PROGRAMS)
    assert "--replace" in cli.refused("restore", tmp_path / "one", *PROGRAMS)
    assert "cannot be read" in cli.refused("restore", tmp_path / "none", "--replace", *PROGRAMS)
    cli.refused("restore", code=2)
