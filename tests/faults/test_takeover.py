"""Several workers over one PostgreSQL: each serves its share, and another's once that one is gone or frozen."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine import share
from tests.faults import town
from tests.faults.holding import (
    answered,
    await_sends,
    await_taken_over,
    await_workers,
    caught,
    claims,
    key_of,
    lay_out_notebook,
)
from tests.faults.nursery import Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.journey.product_process import wait_until

SPEED = 60
SEATS = 16
PATIENCE = 180
# Answers take their time, so that leases are held long enough to be seen.
SLOW = {"latency_seconds": (0.3, 0.6)}

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.parametrize("database_url", ["postgres"], indirect=True),
]


@pytest.fixture
def running(nursery: Nursery, tmp_path: Path, database_url: str, random: Random) -> Iterator[Rig]:
    """Both workers know of each other, and everybody is launched."""
    made = asyncio.run(town.build(database_url, Plan(people=3 * SEATS, seats=SEATS)))
    lay_out_notebook(database_url)
    with rig(nursery, tmp_path, database_url, made, random, speed=SPEED, knobs=SLOW) as started:
        started.start()
        await_workers(started, 2)
        assert started.launch() == made.plan.people
        yield started


def test_each_of_two_workers_sends_for_its_own_share(running: Rig) -> None:
    def everybody() -> bool:
        return len({account_id for account_id, _, _ in claims(running)}) == SEATS

    wait_until(everybody, "not everybody is sent for", PATIENCE)
    found = [(account_id, key_of(owner)) for account_id, _, owner in claims(running)]
    keys = {key for _, key in found}
    own = sum(share.holder(keys, account_id) == key for account_id, key in found)
    print(f"{own} of {len(found)} claims were of the worker's own share, {SEATS} accounts")  # noqa: T201 - the figures
    # A machine that stops one of them for ten seconds has the other stand in for it, which is as it should be.
    assert len(keys) == 2
    assert own > 0.8 * len(found)


def test_the_accounts_of_a_killed_worker_go_on_at_once_however_long_its_leases_were(running: Rig) -> None:
    victim, _ = running.dispatching
    orphans = caught(running, victim, hours=24)
    victim.kill()
    began = time.monotonic()
    await_taken_over(running, orphans)
    taken_over = time.monotonic() - began
    await_sends(running, orphans)
    sending = time.monotonic() - began
    print(f"killed: {len(orphans)} sends taken over in {taken_over:.1f} s, sending again in {sending:.1f} s")  # noqa: T201 - the figures
    _nothing_lost_or_doubled(running)


def test_a_frozen_workers_accounts_go_on_when_its_leases_have_run_out_and_thawed_it_writes_nothing(
    running: Rig,
) -> None:
    victim, _ = running.dispatching
    orphans = caught(running, victim, hours=-24)
    began = time.monotonic()
    await_taken_over(running, orphans)
    await_sends(running, orphans)
    print(f"frozen: its share went on {time.monotonic() - began:.1f} s after its leases ended")  # noqa: T201 - the figures
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGCONT)
    await_workers(running, 2)
    _nothing_lost_or_doubled(running)
    assert answered(running, orphans) == 0


def _nothing_lost_or_doubled(running: Rig) -> None:
    running.await_settled(PATIENCE)
    found = running.findings()
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)
