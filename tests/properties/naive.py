"""Naive designs that the properties and the quotas have to find: limits counted wrongly, places that nobody takes."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tortoise import connections

from engine import launch_rows, progress
from engine.limits import Limit, Usage, effective
from models import Action, ActionState, AssignmentStatus, DuxSoupAccount, sql
from resolvers import stats
from schema.types.stats import StatusCount

Counting = Callable[[Limit, datetime, list[Action]], list[datetime]]
_OUTSTANDING = {ActionState.SENDING, ActionState.QUEUED, ActionState.UNKNOWN}


def connection() -> sql.Connection:
    found: sql.Connection = connections.get("default")
    return found


def without_pending(row: Any, real: Any = stats._by_status) -> list[StatusCount]:
    return [one for one in real(row) if one.status is not AssignmentStatus.PENDING]


def _usage_by(counting: Counting) -> Callable[..., Awaitable[list[Usage]]]:
    async def usage(_connection: sql.Connection, account: DuxSoupAccount, now: datetime) -> list[Usage]:
        actions = await Action.filter(account_id=account.id, sent_at__gt=now - timedelta(days=40))
        return [_one(limit, counting(limit, now, actions), now) for limit in effective(account, now)]

    return usage


async def of_everybody(_connection: sql.Connection, account: DuxSoupAccount, now: datetime) -> list[Usage]:
    actions = await Action.filter(sent_at__isnull=False)
    return [
        _one(limit, _done(limit, now, actions) + _until_now(limit, now, actions), now)
        for limit in effective(account, now)
    ]


def _one(limit: Limit, stamps: list[datetime], now: datetime) -> Usage:
    left = max(0, limit.limit - len(stamps))
    return Usage(limit, len(stamps), left, None if left else now + timedelta(minutes=5))


def _of_limit(limit: Limit, actions: list[Action]) -> list[Action]:
    return [one for one in actions if limit.holds(one.kind, one.with_note) and (one.with_note or not limit.with_note)]


def _twice(limit: Limit, now: datetime, actions: list[Action]) -> list[datetime]:
    return _until_now(limit, now, actions) * 2


def _done(limit: Limit, now: datetime, actions: list[Action]) -> list[datetime]:
    """Only what is executed, within the window."""
    start = now - timedelta(hours=limit.hours)
    found = [one.executed_at for one in _of_limit(limit, actions) if one.executed_at is not None]
    return [stamp for stamp in found if stamp > start]


def _until_now(limit: Limit, now: datetime, actions: list[Action]) -> list[datetime]:
    """What lies ahead of the clock is not in the window."""
    stamps = [one.sent_at for one in _of_limit(limit, actions) if one.sent_at is not None]
    return [stamp for stamp in stamps if now - timedelta(hours=limit.hours) < stamp <= now]


def _of_today(limit: Limit, now: datetime, actions: list[Action]) -> list[datetime]:
    """A counter that begins anew at midnight."""
    first = datetime.combine(now.date() - timedelta(hours=limit.hours - 24), datetime.min.time(), UTC)
    stamps = [one.executed_at or one.sent_at for one in _of_limit(limit, actions)]
    return [stamp for stamp in stamps if stamp is not None and stamp >= first]


of_what_is_done = _usage_by(_done)
up_to_now = _usage_by(_until_now)
counted_twice = _usage_by(_twice)
by_the_day = _usage_by(_of_today)


def _no_place(_start: Any) -> None:
    return None


def _wherever(assignment: Any) -> bool:
    return bool(assignment.runs)


NO_PLACES = ((launch_rows, "_place", _no_place), (progress, "_placed", _wherever))
