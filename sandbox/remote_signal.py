"""Extension control: signals reach an extension that is there, wait a minute for one that is not, then are gone."""

from collections.abc import Callable
from typing import Any

from sandbox import bridge
from sandbox.account import Account, WaitingSignal
from sandbox.instant import MINUTE
from sandbox.vocabulary import BOXES
from sandbox.world import World

_PATIENCE = MINUTE


def wrong(world: World, account: Account, signal: object, params: dict[str, Any]) -> str:
    """What is wrong with a signal as it came, or nothing."""
    if signal not in {"extensionReload", "bridgeCheck", world.state.knobs(account).data_reset_literal}:
        return "unknown signal"
    if signal == "bridgeCheck" and params.get("boxname") not in BOXES:
        return "params.boxname is missing or unknown"
    return ""


def take(world: World, account: Account, signal: str, params: dict[str, Any], at: float) -> None:
    waiting = WaitingSignal(world.state.signals + 1, signal, params, at + _PATIENCE)
    if world.state.knobs(account).online:
        _deliver(world, account, waiting, at)
    else:
        _note(world, account, waiting, at, "waiting")


def settle(world: World, account: Account, waiting: WaitingSignal, at: float) -> None:
    """One that waited: delivered because the extension is back, or given up."""
    if world.state.knobs(account).online:
        _deliver(world, account, waiting, at)
    else:
        _note(world, account, waiting, at, "expired")


def _deliver(world: World, account: Account, waiting: WaitingSignal, at: float) -> None:
    _note(world, account, waiting, at, "delivered")
    if waiting.signal in _EFFECTS:
        _EFFECTS[waiting.signal](world, account, waiting.params, at)


def _note(world: World, account: Account, waiting: WaitingSignal, at: float, fate: str) -> None:
    said = {"signal": waiting.signal, "params": waiting.params, "expires_at": waiting.expires_at}
    world.record("signal", at, userid=account.userid, number=waiting.n, fate=fate, **said)


def _check_box(world: World, account: Account, params: dict[str, Any], at: float) -> None:
    days_back = params.get("daysback")
    bridge.poll(world, account, at, (params["boxname"],), None if days_back is None else float(days_back))


def _reload(world: World, account: Account, _: dict[str, Any], at: float) -> None:
    if account.running is not None:
        world.record("interrupted", at, userid=account.userid, messageid=account.running.command.messageid)


_EFFECTS: dict[str, Callable[[World, Account, dict[str, Any], float], None]] = {
    "bridgeCheck": _check_box,
    "extensionReload": _reload,
}
