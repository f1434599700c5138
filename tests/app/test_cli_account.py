"""Accounts by the command line: what an admin can do through the API, and what it refuses."""

import asyncio
from typing import Any

import pytest

from app.database import connect
from auth.tokens import hashed
from tests.app.command_line import KEY, CommandLine
from tests.databases import Database
from tests.sandbox_process import SandboxProcess

SEAT = "1000000001"


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    line = CommandLine(bare_database)
    line.answer("migrate")
    line.workspace()
    line.answer(*line.account(), given=f"{KEY}\n")
    return line


def _health(cli: CommandLine) -> tuple[str, str]:
    [row] = cli.answer("account", "list")["accounts"]
    return row["health"], row["health_reason"]


def test_an_account_is_paused_with_a_reason_and_resumed(cli: CommandLine) -> None:
    assert "reason: A reason has" in cli.refused("account", "pause", SEAT, "--reason", " ")
    cli.answer("account", "pause", SEAT, "--reason", "on holiday", "--until", "2999-01-01")
    assert _health(cli) == ("paused", "on holiday")
    cli.answer("account", "resume", SEAT)
    assert "not paused" in cli.refused("account", "resume", SEAT)
    cli.answer("account", "pause", SEAT, "--reason", "captcha", "--challenge")
    assert "captcha" in cli.run("account", "list").stdout


def test_limits_are_set_up_to_their_ceilings_and_taken_back(cli: CommandLine) -> None:
    cli.answer("account", "limit", SEAT, "connect/24=20", "connect+note/720=4", "all/24=90")
    refused = cli.refused("account", "limit", SEAT, "visit/24=40", "connect/24=26")
    assert "limits.1.limit: The kind connect in 24 hours: 0 to 25" in refused
    assert "is not KIND/HOURS=LIMIT" in cli.refused("account", "limit", SEAT, "connect=3", code=2)
    cli.answer("account", "limit", SEAT)


def test_a_key_is_replaced_from_standard_input_and_said_nowhere(cli: CommandLine) -> None:
    done = cli.run("account", "key", SEAT, given="another-invented-key\n")
    assert (done.exit_code, "another" in done.output) == (0, False)
    assert "authKey: A key has" in cli.refused("account", "key", SEAT, given="short\n")


def test_a_new_address_is_shown_once_and_the_earlier_ended(cli: CommandLine) -> None:
    made = cli.answer("account", "webhook", SEAT)["webhook_url"]
    assert made != cli.run("account", "webhook", SEAT).stdout.strip()
    cli.answer("account", "webhook", SEAT, "--revoke-previous")
    assert "No earlier address" in cli.refused("account", "webhook", SEAT, "--revoke-previous")
    long = f"https://{'a' * 60}.{'b' * 60}.{'c' * 60}.example.com"
    assert "at most 256" in cli.refused("account", "webhook", SEAT, public_url=long)


_DEADLOCK = """
CREATE SEQUENCE tries;
CREATE FUNCTION deadlocks() RETURNS trigger AS $$ BEGIN
  IF nextval('tries') = 1 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END IF;
  RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER deadlocks BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION deadlocks();
"""


def test_the_address_that_is_shown_is_the_one_that_works_also_after_a_deadlock(
    cli: CommandLine, dialect: str, bare_database: Database
) -> None:
    if dialect == "sqlite":
        return
    asyncio.run(_asked(bare_database, _DEADLOCK))
    made = cli.answer("account", "webhook", SEAT)["webhook_url"]
    [(kept, tries)] = asyncio.run(
        _asked(bare_database, "SELECT webhook_hash, nextval('tries') FROM duxsoup_user"),
    )
    assert (hashed(made.rpartition("/")[2]), tries) == (kept, 3)


async def _asked(database: Database, text: str) -> Any:
    connection = await connect(database.url)
    try:
        return await connection.fetch(text) if text.startswith("SELECT") else await connection.execute(text)
    finally:
        await connection.close()


def test_a_disconnected_account_is_gone_until_it_is_added_again(cli: CommandLine) -> None:
    gone = cli.answer("account", "disconnect", SEAT)
    assert (gone["under_way"], gone["held"]) == (0, 0)
    assert _health(cli)[0] == "disconnected"
    for act in (("resume",), ("disconnect",), ("verify",), ("webhook",)):
        assert f"There is no account {SEAT} in Example Team." in cli.refused("account", *act, SEAT)
    assert cli.answer(*cli.account(), given=f"{KEY}\n")["id"] == gone["id"]


def test_a_key_is_verified_against_dux_soup_itself(cli: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert "No connection" in cli.refused("account", "verify", SEAT)
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as remote:
        remote.account(SEAT, KEY)
        told = cli.answer("account", "verify", SEAT, duxsoup_url=remote.remote_url)
        assert told["profile"]["dux_soup_user_id"] == SEAT
        assert "dux_soup_user_id" not in told["differs"]
        said = cli.run("account", "verify", SEAT, duxsoup_url=remote.remote_url).stdout
        assert said.startswith("Dux-Soup takes the key, and says:")
        assert cli.answer("account", "list")["accounts"][0]["verified_at"]
        cli.run("account", "key", SEAT, given="another-invented-key\n")
        assert "does not accept" in cli.refused("account", "verify", SEAT, duxsoup_url=remote.remote_url)
        assert _health(cli)[1].startswith("Dux-Soup refused the key.")
