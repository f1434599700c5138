"""The demo leaves a database alone that is somebody's: it would change its clock and pause its accounts."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from app import migrations
from app.demo import ownership
from app.demo.ownership import NotTheDemos
from app.demo.seed import NAME
from tests.app.command_line import KEY, CommandLine
from tests.databases import Database
from tests.journey import guide, plain_sql

CLOCK = "SELECT day_seconds FROM clock"
SIMULATED = "UPDATE clock SET day_seconds = 60"


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    cli = CommandLine(bare_database)
    cli.answer("migrate")
    return cli


@pytest.fixture
def allowed(bare_database: Database) -> Callable[[], bool]:
    def answer() -> bool:
        try:
            asyncio.run(ownership.check(bare_database.url))
        except NotTheDemos:
            return False
        return True

    return answer


@pytest.mark.usefixtures("logging_as_it_was")
def test_the_demo_refuses_a_real_installation_before_it_writes_anything(
    bare_database: Database, cli: CommandLine, tmp_path: Path, taken: int
) -> None:
    cli.workspace()
    cli.answer(*cli.account(), given=KEY)
    said = cli.refused("demo", "--data", tmp_path / "demo", duxsoup_url=f"http://127.0.0.1:{taken}/xapi")
    assert "CHAKNAL_DATABASE_URL" in said
    assert "Unset the variable" in said
    assert plain_sql.rows(bare_database.url, "SELECT name FROM workspace") == [("Example Team",)]
    assert plain_sql.rows(bare_database.url, CLOCK) == [(86_400,)]


@pytest.mark.usefixtures("logging_as_it_was")
def test_the_demo_does_not_touch_a_database_that_a_newer_version_has_been_on(
    bare_database: Database, cli: CommandLine, tmp_path: Path, taken: int
) -> None:
    plain_sql.execute(bare_database.url, "UPDATE aerich SET version = '99_newer.py'")
    said = cli.refused("demo", "--data", tmp_path / "demo", duxsoup_url=f"http://127.0.0.1:{taken}/xapi")
    assert "The database is ahead of this program" in said
    assert plain_sql.rows(bare_database.url, "SELECT DISTINCT version FROM aerich") == [("99_newer.py",)]


def test_a_database_without_a_table_or_a_row_may_become_the_demos(
    bare_database: Database, allowed: Callable[[], bool]
) -> None:
    assert allowed()
    asyncio.run(migrations.apply(bare_database.url))
    assert allowed()


def test_an_account_that_no_workspace_has_adopted_yet_is_somebodys(
    bare_database: Database, cli: CommandLine, allowed: Callable[[], bool]
) -> None:
    plain_sql.execute(bare_database.url, guide.INSERT)
    assert not allowed()


def test_a_clock_in_real_time_is_of_an_installation_that_has_no_workspace_yet(
    bare_database: Database, cli: CommandLine, allowed: Callable[[], bool]
) -> None:
    cli.answer("doctor", code=1)
    cli.refused("token", "create", "--email", "ada@example.com")
    assert plain_sql.rows(bare_database.url, CLOCK) == [(86_400,)]
    assert not allowed()
    plain_sql.execute(bare_database.url, SIMULATED)
    assert allowed()


def test_a_demo_stays_one_when_somebody_makes_a_second_workspace_in_it(
    bare_database: Database, cli: CommandLine, allowed: Callable[[], bool]
) -> None:
    cli.workspace(NAME)
    assert allowed()
    plain_sql.execute(bare_database.url, SIMULATED)
    cli.workspace("A second one")
    assert allowed()


def test_a_demo_that_was_put_to_real_use_is_one_no_more(
    bare_database: Database, cli: CommandLine, allowed: Callable[[], bool]
) -> None:
    cli.workspace(NAME)
    cli.workspace("A real one")
    assert not allowed()


def test_an_installation_that_a_demo_was_let_into_is_not_the_demos(
    bare_database: Database, cli: CommandLine, allowed: Callable[[], bool]
) -> None:
    cli.workspace("A real one")
    cli.workspace(NAME)
    plain_sql.execute(bare_database.url, SIMULATED)
    assert not allowed()
