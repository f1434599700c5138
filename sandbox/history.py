"""How each line of the ledger changes what the sandbox remembers; a restart is these lines once more."""

from collections.abc import Callable
from typing import Any

from sandbox import account_history, execution_history
from sandbox.instant import moment
from sandbox.outbox import Delivery
from sandbox.person import OVERRIDES
from sandbox.state import State

Line = dict[str, Any]
Change = Callable[[State, Line], None]


def apply(state: State, line: Line) -> None:
    """Folds one line into the state; what it tells of counted knobs is spent first."""
    state.at = max(state.at, moment(line["at"]))
    for name in line.get("used", ()):
        state.panel.spend(line["userid"], name)
    _CHANGES[line["kind"]](state, line)


def _knobs(state: State, line: Line) -> None:
    state.panel.set(line["userid"] or "", line["values"])


def _clock(state: State, line: Line) -> None:
    """Simulated time never runs back, but the first clock may well begin before today."""
    at = moment(line["simulated_anchor"])
    if not state.clock.simulated:
        state.at = at
        state.outbox.hasten(at)
        for account in state.accounts.values():
            account.ready_at, account.free_at = None, 0
    state.clock.anchor(line["wall_anchor"], at, line["day_seconds"])


def _person(state: State, line: Line) -> None:
    state.people.of(line["profile"])  # may name a member token, which is the only place it is said
    given = {name: value for name, value in line.items() if name in OVERRIDES}
    state.people.describe(line["slug"], given)
    for account in state.accounts.values():
        relation = account.relations.get(line["slug"])
        degree = given.get("degrees", {}).get(account.userid) or given.get("degree")
        if relation is not None and degree:
            relation.degree = degree


def _refused(state: State, _: Line) -> None:
    state.calls += 1


def _emitted(state: State, line: Line) -> None:
    state.emitted += 1
    body = line["body"]
    for n, (url, due) in enumerate(line["deliveries"]):
        state.outbox.add(Delivery(due, (line["id"], n), line["userid"], url, line["type"], line["event"], body))
    if line.get("ready_at"):
        state.accounts[line["userid"]].ready_at = line["ready_at"]


def _webhook(state: State, line: Line) -> None:
    if line["outcome"] != "retrying":
        state.outbox.settle((line["id"], line["copy"]))


_CHANGES: dict[str, Change] = {
    "account": account_history.account,
    "settings": account_history.settings,
    "signal": account_history.signal,
    "reset": account_history.reset,
    "knobs": _knobs,
    "clock": _clock,
    "person": _person,
    "told": execution_history.told,
    "refused": _refused,
    "started": execution_history.started,
    "interrupted": execution_history.interrupted,
    "executed": execution_history.executed,
    "failed": execution_history.failed,
    "withdrawn": execution_history.withdrawn,
    "accepted": execution_history.accepted,
    "replied": execution_history.replied,
    "manual": execution_history.manual,
    "bridged": execution_history.bridged,
    "emitted": _emitted,
    "webhook": _webhook,
}
