"""What the ledger's lines about a seat itself change: account, settings, signals, reset."""

from typing import Any

from sandbox.account import Account, WaitingSignal
from sandbox.queue import CommandQueue
from sandbox.state import State

Line = dict[str, Any]
_NAMES = ("auth_key", "first_name", "last_name", "utc_offset_minutes", "profile")


def account(state: State, line: Line) -> None:
    """Adds a seat, or changes what is said of one; its queue and memory stay."""
    seat = state.accounts.get(line["userid"]) or Account(line["userid"], line["auth_key"])
    for name in _NAMES:
        if name in line:
            setattr(seat, name, line[name])
    if "utc_offset_minutes" in line:
        seat.settings["dailylimitoffset"] = line["utc_offset_minutes"]
    seat.settings.update(line.get("settings", {}))
    state.accounts[seat.userid] = seat


def settings(state: State, line: Line) -> None:
    state.accounts[line["userid"]].settings.update(line["values"])


def signal(state: State, line: Line) -> None:
    seat = state.accounts[line["userid"]]
    seat.signals = [each for each in seat.signals if each.n != line["number"]]
    if line["fate"] == "waiting":
        seat.signals.append(WaitingSignal(line["number"], line["signal"], line["params"], line["expires_at"]))
    state.signals = max(state.signals, line["number"])
    if line["fate"] == "delivered":
        _delivered(state, seat, line["signal"])


def reset(state: State, line: Line) -> None:
    seat = state.accounts[line["userid"]]
    seat.queue = CommandQueue()
    state.ids += 1


def _delivered(state: State, seat: Account, literal: str) -> None:
    if literal == "extensionReload":
        seat.reloads += 1
        seat.ready_at = None
    if literal == state.knobs(seat).data_reset_literal:
        for relation in seat.relations.values():
            relation.tags.clear()
