"""An import goes on where it stopped, whatever stopped it: no row is lost, and none comes in twice."""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

import pytest
import structlog
from tortoise import connections

from app import import_file
from app.database import passing
from app.importing import MOST_TRIES, OURS, Importing
from auth.sealing import KeyRing
from engine import import_batch, import_run
from engine.campaign import change_state
from models import (
    Assignment,
    CampaignState,
    Contact,
    Event,
    EventKind,
    ImportBatch,
    ImportChunk,
    ImportRow,
    ImportState,
    Member,
    Units,
    sql,
)
from models.errors import NotFound
from tests import factories
from tests.app.files import people, taken_in
from tests.databases import Database
from tests.settable_clock import SettableClock


async def _kinds(batch: ImportBatch) -> list[EventKind]:
    return [event.kind for event in await Event.filter(subject_id=batch.id).order_by("position")]


async def test_an_import_that_is_killed_again_and_again_brings_every_row_in_once(
    database: Database, units: Units, ring: KeyRing, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_file, "PART", 10)
    content = people(300) + people(50).partition("\n")[2] + "Kim,,\nKim,,\n,,example.com/kim\n"
    campaign = await factories.campaign(await member.workspace)
    batch = await taken_in(units, ring, member, content, campaign_id=campaign.id, member_ids=[member.id])
    for kill in range(1, 4):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.app.importing_on", database.url, stdout=asyncio.subprocess.PIPE
        )
        async with asyncio.timeout(120):
            while (await ImportBatch.get(id=batch.id)).rows_done < 80 * kill:  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        await process.communicate()
    assert (await ImportBatch.get(id=batch.id)).state is ImportState.RUNNING
    await Importing(units, ring, lambda _: True, asyncio.Event()).turn()
    done = await ImportBatch.get(id=batch.id)
    assert (done.state, done.rows_done, done.total) == (ImportState.FINISHED, 353, 353)
    assert (done.added, done.duplicates, done.refused, done.assigned) == (301, 51, 1, 301)
    rows = await ImportRow.filter(batch_id=batch.id).order_by("place")
    assert [row.place for row in rows] == list(range(353))
    assert Counter(row.outcome for row in rows) == {"added": 301, "duplicate": 51, "refused": 1}
    assert await Contact.all().count() == await Event.filter(kind=EventKind.CONTACT_ADDED).count() == 301
    assert await Assignment.filter(campaign_id=campaign.id, member_id=member.id).count() == 301
    assert await ImportChunk.all().count() == 0


async def test_two_workers_on_one_import_bring_every_row_in_once(
    units: Units, ring: KeyRing, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_file, "PART", 10)
    batch = await taken_in(units, ring, member, people(100))
    await asyncio.gather(*(Importing(units, ring, lambda _: True, asyncio.Event()).turn() for _ in range(3)))
    assert await Contact.all().count() == (await ImportBatch.get(id=batch.id)).added == 100


async def test_progress_is_told_once_a_part_and_the_end_once(
    units: Units, ring: KeyRing, member: Member, worker: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_file, "PART", 2)
    batch = await taken_in(units, ring, member, people(5))
    await worker.turn()
    progressed = [EventKind.IMPORT_PROGRESSED] * 2
    stored = [EventKind.IMPORT_STORED, EventKind.IMPORT_STARTED]
    assert await _kinds(batch) == [*stored, *progressed, EventKind.IMPORT_FINISHED]
    events = await Event.filter(subject_id=batch.id, kind=EventKind.IMPORT_PROGRESSED).order_by("position")
    assert [event.data["rows_done"] for event in events] == [2, 4]
    assert {event.actor_id for event in events} == {member.id}


async def test_a_dry_run_waits_for_a_person_and_ends_after_a_week(
    units: Units, ring: KeyRing, member: Member, worker: Importing, clock: SettableClock
) -> None:
    batch = await taken_in(units, ring, member, people(2), dry=True)
    await worker.turn()
    ready = await ImportBatch.get(id=batch.id)
    assert (ready.state, ready.added, await Contact.all().count()) == (ImportState.READY, 2, 0)
    clock.move_wall(days=6, hours=23)
    await worker.sweep()
    assert await ImportChunk.all().count() == 1
    clock.move_wall(hours=2)
    await worker.sweep()
    over = await ImportBatch.get(id=batch.id)
    assert (over.state, over.reason) == (ImportState.CANCELLED, import_batch.NEVER_STARTED)
    assert await ImportChunk.all().count() == 0


