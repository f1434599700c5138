"""The receipts by the command line: listed, and set waiting again."""

import asyncio
from typing import Any

import pytest

from app.database import close_database, open_database
from models import DuxSoupAccount, Receipt, Verdict, Workspace
from tests import factories
from tests.app.command_line import CommandLine
from tests.databases import Database
from tests.stored_receipts import heartbeat, stored


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    line = CommandLine(bare_database)
    line.answer("migrate")
    line.workspace()
    asyncio.run(_furnish(bare_database.url))
    return line


async def _furnish(url: str) -> None:
    """Two accounts, the second with one receipt that is dead; of the first five."""
    await open_database(url)
    home = await Workspace.get()
    for number, count in (("1000000001", 5), ("1000000002", 1)):
        account: DuxSoupAccount = await factories.account(home, dux_soup_user_id=number)
        for minute in range(count):
            await stored(account, heartbeat(account, minute), verdict=Verdict.DEAD, reason="SealBroken")
    await close_database()


async def _waiting(url: str) -> int:
    await open_database(url)
    count = await Receipt.filter(verdict=Verdict.WAITING).count()
    await close_database()
    return count


def _listed(cli: CommandLine, *narrowed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli.answer("receipts", "list", *narrowed)["receipts"]
    return found


def test_receipts_are_listed_without_their_bodies(cli: CommandLine) -> None:
    rows = _listed(cli)
    assert len(rows) == 6
    assert set(rows[0]) == {
        "id", "account_id", "kind", "size", "verdict", "reason", "tries", "created_at", "processed_at", "next_try_at",
    }  # fmt: skip
    assert len(_listed(cli, "--account", "1000000002")) == 1
    assert _listed(cli, "--verdict", "waiting") == []
    assert _listed(cli, "--after", "2031-01-01") == []
    assert cli.answer("receipts", "list", "--limit", "2")["more"] is True
    assert "SealBroken" in cli.run("receipts", "list").stdout


def test_receipts_are_set_waiting_again_by_id_or_by_what_they_are(
    cli: CommandLine, bare_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.receipt.AT_ONCE", 2)
    one = _listed(cli, "--account", "1000000002")[0]["id"]
    assert cli.answer("receipts", "replay", one) == {"replayed": 1}
    assert cli.answer("receipts", "replay", one) == {"replayed": 0}
    assert cli.answer("receipts", "replay", "--verdict", "dead") == {"replayed": 5}
    assert asyncio.run(_waiting(bare_database.url)) == 6


def test_what_is_not_there_or_not_said_is_refused(cli: CommandLine) -> None:
    assert "There is no receipt junk here" in cli.refused("receipts", "replay", "junk")
    assert "There is no such thing here" in cli.refused("receipts", "replay", str(factories.some_id()))
    assert "There is no account 77 in" in cli.refused("receipts", "list", "--account", "77")
    cli.refused("receipts", "replay", code=2)
    cli.refused("receipts", "replay", "--verdict", "odd", code=2)
