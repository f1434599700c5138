"""F12: subscribers that are slow, frozen or gone are cut off within seconds, and cost the server no memory and the others no time."""

import asyncio
import os
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

import pytest

from app.database import close_database, open_database
from models import Unit, Units, Workspace
from tests.events.conftest import contact_event
from tests.faults.audience import Listener, Shown, seated, shown, until
from tests.faults.bad_peers import BadPeer, Kind, attached, held, settled
from tests.faults.doomed import PLANTED
from tests.faults.nursery import Nursery
from tests.faults.stage import Changes, Stage, stage
from tests.settable_clock import SettableClock

GOOD, BAD = 180, 20
# So much there is to replay that no buffer on the way holds it.
HISTORY, AT_ONCE = 20_000, 1_000
PAUSE = 0.2
ROUNDS, WINDOW = 4, 15.0
CUT_WITHIN, PATIENCE = 15.0, 30.0
MOST_SLOWER, MOST_MEMORY = 1.2, 10 * 2**20
EVERYBODY = list(Kind)


@dataclass
class Run:
    """With the bad and without them, by turns: when, and how much memory the server had at the most. `cut`: after how many seconds
    each of the bad was; those that never were are missing.
    """

    stage: Stage
    listeners: list[Listener]
    changes: Changes
    spans: dict[bool, list[tuple[float, float]]] = field(default_factory=lambda: {True: [], False: []})
    memory: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    cut: list[tuple[Kind, float]] = field(default_factory=list)
    shown: Shown | None = None

    def __str__(self) -> str:
        cut = {str(kind): max((after for one, after in self.cut if one is kind), default=None) for kind in Kind}
        late = f"95th percentile of delivery {self.late(bad=False):.3f} s without, {self.late(bad=True):.3f} s with"
        return f"cut after at most {cut}; memory up {self.grown / 2**20:.1f} MiB; {late}; {self.shown}"

    @property
    def grown(self) -> int:
        return self.memory[True] - self.memory[False]

    def late(self, *, bad: bool) -> float:
        """The 95th percentile from the sending of the command to the showing of its event."""
        asked = {key: at for key, at in self.changes.sent.items() if any(a <= at < b for a, b in self.spans[bad])}
        times = [at - asked[key] for one in self.listeners for key, at in one.heard if key in asked]
        return quantiles(times, n=20)[-1] if len(times) > 1 else 0.0

    async def measure(self, seconds: float, peers: list[BadPeer] | None = None) -> None:
        """What is sent in that time counts as with the bad if there are some; it is over when all of them are cut."""
        began, left = time.monotonic(), {peer.port: peer for peer in peers or []}
        while (now := time.monotonic()) < began + seconds and (left or peers is None):
            self.memory[peers is not None] = max(self.memory[peers is not None], _memory(self.stage))
            there = held(self.stage)
            for port in [port for port in left if port not in there]:
                peer = left.pop(port)
                self.cut.append((peer.kind, now - peer.since))
            await asyncio.sleep(0.2)
        self.spans[peers is not None].append((began, time.monotonic()))


async def _run(stage: Stage, good: int, kinds: list[Kind], rounds: int, window: float) -> Run:
    await asyncio.to_thread(stage.start)
    head = await asyncio.to_thread(stage.head)
    run = Run(stage, [Listener(stage, head) for _ in range(good)], Changes(stage, PAUSE))
    await _warm(stage, head, len(kinds))
    async with seated(run.listeners):
        changing = asyncio.create_task(run.changes.run())
        for _ in range(rounds):
            await run.measure(window)
            async with attached(stage, kinds) as peers:
                await settled(stage, peers)
                await run.measure(window, peers)
        run.changes.stop()
        await changing
        head = await asyncio.to_thread(stage.head)
        await until(lambda: all(one.position >= head for one in run.listeners), "the end is not shown")
    run.shown = shown(run.listeners, head)
    print(run)  # noqa: T201 - the figures of the run
    return run


async def _warm(stage: Stage, head: int, count: int) -> None:
    """What is done for the first time takes memory once: as many good ones as there will be bad, and one who is told everything."""
    told = Listener(stage, 0)
    async with seated([told, *(Listener(stage, head) for _ in range(count))]):
        await until(lambda: told.position >= head, "the past is not shown")


def _memory(stage: Stage) -> int:
    pages = Path(f"/proc/{stage.process.pid}/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


async def _write_history(stage: Stage) -> None:
    await open_database(stage.database_url)
    units = Units(SettableClock(datetime.now(UTC)))
    try:
        workspace = await Workspace.get(id=stage.town.workspace_id)

        async def work(unit: Unit) -> None:
            unit.record(*(contact_event(workspace) for _ in range(AT_ONCE)))

        for _ in range(HISTORY // AT_ONCE):
            await units.run(work)
    finally:
        await units.drain()
        await close_database()


def _bad(count: int, kinds: list[Kind]) -> list[Kind]:
    return list(islice(cycle(kinds), count))


def _met(
    nursery: Nursery,
    folder: Path,
    database_url: str,
    good: int,
    kinds: list[Kind],
    seconds: float = CUT_WITHIN + 1,
    bug: str = "",
) -> Run:
    """One round, as long as it may take until all of them have to be gone."""
    with stage(nursery, folder, database_url, **({PLANTED: bug} if bug else {})) as made:
        asyncio.run(_write_history(made))
        return asyncio.run(_run(made, good, kinds, 1, seconds))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_the_bad_are_cut_off(nursery: Nursery, tmp_path: Path, database_url: str, random: object) -> None:
    run = _met(nursery, tmp_path, database_url, 3, EVERYBODY, PATIENCE)
    assert {kind for kind, _ in run.cut} == set(Kind)
    assert run.shown is not None
    assert run.shown.whole


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", EVERYBODY)
def test_each_kind_is_cut_off_and_costs_no_memory(
    nursery: Nursery, tmp_path: Path, database_url: str, random: object, kind: Kind
) -> None:
    run = _met(nursery, tmp_path, database_url, 10, _bad(BAD, [kind]))
    assert len(run.cut) == BAD
    assert max(after for _, after in run.cut) <= CUT_WITHIN
    assert run.grown <= MOST_MEMORY


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_server_that_waits_for_everybody_is_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: object
) -> None:
    run = _met(nursery, tmp_path, database_url, 10, EVERYBODY, bug="everybody_is_waited_for")
    assert run.cut == []


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_server_that_keeps_what_nobody_takes_is_found_out(
    nursery: Nursery, tmp_path: Path, database_url: str, random: object
) -> None:
    kinds = _bad(BAD, [Kind.SLOW, Kind.FROZEN])
    run = _met(nursery, tmp_path, database_url, 3, kinds, PATIENCE, bug="untaken_is_kept")
    assert run.grown > MOST_MEMORY


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_twenty_bad_ones_of_two_hundred_do_not_slow_the_others(
    nursery: Nursery, tmp_path: Path, database_url: str, random: object, share: float
) -> None:
    kinds = _bad(round(BAD * share), EVERYBODY)
    with stage(nursery, tmp_path, database_url) as made:
        asyncio.run(_write_history(made))
        run = asyncio.run(_run(made, round(GOOD * share), kinds, ROUNDS, WINDOW))
    assert run.shown is not None
    assert run.shown.whole
    assert len(run.cut) == ROUNDS * len(kinds)
    assert max(after for _, after in run.cut) <= CUT_WITHIN
    assert run.grown <= MOST_MEMORY
    assert run.late(bad=True) <= MOST_SLOWER * run.late(bad=False)
