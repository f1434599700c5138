"""F3: a worker frozen for half a minute past its leases, another in its place, and the frozen one thawed."""

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from engine.lease import LEASE_SECONDS
from tests.faults import holding
from tests.faults.nursery import Doomed, Nursery
from tests.faults.rig import Rig

PAST_THE_LEASE = 30.0

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(1800),
    pytest.mark.parametrize("database_url", ["postgres"], indirect=True),
]


@pytest.mark.parametrize("refusal", ["same_id", "no_id", "error"])
def test_a_worker_frozen_past_its_leases_repeats_nothing_and_writes_nothing_stale(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random, refusal: str
) -> None:
    with holding.launched(nursery, tmp_path, database_url, random, duplicate_mode=refusal) as running:
        _freeze(running, running.dispatching[0])
        holding.assert_nothing_lost_or_doubled(running)
        assert holding.stale(running) == []


def test_where_a_repeat_is_not_refused_either_the_doubled_are_counted_and_nothing_is_lost(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    """What a process frozen between its last look and the writing sends late goes out; docs/decisions/0005 says so."""
    with holding.launched(nursery, tmp_path, database_url, random, duplicate_mode="accepted") as running:
        _freeze(running, running.dispatching[0])
        running.await_settled(holding.PATIENCE)
        found = running.findings()
        print(f"with no refusal: {len(found.doubled)} of {found.actions} doubled")  # noqa: T201 - the figure
        assert (found.lost, found.gaps, holding.stale(running)) == ([], 0, [])


def _freeze(running: Rig, victim: Doomed) -> None:
    orphans = holding.caught(running, victim, holding.AS_THEY_ARE)
    began = time.monotonic()
    holding.await_taken_over(running, orphans)
    print(f"frozen: {len(orphans)} sends taken over after {time.monotonic() - began:.1f} s")  # noqa: T201 - the figures
    time.sleep(max(0.0, LEASE_SECONDS + PAST_THE_LEASE - (time.monotonic() - began)))
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGCONT)
    holding.await_workers(running, 2)
