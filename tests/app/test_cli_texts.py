"""What a person reads where no --json is asked for, and the ways of a command that only people take."""

import json
from pathlib import Path

import pytest

from app.cli import schema as schema_command
from tests.app.command_line import KEY, CommandLine
from tests.databases import Database
from tests.journey import guide, plain_sql

ADA = "ada@example.com"
ROBIN = "robin@example.com"


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    line = CommandLine(bare_database)
    line.answer("migrate")
    return line


def said(cli: CommandLine, *arguments: str | Path, given: str = "") -> str:
    done = cli.run(*arguments, given=given)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def test_each_command_says_in_a_sentence_what_it_did(cli: CommandLine) -> None:
    assert "Nothing to do." in said(cli, "migrate")
    assert "Workspace Example Team made: " in said(cli, "workspace", "create", "Example Team", "--owner", ADA)
    assert f"{ROBIN} added as member: " in said(cli, "member", "add", ROBIN, "--role", "member")
    token = said(cli, "token", "create", "--email", ROBIN)
    assert token.startswith("chk_")
    assert "Shown once" in token
    assert "Webhook address, shown once" in said(cli, *cli.account(), given=f"{KEY}\n")


def test_a_row_inserted_by_sql_is_adopted_by_name(cli: CommandLine, bare_database: Database) -> None:
    home = cli.workspace()
    cli.answer("workspace", "create", "Other Team", "--owner", "olu@example.org")
    plain_sql.execute(bare_database.url, guide.INSERT)
    answer = cli.answer("account", "adopt", "your_dux_user_id", "--workspace", "Example Team")
    assert answer["workspace_id"] == home


def test_a_key_is_asked_for_where_none_is_given(cli: CommandLine) -> None:
    cli.workspace()
    assert "standard input" in cli.refused(*cli.account(), given="", code=2)


def test_a_key_that_is_typed_is_asked_for_and_not_shown(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question is for the person, so it is not on the output that a program reads."""
    cli.workspace()
    monkeypatch.setattr("typer.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    done = cli.run(*cli.account(), "--json", given=f"{KEY}\n")
    assert set(json.loads(done.stdout)) == {"id", "webhook_url"}
    assert "Dux-Soup authentication key" in done.stderr
    assert KEY not in done.output


def test_the_doctors_table_shows_what_is_to_be_mended(cli: CommandLine) -> None:
    cli.workspace()
    done = cli.run("doctor")
    assert done.exit_code == 1
    assert "mend" in done.stdout
    assert "ok" in done.stdout


def test_imported_people_are_assigned_by_e_mail(cli: CommandLine, tmp_path: Path) -> None:
    cli.workspace()
    file = tmp_path / "people.csv"
    file.write_text("First Name,Last Name,LinkedIn URL\nAnn,Example,https://www.linkedin.com/in/ann-example\n")
    assert "--assign-to needs --campaign" in cli.refused("import", file, "--assign-to", ADA, code=2)
    assert "Unexpected: robin" in cli.refused("import", file, "robin", code=2)
    for campaign in ("nonsense", "00000000-0000-7000-8000-000000000000"):
        assert "There is no campaign" in cli.refused("import", file, "--campaign", campaign)


def test_the_schema_on_file_is_compared_and_written(
    cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "schema.graphql"
    monkeypatch.setattr(schema_command, "SDL_FILE", file)
    assert "is stale. Run: make schema" in cli.refused("schema", "--check")
    said(cli, "schema")
    assert "type Query {" in file.read_text()
    said(cli, "schema", "--check")


def test_help_names_every_command(cli: CommandLine) -> None:
    shown = said(cli, "--help")
    assert {"migrate", "serve", "demo", "watch", "import", "doctor"} <= set(shown.split())
    assert cli.run("nonsense").exit_code == 2
