"""The planner: when may the extension work, in the account's own hours?"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sandbox.instant import DAY, MINUTE
from sandbox.knobs import Hours

Plan = Mapping[str, list[Any]]


def week(hours: Hours, settings: dict[str, Any]) -> Plan | None:
    """The working week, from Sunday "0" to Saturday "6"; none means always."""
    if hours == "always":
        return None
    if hours == "settings":
        return dict(settings["robotscheduleplan"])
    return dict(hours.items()) if isinstance(hours, dict) else {str(day): [hours] for day in range(7)}


def opening(plan: Plan | None, at: float, offset_minutes: float) -> float | None:
    """The moment itself if it is in hours, else the next one that is; none if no hour is."""
    if plan is None:
        return at
    local = at + offset_minutes * MINUTE
    midnight = local - local % DAY
    for day in range(8):
        for start, end in _intervals(plan, midnight + day * DAY):
            if local < end:
                return at if start <= local else start - offset_minutes * MINUTE
    return None


def day_of(at: float, offset_minutes: float) -> int:
    return int((at + offset_minutes * MINUTE) // DAY)


def next_day(at: float, offset_minutes: float) -> float:
    return (day_of(at, offset_minutes) + 1) * DAY - offset_minutes * MINUTE


def _intervals(plan: Plan, midnight: float) -> list[tuple[float, float]]:
    weekday = datetime.fromtimestamp(midnight, UTC).isoweekday() % 7
    return sorted((midnight + _seconds(start), midnight + _seconds(end)) for start, end in plan.get(str(weekday), []))


def _seconds(clock: str) -> float:
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * MINUTE
