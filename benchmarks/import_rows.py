"""An import of 10,000 rows from a CSV file: its peak memory, and its pace against the bare statements that write the same rows.

Run: python -m benchmarks.import_rows [--count 10000]. Each measurement is a process of its own, so that its peak is its own;
the import is timed from the opened file to the last commit, the bare writing without reading or checking anything.
"""

import argparse
import asyncio
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from tortoise.transactions import in_transaction

from app import csv_file
from app.database import close_database, open_database
from engine import importing
from models import Units, sql
from models.ids import new_id
from tests import factories
from tests.databases import Database, PostgresDatabases, SqliteFiles, postgres
from tests.settable_clock import SettableClock

CHUNK = 500
MOST_MEGABYTES = 150
HEADER = (
    "First Name",
    "Last Name",
    "LinkedIn URL",
    "Email",
    "Company",
    "Company Website",
    "Title",
    "Location",
    "Met At",
)
Item = TypeVar("Item")


def invented(count: int) -> Iterator[tuple[str, ...]]:
    for number in range(count):
        yield (
            "Pat", f"Example{number}", f"https://www.linkedin.com/in/pat-example-{number}/", f"pat{number}@example.com",
            f"Company {number % 400} BV", f"https://company{number % 400}.example", "Head of Operations", "Utrecht", "a fair",
        )  # fmt: skip


def chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


async def imported(file: Path) -> float:
    units, workspace = Units(SettableClock(factories.START)), await factories.workspace()
    began = time.perf_counter()
    begin = partial(importing.begin, workspace_id=workspace.id, member_id=None, source=file.name)
    run = await units.run(begin)
    with csv_file.opened(file) as reading:
        for rows in chunks(reading.rows()):
            bring = partial(importing.import_rows, ring=factories.RING, workspace_id=workspace.id, rows=rows)
            await units.run(partial(bring, member_id=None, source=file.name, run=run))
            run = replace(run, first=run.first + len(rows))
    batch = await units.run(partial(importing.finish, run=run))
    assert batch.added == batch.rows_done, batch.rows_done
    return time.perf_counter() - began


async def written_bare(file: Path) -> float:
    """Contacts, their names and an event each, ready as values beforehand, in transactions of the same size."""
    workspace = await factories.workspace()
    with file.open(newline="") as text:
        contacts = [_contact(workspace.id, cells) for cells in islice(csv.reader(text), 1, None)]
    columns = (
        "id", "workspace_id", "created_at", "updated_at", "first_name", "last_name", "linkedin_url", "email", "company",
        "company_website", "title", "location", "sort_name", "suppressed", "custom_fields", "tags",
    )  # fmt: skip
    began = time.perf_counter()
    for position, rows in enumerate(chunks(iter(contacts))):
        names, events = _others(rows, position * CHUNK)
        async with in_transaction() as transaction:
            await sql.insert(transaction, "contact", columns, rows)
            await sql.insert(transaction, "contact_identity", _NAMES, names)
            await sql.insert(transaction, "event", _EVENTS, events)
    return time.perf_counter() - began


_NAMES = ("id", "created_at", "workspace_id", "contact_id", "kind", "value")
_EVENTS = (
    "id", "workspace_id", "position", "kind", "occurred_at", "created_at", "subject_id", "contact_id", "data",
)  # fmt: skip


def _contact(workspace_id: UUID, cells: list[str]) -> tuple[object, ...]:
    at = factories.START
    custom: dict[str, str] = {"met_at": cells[8]}
    return (new_id(), workspace_id, at, at, *cells[:8], f"{cells[1]} {cells[0]}".casefold(), False, custom, [])


def _others(rows: list[tuple[object, ...]], first: int) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    at, batch = factories.START, str(new_id())
    names: list[tuple[object, ...]] = [
        (new_id(), at, row[1], row[0], "slug", str(row[6]).split("/")[4]) for row in rows
    ]
    events: list[tuple[object, ...]] = [
        (new_id(), row[1], first + place, "contact.added", at, at, row[0], row[0], {"import": batch})
        for place, row in enumerate(rows, start=1)
    ]
    return names, events


async def measured(kind: str, url: str, file: Path) -> dict[str, float]:
    await open_database(url)
    try:
        seconds = await (imported(file) if kind == "import" else written_bare(file))
    finally:
        await close_database()
    return {"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def in_a_process(kind: str, database: Database, file: Path) -> dict[str, float]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.import_rows",
        "--measure",
        kind,
        "--url",
        database.url,
        "--file",
        str(file),
    ]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return answer


def report(dialect: str, count: int, whole: dict[str, float], bare: dict[str, float]) -> bool:
    ratio = whole["seconds"] / bare["seconds"]
    print(
        f"{dialect}: {count / whole['seconds']:,.0f} rows/s, {ratio:.2f}x the time of bare statements,"
        f" peak {whole['megabytes']:.0f} MB (bare {bare['megabytes']:.0f} MB, at most {MOST_MEGABYTES})"
    )
    return whole["megabytes"] < MOST_MEGABYTES


async def compare(count: int, folder: Path) -> bool:
    file = folder / "people.csv"
    with file.open("w", newline="") as text:
        csv.writer(text).writerows([HEADER, *invented(count)])
    files, kept = SqliteFiles(folder), []
    for kind in ("import", "bare"):
        (folder / kind).mkdir()
        kept.append(in_a_process(kind, await files.clean(folder / kind), file))
    fine = report("sqlite", count, *kept)
    with postgres() as databases:
        return await on_postgres(databases, count, file) and fine


async def on_postgres(databases: PostgresDatabases, count: int, file: Path) -> bool:
    kept = [in_a_process(kind, await databases.clean(), file) for kind in ("import", "bare")]
    return report("postgres", count, *kept)


def main() -> int:
    reader = argparse.ArgumentParser()
    reader.add_argument("--count", type=int, default=10_000)
    reader.add_argument("--measure", choices=["import", "bare"])
    reader.add_argument("--url")
    reader.add_argument("--file", type=Path)
    given = reader.parse_args()
    if given.measure:
        print(json.dumps(asyncio.run(measured(given.measure, given.url, given.file))))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return 0 if asyncio.run(compare(given.count, Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
