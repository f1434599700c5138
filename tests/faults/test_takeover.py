"""Several workers over one PostgreSQL: each serves its share, and another's once that one is gone or frozen."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from engine import share
from tests.faults import holding
from tests.faults.nursery import Nursery
from tests.faults.rig import Rig
from tests.journey.product_process import wait_until

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.parametrize("database_url", ["postgres"], indirect=True),
]


@pytest.fixture
def running(nursery: Nursery, tmp_path: Path, database_url: str, random: Random) -> Iterator[Rig]:
    with holding.launched(nursery, tmp_path, database_url, random) as started:
        yield started


def test_each_of_two_workers_sends_for_its_own_share(running: Rig) -> None:
    def everybody() -> bool:
        return len({account_id for account_id, _, _ in holding.claims(running)}) == holding.SEATS

    wait_until(everybody, "not everybody is sent for", holding.PATIENCE)
    found = [(account_id, holding.key_of(owner)) for account_id, _, owner in holding.claims(running)]
    keys = {key for _, key in found}
    own = sum(share.holder(keys, account_id) == key for account_id, key in found)
    print(f"{own} of {len(found)} claims were of the worker's own share")  # noqa: T201 - the figures
    # A machine that stops one of them for ten seconds has the other stand in for it, which is as it should be.
    assert len(keys) == 2
    assert own > 0.8 * len(found)


def test_the_accounts_of_a_killed_worker_go_on_at_once_however_long_its_leases_were(running: Rig) -> None:
    victim, _ = running.dispatching
    orphans = holding.caught(running, victim, holding.LASTING)
    victim.kill()
    began = time.monotonic()
    holding.await_taken_over(running, orphans)
    taken_over = time.monotonic() - began
    holding.await_sends(running, orphans)
    sending = time.monotonic() - began
    print(f"killed: {len(orphans)} sends taken over in {taken_over:.1f} s, sending again in {sending:.1f} s")  # noqa: T201 - the figures
    holding.assert_nothing_lost_or_doubled(running)


def test_a_frozen_workers_accounts_go_on_when_its_leases_have_run_out_and_thawed_it_writes_nothing(
    running: Rig,
) -> None:
    victim, _ = running.dispatching
    orphans = holding.caught(running, victim, holding.OVER)
    began = time.monotonic()
    holding.await_taken_over(running, orphans)
    holding.await_sends(running, orphans)
    print(f"frozen: its share went on {time.monotonic() - began:.1f} s after its leases ended")  # noqa: T201 - the figures
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGCONT)
    holding.await_workers(running, 2)
    holding.assert_nothing_lost_or_doubled(running)
    assert holding.stale(running) == []
