"""Dux-Soup's own day: what its settings allow between two of its midnights, at a fixed distance from UTC."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from models.account import RemoteLimits
from models.step import StepKind

DAY = timedelta(days=1)


def maxima(settings: RemoteLimits | None) -> Iterator[tuple[StepKind, int]]:
    """Of visits a maximum of 0 leaves the choice to Dux-Soup, so it says nothing to us; of the others nobody says that, so it is none."""
    if settings is None:
        return
    for kind, most in (
        (StepKind.VISIT, settings["visits"]),
        (StepKind.CONNECT, settings["invites"]),
        (StepKind.MESSAGE, settings["messages"]),
    ):
        if most is not None and (most > 0 or kind is not StepKind.VISIT):
            yield kind, most


def began(settings: RemoteLimits, now: datetime) -> datetime:
    """When Dux-Soup's day that `now` falls into began."""
    shift = timedelta(minutes=settings["day_offset"])
    local = now.astimezone(UTC) + shift
    return local.replace(hour=0, minute=0, second=0, microsecond=0) - shift
