"""F11: hundreds who follow the feed while its server is killed again and again; each comes back with its cursor and misses nothing."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.faults.audience import Listener, Shown, seated, shown, until
from tests.faults.nursery import Nursery
from tests.faults.stage import Changes, Stage, stage

LISTENERS, KILLS, EVERY = 500, 30, 10.0
# So long it stays away, in wall seconds.
AWAY = (0.0, 2.0)
PAUSE = 0.5
SOON, MOST_LATE = 5.0, 0.01


@dataclass(frozen=True)
class Run:
    shown: Shown
    delays: list[float]

    def __str__(self) -> str:
        ordered = sorted(self.delays)
        marks = ", ".join(
            f"{share:.0%} {ordered[int(share * (len(ordered) - 1))]:.1f} s" for share in (0.5, 0.9, 0.99, 1)
        )
        return f"{self.shown}; {len(ordered)} times back after {marks}; later than {SOON:.0f} s: {self.late:.2%}"

    @property
    def late(self) -> float:
        return sum(delay > SOON for delay in self.delays) / len(self.delays)


async def _follow(
    stage: Stage, random: Random, count: int, kills: int, every: float, *, forgetful: bool = False
) -> Run:
    await asyncio.to_thread(stage.start)
    began_at = await asyncio.to_thread(stage.head)
    listeners = [Listener(stage, began_at, forgetful) for _ in range(count)]
    changes = Changes(stage, PAUSE)
    async with seated(listeners):
        changing = asyncio.create_task(changes.run())
        for _ in range(kills):
            await asyncio.sleep(every * random.uniform(0.8, 1.2))
            await asyncio.to_thread(_interrupt, stage, random)
        await until(lambda: all(kills in one.back for one in listeners), "not everybody came back")
        changes.stop()
        await changing
        head = await asyncio.to_thread(stage.head)
        await until(lambda: forgetful or all(one.position >= head for one in listeners), "the end is not shown")
    return Run(shown(listeners, head), _delays(stage, listeners, kills))


def _interrupt(stage: Stage, random: Random) -> None:
    stage.kill()
    time.sleep(random.uniform(*AWAY))
    stage.start()


def _delays(stage: Stage, listeners: list[Listener], kills: int) -> list[float]:
    """From the moment at which each life was ready. Who was not back before the next kill waited for the whole of it at least."""
    ends = [*stage.ended_at[1:], time.monotonic()]
    return [
        max(0.0, one.back.get(life, ends[life - 1]) - stage.ready_at[life])
        for one in listeners
        for life in range(1, kills + 1)
    ]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_who_comes_back_with_a_cursor_misses_nothing(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    with stage(nursery, tmp_path, database_url) as made:
        run = asyncio.run(_follow(made, random, 10, 3, 1.5))
    print(run)  # noqa: T201 - the figures of the run
    assert run.shown.whole


@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_who_comes_back_without_one_is_found_to_miss_something(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random
) -> None:
    """The control: a client that subscribes anew as a page is loaded anew."""
    with stage(nursery, tmp_path, database_url) as made:
        run = asyncio.run(_follow(made, random, 10, 3, 1.5, forgetful=True))
    print(run)  # noqa: T201 - as above
    assert run.shown.missed > 0


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_five_hundred_miss_nothing_and_are_back_within_seconds(
    nursery: Nursery, tmp_path: Path, database_url: str, random: Random, share: float
) -> None:
    with stage(nursery, tmp_path, database_url) as made:
        run = asyncio.run(_follow(made, random, round(LISTENERS * share), max(2, round(KILLS * share)), EVERY))
    print(run)  # noqa: T201 - as above
    assert run.shown.whole
    assert run.late <= MOST_LATE