async def test_what_was_never_stored_whole_is_seen_by_nobody_and_gone_after_an_hour(
    units: Units, ring: KeyRing, member: Member, worker: Importing, clock: SettableClock
) -> None:
    new = import_batch.NewImport(member.workspace_id, member.id, "people.csv", ["Name"])
    batch = await units.run(partial(import_batch.begin, new=new))
    await units.run(partial(import_batch.append, ring=ring, batch=batch, place=0, rows=[["Robin"]]))
    await worker.turn()
    assert await Contact.all().count() == 0
    with pytest.raises(NotFound):
        await import_batch.locked(member.workspace_id, batch.id)
    clock.move_wall(hours=1)
    await worker.sweep()
    assert await ImportBatch.all().count() == await ImportChunk.all().count() == 0


async def test_rows_are_stored_sealed(units: Units, ring: KeyRing, member: Member) -> None:
    await taken_in(units, ring, member, people(3))
    part = await ImportChunk.get()
    assert (part.place, part.rows) == (0, 3)
    assert "pat" not in part.sealed_rows
    assert import_batch.opened(ring, part)[2] == ["Pat2", "linkedin.com/in/pat-2", "pat2@example.com"]


async def test_where_the_keys_are_gone_it_fails_and_says_so(units: Units, ring: KeyRing, member: Member) -> None:
    batch = await taken_in(units, ring, member, people(3))
    other = KeyRing({"t9": bytes(range(1, 33))})
    await Importing(units, other, lambda _: True, asyncio.Event()).turn()
    failed = await ImportBatch.get(id=batch.id)
    assert (failed.state, failed.reason) == (ImportState.FAILED, str(import_run.Unreadable.__doc__))
    assert await _kinds(batch) == [EventKind.IMPORT_STORED, EventKind.IMPORT_STARTED, EventKind.IMPORT_FINISHED]


async def test_rows_that_are_missing_are_no_end(units: Units, ring: KeyRing, member: Member, worker: Importing) -> None:
    batch = await taken_in(units, ring, member, people(3))
    await ImportChunk.all().delete()
    await worker.turn()
    assert (await ImportBatch.get(id=batch.id)).state is ImportState.FAILED


