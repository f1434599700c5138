"""Waits that a test cannot sit through: those of wall time run as much faster as simulated time does, and the rules stay."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from integrations.duxsoup.client import DuxSoup

# Where each stands. Retry-After is not among them: what the remote asks for is kept to the second.
WALL = (
    ("engine.reconcile", "SECOND_LOOK"),
    ("engine.reconcile", "BEHIND"),
    ("engine.backoff", "FIRST"),
    ("engine.backoff", "LONGEST"),
    ("engine.backoff", "OPEN_FOR"),
    ("app.worker", "RECONCILE_EVERY"),
)
# Kills come once a second, as they would once an hour: time enough is left between them for what needs a minute's quiet.
SLOWER = (("engine.reconcile", "GIVE_UP"),)
SLOWER_BY = 6.0
# A day without a word would take longer than everything else together.
SILENCE, SHORTER_SILENCE = ("engine.reconcile", "SILENCE"), 48
SHORTEST = 0.2
# One call hangs at a time, and everybody waits behind it.
DEADLINE = 3.0


def shorten(factor: float, slower_by: float = SLOWER_BY) -> None:
    """Not at all by 1. AttributeError where the product has moved a wait."""
    if factor <= 1:
        return
    for place in WALL:
        _divide(place, factor)
    for place in SLOWER:
        _divide(place, factor / slower_by)
    _divide(SILENCE, SHORTER_SILENCE)
    (DuxSoup.__init__.__kwdefaults__ or {})["deadline"] = DEADLINE


def _divide(place: tuple[str, str], factor: float) -> None:
    module, name = import_module(place[0]), place[1]
    wait: Any = getattr(module, name)
    setattr(module, name, wait / factor if isinstance(wait, timedelta) else max(SHORTEST, wait / factor))
