"""The message bridge: it looks into the inboxes and at new connections, and tells late what it finds."""

from collections.abc import Collection
from math import ceil

from sandbox import shape
from sandbox.account import Account
from sandbox.hours import opening, week
from sandbox.instant import DAY, MINUTE, iso
from sandbox.knobs import Knobs
from sandbox.relation import Letter
from sandbox.vocabulary import BOXES
from sandbox.world import World


def next_poll(account: Account, knobs: Knobs, at: float) -> float | None:
    """The next round that will find something, in hours; rounds that find nothing need no time of ours."""
    on = account.settings["messagebridgeflag"] if knobs.bridge is None else knobs.bridge
    waiting = [letter.at for letter in account.new_letters.values()] + list(account.new_connections.values())
    if not on or not waiting:
        return None
    interval = (knobs.bridge_interval_minutes or float(account.settings["messagebridgeinterval"])) * MINUTE
    # A hair less than the moment itself: a round that is due now must not be rounded to the next one.
    rounds = ceil((max(at, min(waiting)) - 0.001) / interval)
    return opening(week(knobs.planner_hours, account.settings), rounds * interval, account.utc_offset_minutes)


def poll(
    world: World, account: Account, at: float, boxes: Collection[str] = BOXES, days_back: float | None = None
) -> None:
    """Tells what is new in these boxes; `days_back` tells of those days again."""
    since = None if days_back is None else at - days_back * DAY
    letters = [letter for letter in _letters(account, since) if letter.box in boxes]
    connections = _connections(account, since) if "connections" in boxes else []
    if not letters and not connections:
        return
    found = {"letters": [letter.n for letter in letters], "connections": connections}
    world.record("bridged", at, userid=account.userid, **found)
    for slug in connections:
        _tell_connection(world, account, slug, at)
    for letter in letters:
        _tell_letter(world, account, letter, at)


def _letters(account: Account, since: float | None) -> list[Letter]:
    again = account.letters if since is not None else []
    known = {letter.n: letter for letter in again if since is not None and letter.at >= since}
    return sorted((known | account.new_letters).values(), key=lambda letter: letter.n)


def _connections(account: Account, since: float | None) -> list[str]:
    again = [
        relation.slug
        for relation in account.relations.values()
        if since is not None and relation.connected_at is not None and relation.connected_at >= since
    ]
    return list(dict.fromkeys([*account.new_connections, *again]))


def _tell_connection(world: World, account: Account, slug: str, at: float) -> None:
    state, knobs = world.state, world.state.knobs(account)
    person, relation, signals = state.person(slug), state.relation(account, slug), knobs.acceptance_signals
    if signals & {"tag", "degree"}:
        degree = 1 if "degree" in signals else 2
        data = shape.visit(knobs, person, relation, at, full=True, degree=degree, tags="tag" in signals)
        world.emit(account, ("visit", "update"), at, data)
    if "invitation_accept_message" in signals:
        accepted_at = relation.connected_at or at
        letter = Letter(-1, slug, "received", "", accepted_at)
        data = shape.message(person, relation, letter, iso(accepted_at), "INVITATION_ACCEPT")
        world.emit(account, ("message", "received"), at, data)


def _tell_letter(world: World, account: Account, letter: Letter, at: float) -> None:
    state = world.state
    person, relation = state.person(letter.slug), state.relation(account, letter.slug)
    data = shape.message(person, relation, letter, iso(letter.at))
    world.emit(account, ("message", letter.direction), at, data)
