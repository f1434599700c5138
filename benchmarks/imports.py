"""An import of 100,000 rows from a CSV file: rows a second beside reading the file and bare statements, and its peak memory.

Run: python -m benchmarks.imports [--count 100000]. Each measurement is a process of its own, so that its peak is its own; the
import is timed from the opened file to the last commit, rows stored sealed in between, the bare writing without reading anything.
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
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from tortoise.transactions import in_transaction

from app import import_file, import_intake
from app.database import close_database, open_database
from app.import_intake import Whose
from app.importing import Importing
from engine import import_batch
from engine.import_batch import Wishes
from models import ImportBatch, Units, sql
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


async def imported(file: Path) -> dict[str, float]:
    """As the endpoint and a worker do it: the rows are stored sealed first, then brought in part by part."""
    units, workspace = Units(SettableClock(factories.START)), await factories.workspace()
    began = time.perf_counter()
    with file.open("rb") as raw:
        taken = await import_intake.take(units, factories.RING, Whose(workspace.id, None), file.name, raw)
    complete = partial(import_batch.complete, ring=factories.RING, batch_id=taken.batch.id, total=taken.total)
    await units.run(partial(complete, wishes=Wishes({})))
    stored = time.perf_counter() - began
    at_start = peak()
    await Importing(units, factories.RING, lambda _: True, asyncio.Event()).turn()
    batch = await ImportBatch.get()
    assert batch.added == taken.total, (batch.state, batch.reason)
    return {"seconds": time.perf_counter() - began, "stored": stored, "stored_megabytes": at_start}


def read_only(file: Path) -> float:
    began = time.perf_counter()
    for _ in import_file.contacts(file):
        pass
    return time.perf_counter() - began


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def written_bare(file: Path) -> dict[str, float]:
    """Contacts, their names, an event and a line of the report each, ready as values beforehand, in transactions of the same size."""
    workspace = await factories.workspace()
    batch = await factories.import_batch(workspace)
    with file.open(newline="") as text:
        contacts = [_contact(workspace.id, cells) for cells in islice(csv.reader(text), 1, None)]
    columns = (
        "id", "workspace_id", "created_at", "updated_at", "first_name", "last_name", "linkedin_url", "email", "company",
        "company_website", "title", "location", "sort_name", "suppressed", "custom_fields", "tags",
    )  # fmt: skip
    began = time.perf_counter()
    for position, rows in enumerate(chunks(iter(contacts))):
        names, events, reports = _others(rows, position * CHUNK, batch.id)
        async with in_transaction() as transaction:
            await sql.insert(transaction, "contact", columns, rows)
            await sql.insert(transaction, "contact_identity", _NAMES, names)
            await sql.insert(transaction, "event", _EVENTS, events)
            await sql.insert(transaction, "import_row", _REPORTS, reports)
    return {"seconds": time.perf_counter() - began}


_NAMES = ("id", "created_at", "workspace_id", "contact_id", "kind", "value")
_REPORTS = ("id", "created_at", "workspace_id", "batch_id", "place", "outcome", "reason", "contact_id")
_EVENTS = (
    "id", "workspace_id", "position", "kind", "occurred_at", "created_at", "subject_id", "contact_id", "data",
)  # fmt: skip


def _contact(workspace_id: UUID, cells: list[str]) -> tuple[object, ...]:
    at = factories.START
    custom: dict[str, str] = {"met_at": cells[8]}
    return (new_id(), workspace_id, at, at, *cells[:8], f"{cells[1]} {cells[0]}".casefold(), False, custom, [])


Rows = list[tuple[object, ...]]


def _others(rows: Rows, first: int, batch_id: UUID) -> tuple[Rows, Rows, Rows]:
    at = factories.START
    names: Rows = [(new_id(), at, row[1], row[0], "slug", str(row[6]).split("/")[4]) for row in rows]
    events: Rows = [
        (new_id(), row[1], first + place, "contact.added", at, at, row[0], row[0], {"import": str(batch_id)})
        for place, row in enumerate(rows, start=1)
    ]
    reports: Rows = [
        (new_id(), at, row[1], batch_id, first + place, "added", None, row[0]) for place, row in enumerate(rows)
    ]
    return names, events, reports


async def measured(kind: str, url: str, file: Path) -> dict[str, float]:
    if kind == "read":
        return {"seconds": read_only(file), "megabytes": peak()}
    await open_database(url)
    try:
        found = await (imported(file) if kind == "import" else written_bare(file))
    finally:
        await close_database()
    return {**found, "megabytes": peak()}


def in_a_process(kind: str, database: Database, file: Path) -> dict[str, float]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.imports",
        "--measure",
        kind,
        "--url",
        database.url,
        "--file",
        str(file),
    ]
    answer: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return answer


def report(dialect: str, count: int, whole: dict[str, float], bare: dict[str, float], read: dict[str, float]) -> bool:
    rate, seconds = count / whole["seconds"], whole["seconds"]
    print(
        f"{dialect}: {rate:,.0f} rows/s ({whole['stored']:.1f} s of {seconds:.1f} s until they are stored sealed),"
        f" {seconds / read['seconds']:.1f}x the time of reading the file, {seconds / bare['seconds']:.2f}x of bare statements;"
        f" peak {whole['megabytes']:.0f} MB ({whole['stored_megabytes']:.0f} once stored; reading {read['megabytes']:.0f},"
        f" at most {MOST_MEGABYTES})"
    )
    return whole["megabytes"] < MOST_MEGABYTES


async def compare(count: int, folder: Path) -> bool:
    file = folder / "people.csv"
    with file.open("w", newline="") as text:
        csv.writer(text).writerows(chain([HEADER], invented(count)))
    files, kept = SqliteFiles(folder), []
    for kind in ("import", "bare"):
        (folder / kind).mkdir()
        kept.append(in_a_process(kind, await files.clean(folder / kind), file))
    read = in_a_process("read", Database("", "sqlite"), file)
    fine = report("sqlite", count, kept[0], kept[1], read)
    with postgres() as databases:
        return await on_postgres(databases, count, file, read) and fine


async def on_postgres(databases: PostgresDatabases, count: int, file: Path, read: dict[str, float]) -> bool:
    kept = [in_a_process(kind, await databases.clean(), file) for kind in ("import", "bare")]
    return report("postgres", count, kept[0], kept[1], read)


def main() -> int:
    reader = argparse.ArgumentParser()
    reader.add_argument("--count", type=int, default=100_000)
    reader.add_argument("--measure", choices=["import", "bare", "read"])
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