async def test_what_a_rule_forbids_midway_ends_the_import_with_that_rule(
    units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    campaign = await factories.campaign(await member.workspace)
    batch = await taken_in(units, ring, member, people(3), campaign_id=campaign.id)
    await units.run(partial(change_state, campaign=campaign, to=CampaignState.ARCHIVED))
    await worker.turn()
    failed = await ImportBatch.get(id=batch.id)
    assert (failed.state, failed.rows_done) == (ImportState.FAILED, 0)
    assert "archived" in (failed.reason or "")
    assert await Contact.all().count() == 0


async def test_an_error_of_ours_is_tried_again_and_at_last_ends_that_import_alone(
    units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    broken = await taken_in(units, ring, member, people(2))
    behind = await taken_in(units, ring, member, people(1))
    # Written past the model, as no version of the program would.
    statement = "UPDATE import_batch SET mapping = $1 WHERE id = $2 RETURNING id"
    await sql.rows(connections.get("default"), statement, [[1, 2, 3], broken.id])
    with structlog.testing.capture_logs() as lines:
        await worker.turn()
    assert [line["event"] for line in lines] == ["import.part_failed"] * MOST_TRIES
    assert all(line["exc_info"] for line in lines)
    failed = await ImportBatch.get(id=broken.id)
    assert (failed.state, failed.reason) == (ImportState.FAILED, OURS)
    assert (await ImportBatch.get(id=behind.id)).state is ImportState.FINISHED


# What a server says that is going, and one where two are in each other's way; on SQLite the disk is full.
TROUBLE = {"postgres": ["57P01", "40P01"], "sqlite": ["full"]}
_RAISING = """CREATE FUNCTION raising() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '{code}'; END $$;
  CREATE TRIGGER raising BEFORE INSERT ON import_row FOR EACH ROW EXECUTE FUNCTION raising();"""
_OVER = "DROP TRIGGER raising ON import_row; DROP FUNCTION raising();"


@asynccontextmanager
async def _in_trouble(dialect: str, code: str) -> AsyncIterator[None]:
    connection = connections.get("default")
    begin, end = _RAISING.format(code=code), _OVER
    if dialect == "sqlite":
        begin, end = "VACUUM; PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"
    await connection.execute_script(begin)
    try:
        yield
    finally:
        await connection.execute_script(end)


async def test_an_import_outlasts_the_database_being_in_trouble_however_often(
    database: Database, units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    for code in TROUBLE[database.dialect]:
        batch = await taken_in(units, ring, member, people(400).replace("pat-", f"pat-{code}-"))
        async with _in_trouble(database.dialect, code):
            for _ in range(MOST_TRIES + 1):
                with pytest.raises(Exception) as met:  # noqa: PT011 - each driver has its own
                    await worker.turn()
                assert passing(met.value)
        assert (await ImportBatch.get(id=batch.id)).state is ImportState.RUNNING
        await worker.turn()
        done = await ImportBatch.get(id=batch.id)
        assert (done.state, done.added) == (ImportState.FINISHED, 400)


async def test_what_an_error_said_is_not_logged_for_it_may_quote_a_row(
    database: Database, units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    batch = await taken_in(units, ring, member, people(2))
    await sql.rows(
        connections.get("default"),
        "UPDATE import_batch SET mapping = $1 WHERE id = $2 RETURNING id",
        [["first_name", "linkedin_url", 7], batch.id],
    )
    with structlog.testing.capture_logs() as lines:
        await worker.turn()
    assert {line["event"] for line in lines} == {"import.part_failed"}
    assert all(line["exc_info"] and "pat0@" not in str(line) for line in lines)


async def test_a_worker_does_only_the_imports_of_its_share(units: Units, ring: KeyRing, member: Member) -> None:
    batch = await taken_in(units, ring, member, people(1))
    await Importing(units, ring, lambda _: False, asyncio.Event()).turn()
    assert (await ImportBatch.get(id=batch.id)).rows_done == 0


async def test_of_one_workspace_the_oldest_import_comes_first(
    units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    later = await taken_in(units, ring, member, people(1))
    await ImportBatch.filter(id=later.id).update(created_at=factories.START + timedelta(hours=1))
    sooner = await taken_in(units, ring, member, people(1))
    other = await taken_in(units, ring, await factories.member(), people(1))
    assert {batch.id for batch in await worker._waiting()} == {sooner.id, other.id}


@pytest.mark.parametrize("dry", [False, True], ids=["done", "dry"])
async def test_who_is_not_assigned_is_named_with_why_before_it_is_done_too(
    units: Units, ring: KeyRing, member: Member, worker: Importing, monkeypatch: pytest.MonkeyPatch, dry: bool
) -> None:
    workspace = await member.workspace
    campaign = await factories.campaign(workspace)
    known = await factories.contact(workspace, "pat-0", first_name="Pat0", email="pat0@example.com")
    await factories.assignment(campaign, known, member=member)
    await factories.contact(workspace, "pat-1", first_name="Pat1")
    monkeypatch.setattr(import_file, "PART", 3)
    rows = people(4) + people(4).partition("\n")[2]
    batch = await taken_in(units, ring, member, rows, campaign_id=campaign.id, member_ids=[member.id], dry=dry)
    await worker.turn()
    done = await ImportBatch.get(id=batch.id)
    assert done.assigned == 3
    told = await ImportRow.filter(batch_id=batch.id).order_by("place")
    without = [
        place for place, row in enumerate(told) if "Not assigned: Already in this campaign." in (row.reason or "")
    ]
    assert without == [0, 4, 5, 6, 7]
    assert await Assignment.all().count() == (1 if dry else 4)


async def test_a_part_of_nothing_but_refused_rows_assigns_nobody(
    units: Units, ring: KeyRing, member: Member, worker: Importing
) -> None:
    campaign = await factories.campaign(await member.workspace)
    batch = await taken_in(units, ring, member, "Name,Note\n,x\n", campaign_id=campaign.id)
    await worker.turn()
    done = await ImportBatch.get(id=batch.id)
    assert (done.state, done.refused, done.assigned) == (ImportState.FINISHED, 1, 0)


async def test_a_part_after_the_end_is_nothing(units: Units, ring: KeyRing, member: Member, worker: Importing) -> None:
    batch = await taken_in(units, ring, member, people(1))
    await worker.turn()
    before = await ImportBatch.get(id=batch.id).values()
    await units.run(partial(import_run.advance, ring=ring, workspace_id=batch.workspace_id, batch_id=batch.id))
    fail = partial(import_run.fail, workspace_id=batch.workspace_id, batch_id=batch.id, reason="late")
    await units.run(fail)
    assert await ImportBatch.get(id=batch.id).values() == before
