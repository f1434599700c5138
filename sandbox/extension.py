"""The extension in the browser of one account: what is the next thing it does, and when?"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from sandbox import bridge, crowd, execution, heartbeat, remote_signal
from sandbox.account import Account
from sandbox.hours import opening, week
from sandbox.knobs import Knobs
from sandbox.limits import frees_at, held
from sandbox.world import World


class Deed(NamedTuple):
    """Something that happens by itself at a moment."""

    at: float
    run: Callable[[], object]


def next_deed(world: World, account: Account, at: float) -> Deed | None:
    """The earliest thing not before `at`; none if nothing stirs until somebody calls."""
    deeds = list(_people(world, account, at))
    deeds += _signals(world, account, at)
    deeds += _presence(world, account, at)
    return min(deeds, key=lambda deed: deed.at, default=None)


def _people(world: World, account: Account, at: float) -> Iterator[Deed]:
    happening = min(account.happenings.values(), key=lambda each: each.at, default=None)
    if happening is not None:
        due = max(at, happening.at)
        yield Deed(due, partial(crowd.happen, world, account, happening, due))


def _signals(world: World, account: Account, at: float) -> Iterator[Deed]:
    for waiting in account.signals[:1]:
        online = world.state.knobs(account).online
        due = at if online else max(at, waiting.expires_at)
        yield Deed(due, partial(remote_signal.settle, world, account, waiting, due))


def _presence(world: World, account: Account, at: float) -> Iterator[Deed]:
    knobs = world.state.knobs(account)
    if not knobs.online:
        yield from _interruption(world, account, at)
        return
    if knobs.ready:
        due = max(at, account.ready_at or at)
        yield Deed(due, partial(heartbeat.beat, world, account, due))
    polled = bridge.next_poll(account, knobs, at)
    if polled is not None:
        yield Deed(polled, partial(bridge.poll, world, account, polled))
    yield from _work(world, account, knobs, at)


def _interruption(world: World, account: Account, at: float) -> Iterator[Deed]:
    if account.running is not None:
        messageid = account.running.command.messageid
        yield Deed(at, partial(world.record, "interrupted", at, userid=account.userid, messageid=messageid))


def _work(world: World, account: Account, knobs: Knobs, at: float) -> Iterator[Deed]:
    if account.running is not None:
        due = max(at, account.running.ends_at)
        yield Deed(due, partial(execution.finish, world, account, account.running, due))
    elif account.queue and _switched_on(account, knobs):
        yield from _begin(world, account, knobs, at)


def _begin(world: World, account: Account, knobs: Knobs, at: float) -> Iterator[Deed]:
    """The next command; out of hours, or where all that waits is held, another look when that has changed."""
    opens = opening(week(knobs.planner_hours, account.settings), max(at, account.free_at), account.utc_offset_minutes)
    if opens is None or opens > at:
        yield from _looks(opens)
        return
    full = held(account, knobs, at)
    command = account.queue.first(at, full)
    if command is not None:
        yield Deed(at, partial(execution.start, world, account, command, at))
    else:
        yield from _looks(account.queue.ripens_at(), frees_at(account, at) if full else None)


def _looks(*moments: float | None) -> Iterator[Deed]:
    yield from (Deed(moment, _look_again) for moment in moments if moment is not None)


def _switched_on(account: Account, knobs: Knobs) -> bool:
    remote = account.settings["remotecontrolflag"] if knobs.remote_control is None else knobs.remote_control
    return bool(remote) and not account.settings["pauserobot"]


def _look_again() -> None:
    """Nothing happens but that the next deed is sought anew."""
