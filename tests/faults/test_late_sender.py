"""F3: a worker frozen between its claim and the first byte, another that sends in its place, and the frozen one thawed."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from engine.lease import LEASE_SECONDS, MARGIN, SEND_DEADLINE
from tests.faults import holding, town
from tests.faults.doomed import FREEZE, PLANTED
from tests.faults.nursery import Doomed, Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.journey import plain_sql
from tests.journey.product_process import wait_until

SPEED = 480
OVER = "UPDATE duxsoup_user SET lease_until = now() - interval '1 day'"
SENDING = "SELECT count(*) FROM action WHERE state = 'sending'"
# What a worker does that looks for more work. Who writes late is known by it: the epoch of the claim is no longer the action's.
CLAIMED_SINCE = "UPDATE duxsoup_user SET lease_epoch = lease_epoch + 1"

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.parametrize("database_url", ["postgres"], indirect=True),
]


@contextmanager
def _thawed(nursery: Nursery, folder: Path, database_url: str, random: Random, bug: str = "") -> Iterator[Rig]:
    """One seat, so that the frozen worker holds nothing but its action; its lease is over, and another has sent."""
    made = asyncio.run(town.build(database_url, Plan(people=1, seats=1)))
    holding.lay_out_notebook(database_url)
    with rig(nursery, folder, database_url, made, random, speed=SPEED) as running:
        late, other = running.dispatching
        running.dispatching.clear()
        running.start()
        late.start(**{FREEZE: "1", PLANTED: bug})
        running.launch()
        wait_until(lambda: _frozen(late), "it never sends")
        began = time.monotonic()
        other.start()
        running.dispatching += [late, other]
        plain_sql.execute(database_url, OVER)
        wait_until(lambda: running.tail.look().told, "nobody sends in its place")
        wait_until(lambda: plain_sql.rows(database_url, SENDING) == [(0,)], "its outcome is not stored")
        plain_sql.execute(database_url, CLAIMED_SINCE)
        # The fence asks a clock, so it has to have gone on for as long as a lease is good for.
        time.sleep(max(0.0, began + LEASE_SECONDS - SEND_DEADLINE - MARGIN - time.monotonic()))
        assert late.pid is not None
        os.kill(late.pid, signal.SIGCONT)
        yield running


def test_a_worker_frozen_before_the_first_byte_sends_and_writes_nothing_when_it_is_thawed(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with _thawed(nursery, tmp_path, database_url, random) as running:
        holding.await_workers(running, 2)
        holding.assert_nothing_lost_or_doubled(running)
        assert holding.stale(running) == []


def test_a_fence_that_asks_no_clock_is_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with _thawed(nursery, tmp_path, database_url, random, "fence_is_not_asked") as running:
        wait_until(lambda: running.findings().doubled, "nobody was written to twice")


@pytest.mark.faults
def test_an_outcome_that_is_stored_without_asking_who_holds_the_account_is_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with _thawed(nursery, tmp_path, database_url, random, "late_outcome_is_stored") as running:
        wait_until(lambda: holding.stale(running), "nothing stale was written")
        wait_until(lambda: running.findings().lost or running.findings().doubled, "it is not known as sent")
        assert holding.stale(running)[0] == ("planned", "lease_lost")


def _frozen(process: Doomed) -> bool:
    """As the system says: stopped, by a signal."""
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
