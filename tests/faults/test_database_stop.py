"""F8: PostgreSQL stops at once, again and again, under a launch; nothing is lost, done twice, or missing from the log."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest

from app import migrations
from tests.databases import PostgresDatabases
from tests.faults import town
from tests.faults.doomed import PLANTED
from tests.faults.judge import Findings
from tests.faults.nursery import Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.journey.product_process import wait_until
from tests.postgres_server import PostgresServer

# So long it stays away, in wall seconds.
AWAY = (0.0, 2.0)
# Answers take their time, so that the database goes while some are awaited, and webhooks do not tell of them before the next claim.
SLOW: dict[str, Any] = {"latency_seconds": (0.5, 1.0), "webhook_delay_seconds": (600, 600)}


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """One that nobody else works on."""
    made = PostgresServer()
    yield made
    made.stop()


@contextmanager
def _launched(
    nursery: Nursery, folder: Path, server: PostgresServer, random: Random, plan: Plan, **more: Any
) -> Iterator[Rig]:
    url = asyncio.run(PostgresDatabases(server.url("chaknal_test")).bare()).url
    asyncio.run(migrations.apply(url))
    made = asyncio.run(town.build(url, plan))
    with rig(nursery, folder, url, made, random, speed=240, **more) as running:
        running.start()
        assert running.launch() == plan.people
        yield running


def _launch(nursery: Nursery, folder: Path, server: PostgresServer, random: Random, plan: Plan, stops: int) -> Findings:
    with _launched(nursery, folder, server, random, plan) as running:
        recoveries = [_stop(running, server, number / (stops + 1)) for number in range(stops)]
        took = running.await_settled(1200)
        found = running.findings()
    longest = f"recovery: median {median(recoveries):.1f} s, longest {max(recoveries):.1f} s"
    print(f"{stops} stops, {longest}; settled {took:.1f} s after the last; {found}")  # noqa: T201 - the figures of the run
    return found


def _stop(running: Rig, server: PostgresServer, mark: float) -> float:
    """At a random moment once that much of the launch is done; gives how long after its return somebody sends again."""
    wait_until(lambda: running.tail.look().told > running.town.plan.actions * mark, "no progress", 300)
    time.sleep(running.random.uniform(0, 0.5))
    server.drop()
    time.sleep(running.random.uniform(*AWAY))
    server.start()
    back, told = time.monotonic(), running.tail.look().told
    wait_until(lambda: running.tail.look().told > told or told == running.town.plan.actions, "nobody sends again", 300)
    return time.monotonic() - back


def _cut(running: Rig, server: PostgresServer) -> None:
    """As soon as something more is sent, and so before its answer."""
    told = running.tail.look().told
    wait_until(lambda: running.tail.look().told > told, "nobody sends")
    server.drop()
    server.start()


@pytest.mark.timeout(600)
def test_a_database_that_stops_twice_costs_nothing(
    nursery: Nursery, tmp_path: Path, server: PostgresServer, random: Random
) -> None:
    found = _launch(nursery, tmp_path, server, random, Plan(people=48, seats=12), 2)
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_a_call_inside_the_transaction_that_claims_is_found_out(
    nursery: Nursery, tmp_path: Path, server: PostgresServer, random: Random
) -> None:
    more = {"faults": {PLANTED: "sent_inside_the_claim"}, "workers": 1}
    with _launched(nursery, tmp_path, server, random, Plan(people=120, seats=12), **more) as running:
        # Not before: a launch would wait for accounts that this worker locks for a whole call.
        running.remote.knobs(**SLOW)

        def doubled() -> list[str]:
            _cut(running, server)
            return running.findings().doubled

        wait_until(doubled, "nobody was written to twice")


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_thirty_stops_under_a_launch_of_a_thousand(
    nursery: Nursery, tmp_path: Path, server: PostgresServer, random: Random, share: float
) -> None:
    plan = Plan(people=round(1000 * share), seats=40)
    found = _launch(nursery, tmp_path, server, random, plan, max(2, round(30 * share)))
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)
