"""The `ready` webhook: the extension lives and takes work."""

from sandbox import shape
from sandbox.account import Account
from sandbox.instant import MINUTE
from sandbox.knobs import Knobs
from sandbox.limits import excluded
from sandbox.world import World

_READY = ("rccommand", "ready")


def beat(world: World, account: Account, at: float) -> None:
    """Sends it, now and then twice with almost the same time, and draws when the next one is due."""
    state = world.state
    key = ("ready", account.userid, state.emitted)
    knobs = state.knobs(account)
    again_at = at + state.draw.between(knobs.ready_interval_minutes, *key) * MINUTE
    data = shape.ready(_clientid(world, account), *_exclusions(account, knobs, at))
    world.emit(account, _READY, at, data, ready_at=again_at)
    if state.draw.chance(knobs.ready_double_rate, "double", *key):
        world.emit(account, _READY, at + 0.037, data, ready_at=again_at)


def _exclusions(account: Account, knobs: Knobs, at: float) -> tuple[list[str], list[str]]:
    if isinstance(knobs.ready_exclusions, dict):
        return knobs.ready_exclusions.get("commands", []), knobs.ready_exclusions.get("campaigns", [])
    return (excluded(account, knobs, at) if knobs.ready_exclusions == "limits" else []), []


def _clientid(world: World, account: Account) -> str:
    drawn = world.state.draw.digest("client", account.userid, account.reloads)
    return "-".join((drawn[:8], drawn[8:12], "4" + drawn[13:16], "8" + drawn[17:20], drawn[20:32]))
