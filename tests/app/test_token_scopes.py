"""The scopes of a new token, in the ways in which people write several."""

import pytest

from tests.app.command_line import CommandLine
from tests.databases import Database

MADE = ("token", "create", "--email", "ada@example.com")


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    line = CommandLine(bare_database)
    line.answer("migrate")
    line.workspace()
    return line


def test_several_scopes_are_taken_in_whichever_way_they_are_written(cli: CommandLine) -> None:
    for written in (["read", "--scopes", "write"], ["read,write"], ["read, write"], ["read", "write"]):
        assert cli.answer(*MADE, "--scopes", *written)["scopes"] == ["read", "write"]
    assert cli.answer(*MADE)["scopes"] is None


def test_what_narrows_a_token_is_never_left_out(cli: CommandLine) -> None:
    """A token that may do everything would be made where somebody asked for less."""
    for written in (["--scopes", "read,everything"], ["--scopes", ""], ["--scopes", ","], ["read"]):
        cli.refused(*MADE, *written, code=2)
