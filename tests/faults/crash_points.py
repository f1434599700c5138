"""Named points at which a process ends as by kill -9: right before or right after one function of the product, on its n-th call."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

KILLED = 137


@dataclass(frozen=True, slots=True)
class Point:
    """`after`: when the function has done its work; if that is the work of a unit, its commit is still to come."""

    module: str
    name: str
    after: bool = True


POINTS = {
    "before_sending_commit": Point("engine.claims", "claim"),
    "after_sending_commit": Point("engine.dispatcher", "Dispatcher.perform", after=False),
    "after_write_before_read": Point("integrations.duxsoup.wire", "_Fenced.trace"),
    "after_response_before_commit": Point("engine.dispatcher", "settle", after=False),
    "before_settle_commit": Point("engine.dispatcher", "settle"),
    "after_settle_commit": Point("engine.dispatcher", "Dispatcher.turn"),
    "before_receipt_commit": Point("webhooks.duxsoup.desk", "store"),
    "before_apply_commit": Point("engine.reactions", "apply_in_line"),
    "before_deadline_commit": Point("engine.deadlines", "pass_by"),
    "before_judgement_commit": Point("engine.reconcile", "judge"),
    "before_adoption_commit": Point("engine.adoption", "adopt_all"),
    "before_launch_commit": Point("engine.launch_rows", "write"),
}
# The request is written, and its answer is waited for now.
_WRITTEN = "http11.receive_response_headers.started"


def arm(name: str, on: int) -> None:
    point = POINTS[name]
    place, attribute = _place(point)
    real, left = getattr(place, attribute), iter(range(on - 1, -1, -1))

    async def doomed(*values: Any, **named: Any) -> Any:
        if name == "after_write_before_read":
            _die_if(values[1] == _WRITTEN and values[0]._fence is not None, left)
        if not point.after:
            _die_if(True, left)
        result = await real(*values, **named)
        if point.after and name != "after_write_before_read":
            _die_if(_counts(name, result), left)
        return result

    setattr(place, attribute, doomed)


def place_of(name: str) -> Callable[..., Any]:
    """The function itself; AttributeError where the product has moved it."""
    place, attribute = _place(POINTS[name])
    found: Callable[..., Any] = getattr(place, attribute)
    return found


def _place(point: Point) -> tuple[Any, str]:
    place: Any = import_module(point.module)
    *owners, attribute = point.name.split(".")
    for owner in owners:
        place = getattr(place, owner)
    return place, attribute


def _counts(name: str, result: Any) -> bool:
    """A claim that found nothing to send, and a turn that sent nothing, are not the moment that is meant."""
    if name == "before_sending_commit":
        return type(result).__name__ == "Claimed"
    return result is None if name == "after_settle_commit" else True


def _die_if(meant: bool, left: Any) -> None:
    if meant and next(left) == 0:
        os._exit(KILLED)
