"""Each command with --json prints one object; what it refuses it says on standard error, with exit code 1."""

from pathlib import Path

import pytest

from tests.app.command_line import KEY, CommandLine
from tests.databases import Database

ADA = "ada@example.com"


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    line = CommandLine(bare_database)
    line.answer("migrate")
    return line


def test_each_command_answers_with_one_object(cli: CommandLine) -> None:
    made = cli.answer("workspace", "create", "Example Team", "--owner", ADA)
    assert set(made) == {"id", "name", "owner_member_id"}
    added = cli.answer("member", "add", "robin@example.com", "--role", "member")
    assert set(added) == {"id", "user_id", "email", "role"}
    token = cli.answer("token", "create", "--email", "robin@example.com", "--scopes", "read", "--scopes", "launch")
    assert (set(token), token["scopes"]) == ({"id", "token", "email", "scopes"}, ["launch", "read"])
    assert token["token"].startswith("chk_")
    account = cli.answer(*cli.account("--member", ADA), given=f"{KEY}\n")
    assert set(account) == {"id", "webhook_url"}
    assert account["webhook_url"].startswith("http://127.0.0.1:8001/api/webhooks/dux-status-update/")


def test_an_import_answers_for_every_row(cli: CommandLine, tmp_path: Path) -> None:
    cli.workspace()
    file = tmp_path / "people.csv"
    rows = ["Ann,Example,https://www.linkedin.com/in/ann-example", "Ann,Again,https://linkedin.com/in/ANN-example/"]
    rows += ["Bob,Example,", ",,https://example.com/bo", "Cid,Example,https://example.com/cid"]
    file.write_text("\n".join(["First Name,Last Name,LinkedIn URL", *rows]) + "\n", encoding="utf-8")
    answer = cli.answer("import", file)
    assert [row["row"] for row in answer["rows"]] == [2, 3, 4, 5, 6]
    outcomes = [row["outcome"].lower() for row in answer["rows"]]
    assert [outcomes[0], outcomes[2], outcomes[3], outcomes[4]] == ["added", "added", "refused", "refused"]
    assert all(row["reason"] for row in answer["rows"] if row["outcome"].lower() == "refused")
    assert answer["added"] + answer["updated"] + answer["duplicates"] + answer["refused"] == len(rows)
    again = cli.run("import", file)
    assert (again.exit_code, "Row 5: refused" in again.stdout.lower().replace("row", "Row")) == (0, True)


def test_a_broken_rule_is_said_with_its_field(cli: CommandLine) -> None:
    cli.workspace()
    assert "email: This is no e-mail address." in cli.refused("member", "add", "nobody")
    assert "email: This person is a member already." in cli.refused("member", "add", ADA)
    assert "name: There is a workspace" in cli.refused("workspace", "create", "Example Team", "--owner", ADA)
    assert "timezone: " in cli.refused("workspace", "create", "B", "--owner", ADA, "--timezone", "Moon/Base")
    assert "authKey: A key has 8 to 256" in cli.refused(*cli.account(), given="short\n")
    assert "is no member of Example Team" in cli.refused("token", "create", "--email", "olu@example.org")
    assert "duxSoupUserId: " in cli.refused("account", "adopt", "1234")


def test_a_wrong_call_ends_with_two(cli: CommandLine, tmp_path: Path) -> None:
    cli.workspace()
    for arguments in (
        ("member", "add", ADA, "--role", "king"),
        ("token", "create", "--email", ADA, "--scopes", "everything"),
        ("import", tmp_path / "missing.csv"),
        ("serve", "--role", "some"),
        ("workspace", "create", "Without an owner"),
    ):
        cli.refused(*arguments, code=2)


def test_where_there_are_several_workspaces_one_has_to_be_named(cli: CommandLine) -> None:
    assert "There is no workspace yet" in cli.refused("member", "add", "robin@example.com")
    cli.workspace()
    cli.answer("member", "add", "robin@example.com")
    other = cli.workspace("Other Team", "olu@example.org")
    assert "say which with --workspace" in cli.refused("member", "add", "sam@example.com")
    cli.answer("member", "add", "sam@example.com", "--workspace", "Other Team")
    cli.answer("member", "add", "kim@example.com", "--workspace", other)
    assert "There is no workspace 'Third'" in cli.refused("member", "add", "z@example.com", "--workspace", "Third")


def test_the_key_comes_on_standard_input_and_is_shown_nowhere(cli: CommandLine) -> None:
    cli.workspace()
    assert "none" in cli.refused(*cli.account(), code=2)
    done = cli.run(*cli.account(), given=f"{KEY}\n")
    assert (done.exit_code, KEY in done.output) == (0, False)
    refused = cli.refused(*cli.account(), given=f"{KEY}\n")
    assert "connected here already" in refused
    assert KEY not in refused
    cli.refused(*cli.account("--auth-key", KEY), code=2)


def test_a_setting_that_breaks_its_rule_is_named_without_its_value(cli: CommandLine) -> None:
    said = cli.refused("migrate", secret_keys="k1:c2hvcnQtYnV0LXNlY3JldA==")
    assert "CHAKNAL_SECRET_KEYS" in said
    assert "c2hvcnQ" not in said
    assert "CHAKNAL_SECRET_KEYS is missing" in cli.refused("serve", secret_keys=None)


def test_a_database_that_is_not_there_is_said_in_a_sentence_without_its_password(cli: CommandLine) -> None:
    address = "postgres://chaknal:pass-phrase@127.0.0.1:1/nowhere"
    for arguments in (("migrate",), ("serve",), ("member", "add", ADA)):
        said = cli.refused(*arguments, database_url=address)
        assert "The database does not answer" in said
        assert "pass-phrase" not in said


def test_a_first_owner_is_given_a_link_and_a_token_can_be_taken_back(cli: CommandLine) -> None:
    cli.workspace()
    made = cli.answer("member", "link", ADA)
    assert set(made) == {"email", "link"}
    assert made["link"].startswith("http://127.0.0.1:8001/set-password#")
    assert "is no member of Example Team" in cli.refused("member", "link", "nobody@example.com")
    said = cli.run("member", "link", ADA).stdout
    assert "Shown once" in said

    assert "None." in cli.run("token", "list").stdout
    cli.answer("token", "create", "--email", ADA, "--name", "nightly")
    [token] = cli.answer("token", "list")["tokens"]
    assert set(token) == {"id", "prefix", "name", "email", "scopes", "last_used_at"}
    assert (token["name"], token["email"]) == ("nightly", ADA)
    assert token["prefix"] in cli.run("token", "list").stdout
    assert cli.answer("token", "revoke", token["id"]) == {"id": token["id"], "prefix": token["prefix"]}
    assert cli.answer("token", "list") == {"tokens": []}
    assert "no such thing" in cli.refused("token", "revoke", "junk")
    assert "opens nothing any more" in cli.run("token", "revoke", token["id"]).stdout
