"""When the last of those that wait would go, if a window were used up at its full pace from now on: no more than a guess."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from engine.windows import Usage


def gone(waiting: int, window: Usage, now: datetime) -> datetime | None:
    """Null where the window lets nobody through, ever."""
    if waiting <= 0:
        return now
    if window.limit.limit <= 0:
        return None
    beyond = max(0, waiting - window.left)
    return now + timedelta(hours=window.limit.hours * beyond / window.limit.limit)


def room(window: Usage, now: datetime) -> datetime | None:
    """When one more may go; null where nobody can say."""
    return now if window.left > 0 else window.resets_at


def latest(moments: Iterable[datetime | None]) -> datetime | None:
    """Null as soon as one of them is."""
    known = list(moments)
    given = [one for one in known if one is not None]
    return max(given) if given and len(given) == len(known) else None
