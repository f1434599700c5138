"""`import` on the command line: presets, mappings, a dry run, a report, and going on where it broke off."""

import asyncio
import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.database import close_database, open_database
from app.import_report import plain
from auth.sealing import KeyRing
from engine import import_batch, import_run
from models import Event, EventKind, ImportBatch, Member, Unit, Units
from tests.app.command_line import KEYS, OTHER_KEYS, CommandLine
from tests.app.files import people, taken_in
from tests.databases import Database
from tests.settable_clock import SettableClock

ROWS = "Name,Mail 2,Link\nAnn Example,ann@example.com,https://www.linkedin.com/in/ann-example\nBob,bob,\n,,example.com/cid\n"


@pytest.fixture
def cli(bare_database: Database) -> CommandLine:
    made = CommandLine(bare_database)
    made.answer("migrate")
    made.workspace()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "people.csv"
    made.write_text(ROWS)
    return made


def test_a_dry_run_says_what_would_happen_and_the_import_then_does_it(cli: CommandLine, file: Path) -> None:
    mapped = ("--map", "Mail 2=email", "--map", "Link=linkedin_url")
    would = cli.answer("import", file, "--dry-run", *mapped)
    assert (would["state"], would["added"], would["refused"]) == ("ready", 2, 1)
    assert "Nothing was changed: 2 added" in cli.run("import", file, "--dry-run").stdout
    done = cli.answer("import", file, *mapped)
    assert (done["state"], done["added"], done["refused"]) == ("finished", 2, 1)
    assert done["rows"][1]["reason"].startswith("Left out: An e-mail address")


def test_what_is_imported_from_the_command_line_names_no_member_as_who_did_it(
    cli: CommandLine, bare_database: Database, file: Path
) -> None:
    cli.answer("import", file)

    async def actors() -> tuple[set[UUID | None], set[UUID | None]]:
        await open_database(bare_database.url)
        try:
            told = Event.filter(kind__in=[EventKind.IMPORT_STORED, EventKind.IMPORT_FINISHED, EventKind.CONTACT_ADDED])
            return {one.actor_id for one in await told}, {one.member_id for one in await ImportBatch.all()}
        finally:
            await close_database()

    assert asyncio.run(actors()) == ({None}, {None})


def test_the_report_names_every_row_and_no_spreadsheet_runs_it(cli: CommandLine, file: Path, tmp_path: Path) -> None:
    file.write_text('First Name,LinkedIn URL\n"=HYPERLINK(""x"")",linkedin.com/in/ann\n@x,\nCid,example.com/cid\n')
    report = tmp_path / "report.csv"
    cli.answer("import", file, "--report", report)
    with report.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    assert rows[0] == ["Row", "Outcome", "Reason", "First name", "Last name", "LinkedIn URL"]
    assert rows[1] == ["2", "added", "", '\'=HYPERLINK("x")', "", "https://www.linkedin.com/in/ann"]
    assert [row[:2] for row in rows[2:]] == [["3", "added"], ["4", "refused"]]
    assert rows[2][3] == "'@x"
    assert [plain(sign) for sign in ("=", "+", "-", "@", "\t", "\r", "a")] == [
        "'=",
        "'+",
        "'-",
        "'@",
        "'\t",
        "'\r",
        "a",
    ]


def test_what_cannot_be_as_it_is_said_is_refused_and_nothing_is_left_of_it(cli: CommandLine, file: Path) -> None:
    assert "no column 'Phone'" in cli.refused("import", file, "--map", "Phone=email")
    assert "mapping: Column 'Mail 2' can be" in cli.refused("import", file, "--map", "Mail 2=mail")
    assert "Give a file, or --resume" in cli.refused("import", code=2)
    assert "no import nonsense that could go on" in cli.refused("import", "--resume", "nonsense")
    done = cli.answer("import", file, "--preset", "apollo")
    assert "could go on" in cli.refused("import", "--resume", done["batch"])


def test_of_two_columns_with_one_name_each_is_said_by_its_number(cli: CommandLine, tmp_path: Path) -> None:
    file, report = tmp_path / "twice.csv", tmp_path / "report.csv"
    file.write_text("Name,Mail,Mail\nRobin,robin-example,robin@example.com\n")
    both = cli.refused("import", file, "--map", "Mail=email")
    assert "#2 and #3 are both called 'Mail'" in both
    for number, reason in (("#2", "Left out: An e-mail address"), ("#3", "")):
        cli.answer("import", file, "--map", "#2=", "--map", "#3=", "--map", f"{number}=email", "--report", report)
        [_, row] = csv.reader(report.read_text(encoding="utf-8-sig").splitlines())
        assert row[2].startswith(reason)
        assert ("Left out" in row[2]) is bool(reason)
    for number in ("#0", "#4", "#x", "2"):
        assert f"no column '{number}'" in cli.refused("import", file, "--map", f"{number}=email")


async def _broken_off(database: Database) -> str:
    """Stored and started by somebody who then was gone."""
    await open_database(database.url)
    units = Units(SettableClock(datetime.now(UTC)))
    batch = await taken_in(units, KeyRing.parse(KEYS), await Member.all().get(), people(3))
    await units.drain()
    await close_database()
    return str(batch.id)


def test_what_broke_off_goes_on_where_it_was_and_only_once(cli: CommandLine, bare_database: Database) -> None:
    left = asyncio.run(_broken_off(bare_database))
    done = cli.answer("import", "--resume", left)
    assert (done["batch"], done["state"], done["added"]) == (left, "finished", 3)
    assert "could go on" in cli.refused("import", "--resume", left)


def test_what_somebody_stopped_beside_it_is_no_success(
    cli: CommandLine, bare_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, advance = asyncio.run(_broken_off(bare_database)), import_run.advance

    async def stopped(unit: Unit, **which: Any) -> ImportBatch:
        await import_batch.cancel(unit, await import_batch.locked(which["workspace_id"], which["batch_id"]))
        return await advance(unit, **which)

    monkeypatch.setattr(import_run, "advance", stopped)
    assert "The import was cancelled meanwhile, after 0 rows." in cli.refused("import", "--resume", left)


def test_what_cannot_be_opened_with_these_keys_fails_and_says_so(cli: CommandLine, bare_database: Database) -> None:
    left = asyncio.run(_broken_off(bare_database))
    assert "cannot be opened with the keys" in cli.refused("import", "--resume", left, secret_keys=OTHER_KEYS)
    assert "could go on" in cli.refused("import", "--resume", left)
