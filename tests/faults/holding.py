"""Who claimed which account and who wrote too late, as the database itself noted it, and a worker caught in the middle of a send."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from app.attendance import _SERVING
from integrations.duxsoup.errors import DuxSoupError
from tests.faults import town
from tests.faults.nursery import Doomed, Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.journey import plain_sql
from tests.journey.product_process import wait_until

PATIENCE = 180
SPEED = 60
SEATS = 16
# Answers take their time, so that a worker can be caught before one comes.
SLOW = {"latency_seconds": (0.3, 0.6)}
# What becomes of the leases of a worker that is caught: they last, they are over, or nothing is done about them.
LASTING, OVER, AS_THEY_ARE = "now() + interval '1 day'", "now() - interval '1 day'", "account.lease_until"
_LOOKED = f"""
    SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND objsubid = 2 AND classid = {_SERVING} AND state_change > '{{moment}}'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""  # noqa: S608 - our own number
# A frozen worker may have locked any row, being in the middle of anything; those are left out.
_NOTEBOOK = (
    "CREATE TABLE claimed (account_id uuid, epoch bigint, owner text)",
    """CREATE FUNCTION note_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO claimed VALUES (NEW.id, NEW.lease_epoch, NEW.lease_owner); RETURN NULL; END $$""",
    """CREATE TRIGGER noted AFTER UPDATE ON duxsoup_user FOR EACH ROW
        WHEN (NEW.lease_owner IS NOT NULL AND NEW.lease_epoch <> OLD.lease_epoch) EXECUTE FUNCTION note_claim()""",
    "CREATE TABLE late (state text, outcome text)",
    """CREATE FUNCTION note_late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO late SELECT NEW.state, NEW.outcome FROM duxsoup_user WHERE id = NEW.account_id AND lease_epoch > NEW.epoch;
        RETURN NULL; END $$""",
    """CREATE TRIGGER late_noted AFTER UPDATE ON action FOR EACH ROW
        WHEN (NEW.outcome IS DISTINCT FROM OLD.outcome) EXECUTE FUNCTION note_late()""",
)
_CAUGHT = """
    UPDATE duxsoup_user AS account SET lease_until = {until} WHERE id IN (
        SELECT holding.id FROM duxsoup_user AS holding JOIN action ON action.account_id = holding.id
        WHERE holding.lease_owner LIKE '%:{pid}:%' AND action.state = 'sending' AND action.epoch = holding.lease_epoch
        FOR UPDATE OF holding SKIP LOCKED
    ) RETURNING id, lease_epoch"""
_HOLDS = "SELECT count(*) FROM duxsoup_user WHERE lease_owner LIKE '%:{pid}:%'"
_LEFT = "SELECT count(*) FROM action WHERE state = 'sending' AND (account_id, epoch) IN ({pairs})"
_SENT = """
    SELECT count(*) FROM action JOIN (VALUES {pairs}) AS orphan(id, epoch) ON account_id = orphan.id::uuid
    WHERE action.epoch > orphan.epoch"""


@contextmanager
def launched(nursery: Nursery, folder: Path, database_url: str, random: Random, **knobs: Any) -> Iterator[Rig]:
    """Two workers that know of each other, and everybody's sequence begun."""
    made = asyncio.run(town.build(database_url, Plan(people=3 * SEATS, seats=SEATS)))
    lay_out_notebook(database_url)
    with rig(nursery, folder, database_url, made, random, speed=SPEED, knobs=SLOW | knobs) as running:
        running.start()
        await_workers(running, 2)
        assert running.launch() == made.plan.people
        yield running


def await_workers(running: Rig, count: int) -> None:
    """Until so many are there, and each has looked since and so knows of the others."""

    def looked_since(moment: Any) -> bool:
        return plain_sql.rows(running.database_url, _LOOKED.format(moment=moment)) == [(count,)]

    wait_until(lambda: looked_since("-infinity"), f"{count} workers are not there", PATIENCE)
    [(moment,)] = plain_sql.rows(running.database_url, "SELECT clock_timestamp()")
    wait_until(lambda: looked_since(moment), "they do not look", PATIENCE)


def claims(running: Rig) -> list[tuple[UUID, int, str]]:
    """Account, epoch and owner of every claim so far."""
    found = plain_sql.rows(running.database_url, "SELECT account_id, epoch, owner FROM claimed ORDER BY epoch")
    return [(account_id, epoch, owner) for account_id, epoch, owner in found]


def key_of(owner: str) -> int:
    return int(owner.rpartition(":")[2], 16)


def caught(running: Rig, victim: Doomed, until: str) -> list[tuple[UUID, int]]:
    """Freezes it in the middle of sends, whose leases from then on hold until then; gives accounts and their epochs."""

    def sending() -> list[tuple[Any, ...]]:
        assert victim.pid is not None
        if plain_sql.rows(running.database_url, _HOLDS.format(pid=victim.pid)) == [(0,)]:
            return []
        os.kill(victim.pid, signal.SIGSTOP)
        found = plain_sql.rows(running.database_url, _CAUGHT.format(until=until, pid=victim.pid))
        if not found:
            os.kill(victim.pid, signal.SIGCONT)
        return found

    return [(account_id, epoch) for account_id, epoch in wait_until(sending, "it never sends", PATIENCE)]


def await_taken_over(running: Rig, orphans: list[tuple[UUID, int]]) -> None:
    """Until nothing stands as being sent under those epochs any more."""
    wait_until(lambda: _count(running, _LEFT, orphans) == 0, "not taken over", PATIENCE)


def await_sends(running: Rig, orphans: list[tuple[UUID, int]]) -> None:
    """Until something was sent under a later epoch of one of the accounts."""
    wait_until(lambda: _count(running, _SENT, orphans) > 0, "nothing more is sent", PATIENCE)


def stale(running: Rig) -> list[tuple[str, str]]:
    """States and outcomes of calls that were written after somebody else had claimed the account, which nobody may do."""
    of_a_call = {"queued", "lease_lost", *_codes(DuxSoupError)}
    found = plain_sql.rows(running.database_url, "SELECT state, outcome FROM late")
    return [(state, outcome) for state, outcome in found if outcome in of_a_call]


def assert_nothing_lost_or_doubled(running: Rig) -> None:
    running.await_settled(PATIENCE)
    found = running.findings()
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0), str(found)


def lay_out_notebook(database_url: str) -> None:
    """A claim is over before anybody could look at it; so the database notes each."""
    for statement in _NOTEBOOK:
        plain_sql.execute(database_url, statement)


def _count(running: Rig, statement: str, orphans: list[tuple[UUID, int]]) -> int:
    pairs = ", ".join(f"('{account_id}', {epoch})" for account_id, epoch in orphans)
    [(count,)] = plain_sql.rows(running.database_url, statement.format(pairs=pairs))
    return int(count)


def _codes(error: type[DuxSoupError]) -> set[str]:
    return {error.code}.union(*(_codes(kind) for kind in error.__subclasses__()))
