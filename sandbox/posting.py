"""The post's plan for one webhook: to whom, when, how often, or not at all."""

from typing import NamedTuple

from sandbox.account import Account
from sandbox.state import State
from sandbox.vocabulary import FAMILIES


class Plan(NamedTuple):
    """Addresses with the moment each copy is due, how many were lost, and the counted knobs it took."""

    deliveries: list[tuple[str, float]]
    dropped: int
    used: list[str]


def plan(state: State, account: Account, family: str, at: float) -> Plan:
    made = Plan([], 0, [])
    for target in account.hooks():
        if FAMILIES.get(family) in target["events"]:
            made = _towards(state, account, target["url"], at, made)
    return made


def _towards(state: State, account: Account, url: str, at: float, made: Plan) -> Plan:
    knobs = state.knobs(account)
    key = (state.emitted, url)
    if not made.used and state.panel.left(account.userid, "webhook_drop_next"):
        return Plan(made.deliveries, made.dropped + 1, ["webhook_drop_next"])
    if state.draw.chance(knobs.webhook_drop_rate, "drop", *key):
        return made._replace(dropped=made.dropped + 1)
    copies = 2 if state.draw.chance(knobs.webhook_duplicate_rate, "double", *key) else 1
    due = [(url, at + _under_way(state, account, copy, key)) for copy in range(copies)]
    return made._replace(deliveries=made.deliveries + due)


def _under_way(state: State, account: Account, copy: int, key: tuple[int, str]) -> float:
    knobs, draw = state.knobs(account), state.draw
    return (
        draw.between(knobs.webhook_lag_seconds, "lag", copy, *key)
        + draw.between(knobs.webhook_delay_seconds, "delay", copy, *key)
        + draw.between((0, _shuffle(knobs.webhook_shuffle)), "shuffle", copy, *key)
    )


def _shuffle(said: bool | float) -> float:
    return 30.0 if said is True else float(said)
