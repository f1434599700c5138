"""The doctor finds what keeps an installation from working, each by its name."""

from pathlib import Path
from typing import Any

import pytest

from tests.app.command_line import KEY, OTHER_KEYS, CommandLine
from tests.databases import Database
from tests.graphql.trusted_list import written
from tests.journey import guide, plain_sql
from tests.sandbox_process import SandboxProcess


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    line = CommandLine(bare_database)
    line.answer("migrate")
    return line


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as running:
        yield running.remote_url


def test_it_is_content_where_everything_is_there(cli: CommandLine, remote: str) -> None:
    cli.workspace()
    cli.answer(*cli.account(), given=f"{KEY}\n")
    assert cli.answer("doctor", duxsoup_url=remote)["ok"] is True


def test_it_finds_that_dux_soup_does_not_answer(cli: CommandLine) -> None:
    assert "does not answer" in _mend(cli.answer("doctor", code=1), "Dux-Soup")


def test_it_finds_that_keys_are_missing(cli: CommandLine, remote: str) -> None:
    answer = cli.answer("doctor", code=1, duxsoup_url=remote, secret_keys=None)
    assert "CHAKNAL_SECRET_KEYS is missing" in _mend(answer, "keys")


def test_it_finds_a_key_that_was_sealed_with_another_ring(cli: CommandLine, remote: str) -> None:
    cli.workspace()
    cli.answer(*cli.account(), given=f"{KEY}\n")
    answer = cli.answer("doctor", code=1, duxsoup_url=remote, secret_keys=OTHER_KEYS)
    assert "cannot be opened" in _mend(answer, "account 1000000001")


def test_it_finds_a_database_that_is_behind(bare_database: Database, remote: str) -> None:
    answer = CommandLine(bare_database).answer("doctor", code=1, duxsoup_url=remote)
    assert "python -m app migrate" in _mend(answer, "database")


def test_it_finds_a_database_that_does_not_answer(cli: CommandLine, remote: str) -> None:
    nowhere = "postgres://chaknal:pass-phrase@127.0.0.1:1/nowhere"
    answer = cli.answer("doctor", code=1, duxsoup_url=remote, database_url=nowhere)
    assert "does not answer" in _mend(answer, "database")
    assert "pass-phrase" not in str(answer)


def test_it_notes_a_row_that_nobody_has_adopted_yet(cli: CommandLine, bare_database: Database, remote: str) -> None:
    """The worker may be about to: it is worth knowing, and nothing to mend."""
    cli.workspace()
    plain_sql.execute(bare_database.url, guide.INSERT)
    answer = cli.answer("doctor", duxsoup_url=remote)
    [found] = [one for one in answer["findings"] if one["subject"] == "account your_dux_user_id"]
    assert (found["fine"], "account adopt" in found["says"]) == (None, True)


def test_it_finds_an_account_without_a_key_that_is_sealed(
    cli: CommandLine, bare_database: Database, remote: str
) -> None:
    cli.workspace()
    plain_sql.execute(bare_database.url, guide.INSERT)
    plain_sql.execute(bare_database.url, "UPDATE duxsoup_user SET workspace_id = (SELECT id FROM workspace)")
    answer = cli.answer("doctor", code=1, duxsoup_url=remote)
    assert "no key that is sealed" in _mend(answer, "account your_dux_user_id")


def test_it_says_whether_there_are_trusted_documents_and_what_is_wrong_with_them(
    cli: CommandLine, remote: str, tmp_path: Path
) -> None:
    path = str(written(tmp_path / "list.json", "{ viewer { role } }"))
    told: list[tuple[dict[str, Any], bool | None, str]] = [
        ({"trusted_documents": path}, True, "1"),
        ({"trusted_documents": path, "graphql": "open"}, None, "documents of their own"),
        ({}, None, "documents of their own"),
    ]
    for settings, fine, says in told:
        answer = cli.answer("doctor", duxsoup_url=remote, **settings)
        [found] = [one for one in answer["findings"] if one["subject"] == "trusted documents"]
        assert (found["fine"], says in found["says"]) == (fine, True)
    written(tmp_path / "list.json", "{ nonsense }")
    refused = _mend(cli.answer("doctor", code=1, duxsoup_url=remote, trusted_documents=path), "trusted documents")
    assert path in refused
    assert "Cannot query field 'nonsense'" in refused


def test_it_finds_a_setting_that_breaks_its_rule(cli: CommandLine) -> None:
    assert "CHAKNAL_PORT" in _mend(cli.answer("doctor", code=1, port="99999999"), "settings")


def _mend(answer: dict[str, Any], subject: str) -> str:
    assert answer["ok"] is False
    found = {finding["subject"]: finding for finding in answer["findings"]}
    assert found[subject]["fine"] is False, found
    says: str = found[subject]["says"]
    return says
