"""F1: kill -9 of the process that dispatches, at random moments of a launch, and nothing is lost or done twice."""

import asyncio
from pathlib import Path
from random import Random

import pytest

from app.database import dialect_of
from engine.sequence import StepDraft
from models import StepKind
from tests.faults import town
from tests.faults.doomed import PLANTED
from tests.faults.judge import Findings
from tests.faults.kills import Kills
from tests.faults.nursery import Nursery
from tests.faults.rig import rig
from tests.faults.town import Plan
from tests.journey.product_process import wait_until

# A worker that starts takes as long as ever, however fast a day goes: told more quickly than this, the readers are behind most of
# the time, and while a receipt is unread absence proves nothing.
SPEED = 60
QUICK = 240
VISIT_AND_INVITE = (StepDraft(StepKind.VISIT), StepDraft(StepKind.CONNECT))
MOST_ASIDE = 0.005
# Answers take their time, so that a kill falls into the middle of a send, and no webhook tells of it before the next claim.
SLOW = {"latency_seconds": (0.5, 1.0), "webhook_delay_seconds": (7200, 7200)}


def _launch(
    nursery: Nursery, folder: Path, database_url: str, random: Random, plan: Plan, kills: int, speed: int
) -> Findings:
    made = asyncio.run(town.build(database_url, plan))
    with rig(nursery, folder, database_url, made, random, speed=speed) as running:
        running.start()
        assert running.launch() == plan.people
        struck = Kills(running)
        struck.strike(kills)
        took = running.await_settled()
        found = running.findings()
    print(f"{kills} kills: {struck}; settled {took:.1f} s after the last; {found}")  # noqa: T201 - the figures of the run
    return found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_twenty_kills_lose_and_repeat_nothing(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    found = _launch(nursery, tmp_path, database_url, random, Plan(people=60, seats=12), 20, QUICK)
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_worker_that_plans_again_what_it_was_killed_over_is_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    made = asyncio.run(town.build(database_url, Plan(people=24, seats=12)))
    more = {"faults": {PLANTED: "interrupted_is_sent_again"}, "knobs": SLOW, "workers": 1}
    with rig(nursery, tmp_path, database_url, made, random, speed=QUICK, **more) as running:
        running.start()
        running.launch()
        struck = Kills(running)

        def doubled() -> list[str]:
            struck.strike(1)
            return running.findings().doubled

        wait_until(doubled, "nobody was written to twice")


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_two_hundred_kills_of_a_launch_of_a_thousand(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random, share: float
) -> None:
    plan = Plan(people=round(1000 * share), seats=40, steps=VISIT_AND_INVITE)
    found = _launch(nursery, tmp_path, database_url, random, plan, round(200 * share), SPEED)
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)
    if (
        dialect_of(database_url) == "postgres"
    ):  # on SQLite the receiver was killed too, and what nobody heard of is set aside
        assert len(found.aside) <= MOST_ASIDE * found.actions
