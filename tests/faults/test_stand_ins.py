"""What Dux-Soup does and nobody knows: the promises hold against a stand-in that answers each open question either way."""

import asyncio
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults import town
from tests.faults.kills import Kills
from tests.faults.nursery import Nursery
from tests.faults.rig import rig
from tests.faults.test_faulty_remote import FAULTY
from tests.faults.town import Plan

# The open questions that decide whether an action is recognised, each with all its answers.
OPEN: dict[str, tuple[Any, ...]] = {
    "duplicate_mode": ("same_id", "no_id", "error"),
    "duplicate_key": (["command", "profile"], ["command", "profile", "text", "campaignid"], ["campaignid"]),
    "running_counts_as_queued": (False, True),
    "rccommand_id": ("messageid", "other"),
    "echo_campaignid": (True, False),
    "command_details": (False, True),
    "items_shape": ("array", "items"),
    "webhook_retries": (True, False),
    "webhook_shuffle": (0.0, 30.0),
    "webhook_duplicate_rate": (0.0, 0.3),
    "system_tags": (True, False),
    "action_webhooks": (True, False),
    "visit_with_every_command": (True, False),
    "ready_double_rate": (0.0, 0.5),
    "webhook_drop_rate": (0.0, 0.1),
    "empty_bodies": (False, True),
    "profile_fields": (True, False),
    "degree_style": ("1", "1st"),
}
Choice = tuple[str, int]
SHORT = -1  # which of the combinations `make test` tries


def pairwise() -> list[dict[str, Any]]:
    """Few combinations in which any two answers to any two questions meet at least once."""
    pairs = {
        frozenset(pair) for one, other in combinations(OPEN, 2) for pair in product(_choices(one), _choices(other))
    }
    found = []
    while pairs:
        row: dict[str, int] = dict([*sorted(min(pairs, key=sorted))])
        for name in [name for name in OPEN if name not in row]:
            row[name] = max(_choices(name), key=lambda choice: _covered(pairs, row, choice))[1]
        pairs -= {frozenset(pair) for pair in combinations(row.items(), 2)}
        found.append({name: OPEN[name][index] for name, index in row.items()})
    return found


def _choices(name: str) -> Iterator[Choice]:
    return ((name, index) for index in range(len(OPEN[name])))


def _covered(pairs: set[frozenset[Choice]], row: dict[str, int], choice: Choice) -> int:
    return sum(frozenset((known, choice)) in pairs for known in row.items())


COMBINATIONS = pairwise()


def _hold(nursery: Nursery, folder: Path, database_url: str, random: Random, knobs: dict[str, Any]) -> None:
    """A launch with kills and faults; what is not recognised may be set aside, and nothing else."""
    made = asyncio.run(town.build(database_url, Plan(people=32, seats=8)))
    with rig(nursery, folder, database_url, made, random, speed=240, knobs=FAULTY | knobs) as running:
        running.start()
        assert running.launch() == made.plan.people
        Kills(running).strike(4)
        running.await_settled(600)
        found = running.findings()
    print(f"{knobs}: {found}")  # noqa: T201 - the figures of the run
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)


def test_any_two_answers_to_any_two_questions_meet() -> None:
    for one, other in combinations(OPEN, 2):
        met = {(repr(row[one]), repr(row[other])) for row in COMBINATIONS}
        assert len(met) == len(OPEN[one]) * len(OPEN[other])
    assert len(COMBINATIONS) < 20


@pytest.mark.timeout(900)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_one_combination(nursery: Nursery, tmp_path: Path, database_url: str, random: Random) -> None:
    _hold(nursery, tmp_path, database_url, random, COMBINATIONS[SHORT])


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", range(len(COMBINATIONS)))
def test_every_combination(nursery: Nursery, tmp_path: Path, database_url: str, random: Random, number: int) -> None:
    _hold(nursery, tmp_path, database_url, random, COMBINATIONS[number])
