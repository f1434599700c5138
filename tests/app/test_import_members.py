"""The members who share an import, in the ways in which people write several."""

from pathlib import Path

import pytest

from tests.app.command_line import CommandLine
from tests.databases import Database


@pytest.mark.parametrize(
    "written", [["a@x.example,b@x.example"], ["a@x.example", "b@x.example"]], ids=["comma", "space"]
)
def test_each_member_named_is_looked_for(bare_database: Database, tmp_path: Path, written: list[str]) -> None:
    """The second is no member, which is told only of somebody who was asked for."""
    cli = CommandLine(bare_database)
    cli.answer("migrate")
    cli.workspace(owner="a@x.example")
    file = tmp_path / "people.csv"
    file.write_text("First Name\nAnn\n")
    assert "b@x.example is no member" in cli.refused("import", file, "--campaign", "none", "--assign-to", *written)
    cli.refused("import", file, *written, code=2)
