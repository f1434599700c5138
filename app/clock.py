"""Builds the clock that everything is handed: real time, or simulated time that never runs back and stands still while nothing runs."""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tortoise.exceptions import BaseORMException

from app.database import LOST
from engine.clock import APART, REAL_DAY, TOLERATED, Anchor, RunningClock, resumed
from models import Action, ClockRow

_EVERY = 1.0
# For so long after a jump back nothing that seems later proves anything; within it every doubt is settled or set aside.
_DOUBT = timedelta(days=1)
_log = logging.getLogger("chaknal.clock")


class TimeWouldRunBack(Exception):
    """This database has seen later (simulated) times than the wall clock shows, so it cannot go on in real time yet."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


class SimulatedAbroad(Exception):
    """Time is simulated in this database (another process was served with a CHAKNAL_DAY_SECONDS of its own), which goes only with
    a CHAKNAL_DUXSOUP_URL on this machine: nothing is sent from here.
    """

    def __init__(self) -> None:
        super().__init__(" ".join(str(type(self).__doc__).split()))


def wall_now() -> datetime:
    return datetime.now(UTC)


def monotonic_now() -> float:
    """Counts on while the host is suspended, as the database elsewhere does: a lease may not outlast its own end by a sleep."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


async def open_clock(
    *,
    alone: bool,
    at_home: bool = True,
    day_seconds: int | None = None,
    first: datetime | None = None,
    wall: Callable[[], datetime] = wall_now,
    monotonic: Callable[[], float] = monotonic_now,
) -> RunningClock:
    """Reads the clock row; whoever is alone re-anchors it at the latest time on record, others take it as it stands.

    `day_seconds` null keeps the row's own (short commands do not change how time runs); `first` is where simulated time
    begins on a new database; unless Dux-Soup is `at_home`, simulated time is refused (SimulatedAbroad). Call it between arriving
    (app/presence.py) and settling, with the database open.
    """
    row = await ClockRow.read()
    if row is None:
        anchor = Anchor(wall(), first or wall(), day_seconds or REAL_DAY)
        row = await ClockRow.begun(anchor.wall, anchor.simulated, anchor.day_seconds)
    if alone:
        noted, row.latest_at = row.latest_at, await _latest(row)
        anchor = _going_on(row, wall(), day_seconds)
        if anchor.real:
            await _look_back(wall(), noted)
        await _write(anchor)
        return RunningClock(anchor, wall, monotonic)
    return RunningClock(_allowed(row, at_home), wall, monotonic)


async def after_restore(made_at: datetime, wall: datetime, *, passed: bool) -> tuple[RunningClock, datetime]:
    """A clock that stands at the restore, and the (simulated) time of the backup. Where anything may have run since, simulated
    time goes on as far as it can have gone, so that it does not run back for whoever saw it.
    """
    row = await ClockRow.read()
    if row is None or _anchor(row).real:
        return RunningClock(Anchor(wall, wall), lambda: wall, monotonic_now), made_at
    gone = max(0.0, (wall - made_at).total_seconds()) + TOLERATED if passed else 0.0
    anchor = resumed(_anchor(row), row.latest_at + _anchor(row).span(gone), wall)
    await _write(anchor)
    return RunningClock(anchor, lambda: wall, monotonic_now), row.latest_at


async def note(clock: RunningClock, *, at_home: bool = True) -> None:
    """Writes the latest time on record, and takes over an anchor that another process set. Raises SimulatedAbroad before that."""
    row = await ClockRow.get()
    clock.anchor = _allowed(row, at_home)
    if clock.anchor.real:
        await _look_back(clock.wall(), row.latest_at)
    elif clock.now() + clock.anchor.span(TOLERATED) < row.latest_at:
        clock.anchor = resumed(clock.anchor, row.latest_at, clock.wall())
        await _write(clock.anchor)
    await ClockRow.noted(clock.now())


async def keep(clock: RunningClock, *, at_home: bool = True) -> None:
    """Notes the time every wall second, until cancelled or SimulatedAbroad; what a crash loses is that second. A jump of the wall clock
    is put on record too, as soon as there is a database.
    """
    stepped: datetime | None = None
    while True:
        if step := clock.step():
            _log.warning("The wall clock of this machine jumped to %s.", clock.wall().isoformat(timespec="seconds"))
            side = min(step, clock.wall() + _DOUBT)
            stepped = max(side, stepped or side)
        try:
            await note(clock, at_home=at_home)
            if stepped is not None:
                await ClockRow.stepped(stepped)
                stepped = None
        except (*LOST, BaseORMException) as lost:
            _log.warning("The time was not noted: %s", type(lost).__name__)  # the database may be back in a second
        await asyncio.sleep(_EVERY)


async def _look_back(wall: datetime, latest: datetime) -> None:
    """Real time goes on from wherever it is, so it stays on record that it was later."""
    if latest - wall > APART:
        _log.warning(
            "The wall clock of this machine is behind the time on record: it was put back, or another one is ahead."
        )
        await ClockRow.put_back(wall, min(latest, wall + _DOUBT))


async def _latest(row: ClockRow) -> datetime:
    """A crash takes the last second's note with it; what was sent in that second is on record all the same."""
    sent = await Action.last_sent_after(row.latest_at)
    return row.latest_at if sent is None or sent.sent_at is None else sent.sent_at


def _going_on(row: ClockRow, wall: datetime, day_seconds: int | None) -> Anchor:
    before = resumed(_anchor(row), row.latest_at, wall)
    anchor = Anchor(before.wall, before.simulated, day_seconds or before.day_seconds)
    if anchor.real and not before.real and before.simulated > wall:
        raise TimeWouldRunBack
    return Anchor(wall, wall) if anchor.real else anchor


def _allowed(row: ClockRow, at_home: bool) -> Anchor:
    """The row is another process's word, so its day is looked at as one in the settings is."""
    anchor = _anchor(row)
    if not (anchor.real or at_home):
        raise SimulatedAbroad
    return anchor


def _anchor(row: ClockRow) -> Anchor:
    return Anchor(row.wall_anchor, row.simulated_anchor, row.day_seconds)


async def _write(anchor: Anchor) -> None:
    await ClockRow.anchored(anchor.wall, anchor.simulated, anchor.day_seconds)
