"""F2: the process ends at each named point between two steps of its work, and nothing is lost or done twice."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from engine.sequence import StepDraft
from models import StepKind
from tests.faults import town
from tests.faults.crash_points import KILLED, POINTS, place_of
from tests.faults.doomed import CRASH_AT, CRASH_ON, PLANTED, SLOWER_BY
from tests.faults.nursery import Doomed, Nursery
from tests.faults.rig import Rig, rig
from tests.faults.town import Plan
from tests.journey import guide, plain_sql
from tests.journey.product_process import wait_until

# To people who are connected already: a letter is what nobody may repeat, and its sequence ends by a deadline.
LETTER = StepDraft(StepKind.MESSAGE, template="Hello {{ first_name }}.")
SHARE = 4
# Once at each point is few, and each crash waits for the one before, so a doubt may be given up as soon as everything else.
QUICK: dict[str, Any] = {"speed": 240, "faults": {SLOWER_BY: "1"}}
# Of many seats even heartbeats have to be read, while the only worker is starting anew at most moments.
LONG: dict[str, Any] = {"speed": 120, "knobs": {"ready_interval_minutes": (20, 40)}}
OF_THE_API = {"before_receipt_commit", "before_launch_commit"}
DEADLINES = "UPDATE assignment SET deadline_at = launched_at WHERE deadline_at IS NOT NULL"
WAITING = "SELECT COUNT(*) FROM assignment WHERE deadline_at IS NOT NULL"


@dataclass
class Crashes:
    """Each life of the process ends at a point; every cause of work hands it one more seat's share, or what the point needs."""

    running: Rig
    launched: int = 0
    adopted: int = 0

    def die_at(self, point: str, on: int = 1, **more: str) -> None:
        process = self._process(point)
        if process.pid is not None:
            process.kill()
        process.start(**{CRASH_AT: point, CRASH_ON: str(on)}, **more)
        self._cause(point, process)
        assert process.ended() == KILLED, self.running.said()[-2000:]
        process.start()

    def finish(self) -> None:
        """All is launched, whichever launch was cut off."""
        self.running.await_ready()
        self.running.launch()
        self.running.await_settled()

    def _process(self, point: str) -> Doomed:
        serving = self.running.serving if point in OF_THE_API else []
        return (serving or self.running.dispatching)[0]

    def _cause(self, point: str, process: Doomed) -> None:
        self._wait_for(self.running.ready, process)
        if point == "before_deadline_commit":
            self._wait_for(lambda: plain_sql.rows(self.running.database_url, WAITING) != [(0,)], process)
            plain_sql.execute(self.running.database_url, DEADLINES)
        elif point == "before_adoption_commit":
            self.adopted += 1
            named = {"dux_user_id": f"30000000000000000{self.adopted:04d}", "dux_api_key": "an-invented-key-of-sql"}
            plain_sql.execute(self.running.database_url, guide.filled_in(guide.INSERT, **named))
        elif point == "before_judgement_commit":
            self.running.remote.drops_answers(SHARE)
            self._hand_over()
        elif point not in {"before_receipt_commit", "before_apply_commit"}:
            self._hand_over()

    def _hand_over(self) -> None:
        """The launch itself may be what is cut off."""
        with suppress(httpx.TransportError):
            self.running.launch_of(self.launched)
        self.launched += 1

    def _wait_for(self, holds: Callable[[], bool], process: Doomed) -> None:
        wait_until(lambda: holds() or not process.runs(), "nothing to do for the point")


@contextmanager
def _crashes(
    nursery: Nursery, folder: Path, database_url: str, random: Random, rounds: int, manner: dict[str, Any]
) -> Iterator[Crashes]:
    seats = rounds * len(POINTS)
    made = asyncio.run(town.build(database_url, Plan(people=SHARE * seats, seats=seats, steps=(LETTER,))))
    more = manner | {"knobs": manner.get("knobs", {}) | {"degree": 1}, "workers": 1}
    with rig(nursery, folder, database_url, made, random, **more) as running:
        running.start()
        yield Crashes(running)


def _hit_all(crashes: Crashes, random: Random, rounds: int) -> None:
    points = list(POINTS) * rounds
    random.shuffle(points)
    # What waits for a deadline has to be there before a deadline can be cut off.
    points.sort(key=lambda point: point == "before_deadline_commit")
    for point in points:
        crashes.die_at(point)
    crashes.finish()
    found = crashes.running.findings()
    print(f"{len(points)} crashes at {len(POINTS)} points: {found}")  # noqa: T201 - the figures of the run
    assert (found.lost, found.doubled, found.gaps) == ([], [], 0)


@pytest.mark.parametrize("point", POINTS)
def test_the_product_has_the_place(point: str) -> None:
    assert callable(place_of(point))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_is_lost_or_done_twice_at_any_point(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with _crashes(nursery, tmp_path, database_url, random, 1, QUICK) as crashes:
        _hit_all(crashes, random, 1)


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_twenty_times_at_each_point(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random, share: float
) -> None:
    rounds = max(1, round(20 * share))
    with _crashes(nursery, tmp_path, database_url, random, rounds, LONG) as crashes:
        _hit_all(crashes, random, rounds)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_worker_that_sends_again_what_was_interrupted_is_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with _crashes(nursery, tmp_path, database_url, random, 1, QUICK) as crashes:
        crashes.running.dispatching[0].settings[PLANTED] = "interrupted_is_sent_again"
        crashes.die_at("after_response_before_commit")
        crashes.running.await_ready()
        wait_until(lambda: crashes.running.findings().doubled, "nobody was written to twice")
