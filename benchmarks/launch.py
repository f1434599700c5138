"""A launch of 10,000 assignments against the bare statements that write the same rows in one transaction.

Run: python -m benchmarks.launch [--count 10000]. It prints, for each database: the launch, the part of it spent rendering
templates (which the bare statements do not do), the bare writing, and the ratio of the launch without rendering to it.
"""

import argparse
import asyncio
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tortoise import connections
from tortoise.transactions import in_transaction

from app.database import close_database, open_database
from engine import launch, template
from models import Assignment, Campaign, Contact, DuxSoupAccount, Member, Step, StepKind, Units, sql
from tests import factories
from tests.databases import PostgresDatabases, SqliteFiles, postgres
from tests.settable_clock import SettableClock

NOTE = "Hello {{ first_name | default: 'there' }}, good to meet you."
LETTER = "Thank you, {{ first_name }}. Shall we talk about {{ company | default: 'your plans' }}?"


@dataclass(frozen=True, slots=True)
class Stage:
    campaign: Campaign
    member: Member
    account: DuxSoupAccount


async def prepared(count: int) -> Stage:
    workspace = await factories.workspace()
    member = await factories.member(workspace)
    account = await factories.account(workspace, member=member)
    campaign = await factories.campaign(workspace)
    steps = (
        StepKind.VISIT,
        {"kind": StepKind.CONNECT, "template": NOTE},
        {"kind": StepKind.MESSAGE, "template": LETTER, "delay_days": 3},
    )
    await factories.sequence(campaign, *steps)
    await _people(campaign, member, count)
    return Stage(campaign, member, account)


async def _people(campaign: Campaign, member: Member, count: int) -> None:
    contacts = [
        Contact(
            workspace_id=campaign.workspace_id, first_name="Pat", last_name=f"Example{number}", tags=[], custom_fields={},
            linkedin_url=f"https://www.linkedin.com/in/pat-{number}", created_at=factories.START, updated_at=factories.START,
        )
        for number in range(count)
    ]  # fmt: skip
    assignments = [
        Assignment(
            workspace_id=campaign.workspace_id, campaign_id=campaign.id, contact_id=contact.id, member_id=member.id,
            created_at=factories.START, updated_at=factories.START,
        )
        for contact in contacts
    ]  # fmt: skip
    await Contact.bulk_create(contacts, batch_size=500)
    await Assignment.bulk_create(assignments, batch_size=500)


async def launched(stage: Stage, units: Units) -> float:
    order = partial(
        launch.launch,
        ring=factories.RING,
        workspace_id=stage.campaign.workspace_id,
        campaign_id=stage.campaign.id,
        member_id=stage.member.id,
    )
    began = time.perf_counter()
    done = await units.run(order)
    taken = time.perf_counter() - began
    assert done.skipped == [], done.skipped[:3]
    return taken


async def rendered(stage: Stage) -> float:
    """What the launch renders: every step's text for every contact."""
    contacts = await Contact.filter(workspace_id=stage.campaign.workspace_id)
    steps = await Step.filter(workspace_id=stage.campaign.workspace_id).order_by("position")
    began = time.perf_counter()
    for contact in contacts:
        for step in steps:
            template.compose(step, contact, stage.account, stage.campaign)
    return time.perf_counter() - began


async def written_bare() -> float:
    """The same rows once more, read from the first launch, put into emptied tables and reset assignments."""
    connection = connections.get("default")
    actions = await sql.rows(connection, "SELECT * FROM action")
    events = await sql.rows(connection, "SELECT * FROM event ORDER BY position")
    assignments = await sql.rows(connection, "SELECT * FROM assignment")
    for statement in ("DELETE FROM action", "DELETE FROM event", "UPDATE workspace SET head = 0", _RESET):
        await connection.execute_query(statement)
    began = time.perf_counter()
    async with in_transaction() as transaction:
        await sql.update(transaction, _UPDATE, [(*(row[name] for name in _SET), row["id"]) for row in assignments])
        for table, rows in (("action", actions), ("event", events)):
            columns = tuple(rows[0])
            await sql.insert(transaction, table, columns, [tuple(row.values()) for row in rows])
        await sql.rows(transaction, "UPDATE workspace SET head = $1 RETURNING head", [len(events)])
    return time.perf_counter() - began


_SET = (
    "status",
    "launched_at",
    "updated_at",
    "account_id",
    "sequence_id",
    "running_contact_id",
    "next_step",
    "next_at",
)
_UPDATE = """
UPDATE assignment SET status = $1, launched_at = $2, updated_at = $3, account_id = $4, sequence_id = $5,
running_contact_id = $6, next_step = $7, next_at = $8 WHERE id = $9"""
_RESET = (
    "UPDATE assignment SET status = 'pending', launched_at = NULL, account_id = NULL, sequence_id = NULL,"
    " running_contact_id = NULL, next_step = NULL, next_at = NULL"
)


async def measure(url: str, count: int) -> dict[str, float]:
    await open_database(url)
    try:
        units = Units(SettableClock(factories.START))
        stage = await prepared(count)
        whole = await launched(stage, units)
        rendering = await rendered(stage)
        bare = await written_bare()
    finally:
        await close_database()
    return {"launch": whole, "rendering": rendering, "bare": bare, "ratio": (whole - rendering) / bare}


async def on_sqlite(count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "run").mkdir()
        database = await SqliteFiles(Path(folder)).clean(Path(folder) / "run")
        return await measure(database.url, count)


async def on_postgres(databases: PostgresDatabases, count: int) -> dict[str, float]:
    database = await databases.clean()
    return await measure(database.url, count)


def show(kind: str, figures: dict[str, Any]) -> None:
    print(f"{kind:9}", *(f"{name} {value:6.2f}{'' if name == 'ratio' else ' s'}" for name, value in figures.items()))


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--count", type=int, default=10_000)
    count = arguments.parse_args().count
    print(f"launch of {count:,} assignments; ratio = (launch - rendering) / bare, aim: at most 3")
    show("sqlite", asyncio.run(on_sqlite(count)))
    with postgres() as databases:
        show("postgres", asyncio.run(on_postgres(databases, count)))


if __name__ == "__main__":
    main()
