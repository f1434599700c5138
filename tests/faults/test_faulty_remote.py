"""F4: a remote that takes and does not say so, loses, hangs, refuses for a while and answers rubbish; nothing is lost or done twice."""

import asyncio
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults import town
from tests.faults.doomed import PLANTED
from tests.faults.judge import Findings, LedgerTail
from tests.faults.nursery import Nursery
from tests.faults.rig import rig
from tests.faults.town import Plan

RATES = {
    "drop_answers": 0.10, "drop_requests": 0.05, "fail_after_taking": 0.05, "timeouts": 0.01,
    "timeouts_after_taking": 0.01, "respond_429": 0.03, "bad_json": 0.01,
}  # fmt: skip
# What is told has to be read as fast, beside everything else, or doubts are given up before they can be cleared up.
SPEED, QUICK = 120, 240
COME_BACK = 2  # wall seconds, as Retry-After says them
FAULTY = {"fault_rates": RATES, "retry_after_seconds": COME_BACK, "timeout_seconds": 60}
MOST_ASIDE = 0.01


def _launch(
    nursery: Nursery, folder: Path, database_url: str, random: Random, plan: Plan, speed: int, **more: Any
) -> tuple[Findings, LedgerTail]:
    made = asyncio.run(town.build(database_url, plan))
    given = {"knobs": FAULTY, "workers": 1} | more
    with rig(nursery, folder, database_url, made, random, speed=speed, **given) as running:
        running.start()
        assert running.launch() == plan.people
        took = running.await_settled(3000)
        found = running.findings()
    struck = len([line for line in running.tail.of("refused") if line.get("status") != 409])
    print(f"{struck} refusals and cuts in {took:.1f} s; {found}")  # noqa: T201 - the figures of the run
    return found, running.tail


def _too_early(tail: LedgerTail) -> list[str]:
    """Commands that came before the time that a 429 had named to their account."""
    asked: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for line in tail.lines:
        if line["kind"] == "told" or (line["kind"] == "refused" and line.get("method") == "POST"):
            asked[line["userid"]].append((line["wall"], line.get("reason") == "respond_429"))
    found = []
    for userid, calls in asked.items():
        for (wall, busy), (after, _) in pairwise(calls):
            found += [f"{userid}: {after - wall:.2f} s"] if busy and after < wall + COME_BACK else []
    return found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_faulty_remote_makes_us_lose_and_repeat_nothing(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    found, tail = _launch(nursery, tmp_path, database_url, random, Plan(people=60, seats=10), QUICK)
    assert (found.lost, found.doubled, found.gaps, _too_early(tail)) == ([], [], 0, [])


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_five_thousand_actions_through_a_faulty_remote(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random, share: float
) -> None:
    plan = Plan(people=round(5000 * share), seats=max(4, round(63 * share)))
    found, tail = _launch(nursery, tmp_path, database_url, random, plan, SPEED)
    assert (found.lost, found.doubled, found.gaps, _too_early(tail)) == ([], [], 0, [])
    assert len(found.aside) <= MOST_ASIDE * found.actions


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_sender_that_takes_silence_for_a_yes_is_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    faults, knobs = {PLANTED: "no_answer_is_taken"}, {"fault_rates": {"drop_requests": 0.3}}
    found, _ = _launch(nursery, tmp_path, database_url, random, Plan(20, 10), QUICK, faults=faults, knobs=knobs)
    assert found.lost
