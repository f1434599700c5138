"""F8: PostgreSQL stops at once, again and again, under a launch; nothing is lost, done twice, or missing from the log."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

import pytest

from app import migrations
from tests.databases import PostgresDatabases
from tests.faults import town
from tests.faults.judge import Findings
from tests.faults.nursery import Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.journey.product_process import wait_until
from tests.postgres_server import PostgresServer

# So long it stays away, in wall seconds.
AWAY = (0.0, 2.0)


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """One that nobody else works on."""
    made = PostgresServer()
    yield made
    made.stop()


def _launch(nursery: Nursery, folder: Path, server: PostgresServer, random: Random, plan: Plan, stops: int) -> Findings:
    url = asyncio.run(PostgresDatabases(server.url("chaknal_test")).bare()).url
    asyncio.run(migrations.apply(url))
    made = asyncio.run(town.build(url, plan))
    with rig(nursery, folder, url, made, random, speed=240) as running:
        running.start()
        assert running.launch() == plan.people
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


@pytest.mark.timeout(600)
def test_a_database_that_stops_twice_costs_nothing(
    nursery: Nursery, tmp_path: Path, server: PostgresServer, random: Random
) -> None:
    found = _launch(nursery, tmp_path, server, random, Plan(people=48, seats=12), 2)
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_thirty_stops_under_a_launch_of_a_thousand(
    nursery: Nursery, tmp_path: Path, server: PostgresServer, random: Random, share: float
) -> None:
    plan = Plan(people=round(1000 * share), seats=40)
    found = _launch(nursery, tmp_path, server, random, plan, max(2, round(30 * share)))
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)
