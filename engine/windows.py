"""What the ledger holds within windows of time: counted anew each time, so that nothing can drift."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models import sql
from models.action import OUTSTANDING, ActionState
from models.step import StepKind

# What is outstanding, as SQL lists it.
IN_FLIGHT = ", ".join(f"'{state.value}'" for state in sorted(OUTSTANDING))


@dataclass(frozen=True, slots=True)
class Limit:
    """`kind` null: all kinds together; `with_note`: connects that carry a note; `opens`: openings alone. `reason` says why it is not
    the default, `code` what it is called where it holds something. `since`: a day of Dux-Soup's own, from then on, and not one that
    rolls.
    """

    kind: StepKind | None
    with_note: bool
    hours: int
    limit: int
    reason: str | None = None
    code: str = "limit"
    since: datetime | None = None
    closed: bool = False
    closed_until: datetime | None = None
    opens: bool = False

    def holds(self, kind: StepKind, with_note: bool, opens: bool = False) -> bool:
        if self.opens and not opens:
            return False
        return self.kind is None or (self.kind is kind and (with_note or not self.with_note))


@dataclass(frozen=True, slots=True)
class Usage:
    """`resets_at` is when the oldest that counts leaves the window; null while the window has room, and for a limit of 0 (but for
    one that is closed for a time). `by_hand`: how many of `used` are not ours.
    """

    limit: Limit
    used: int
    left: int
    resets_at: datetime | None
    by_hand: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """Whose acts are counted: all of an account, or what one campaign did through it. What is done by hand is of no campaign."""

    account_id: UUID
    campaign_id: UUID | None = None


async def counted(
    connection: sql.Connection, asked: Sequence[tuple[Ledger, Sequence[Limit]]], now: datetime
) -> list[list[Usage]]:
    """In the order asked. What is outstanding counts in each window however old it is, as it may be executed any moment.
    Where no windows are asked for, nothing is counted.
    """
    most = max((len(limits) for _, limits in asked), default=0)
    statements = [_statement(ledger, _filled(limits, most), now) for ledger, limits in asked if limits]
    answers = iter(await sql.answers(connection, statements))
    found = [_usages(limits, next(answers), now) if limits else [] for _, limits in asked]
    await _look_into_overfull(connection, [ledger for ledger, _ in asked], found, now)
    return found


def _filled(limits: Sequence[Limit], most: int) -> list[Limit]:
    """Statements that are asked together give the same columns."""
    return [*limits, *(limits[-1] for _ in range(most - len(limits)))]


def _statement(ledger: Ledger, limits: Sequence[Limit], now: datetime) -> tuple[str, list[object]]:
    """A conditional sum and minimum for each window, over one scan of what the longest window can hold."""
    starts = {limit: limit.since or now - timedelta(hours=limit.hours) for limit in limits}
    moments = sorted(set(starts.values()))
    source, values = _source(ledger, now, moments[0])
    places = {moment: index + len(values) + 1 for index, moment in enumerate(moments)}
    columns = ", ".join(
        f"COUNT(CASE WHEN {condition} THEN 1 END) AS used_{index}, "
        f"COUNT(CASE WHEN {condition} AND by_hand THEN 1 END) AS by_hand_{index}, "
        f"MIN(CASE WHEN {condition} THEN at END) AS oldest_{index}"
        for index, limit in enumerate(limits)
        for condition in [_condition(limit, places[starts[limit]])]
    )
    return f"SELECT {columns} FROM ({source}) AS counted", [*values, *moments]  # noqa: S608 - the parts are ours, values are bound


def _source(ledger: Ledger, now: datetime, since: datetime) -> tuple[str, list[object]]:
    """Every act that counts, and what is bound to name it."""
    if ledger.campaign_id is None:
        return f"{_ACTIONS.format('')} UNION ALL {_BY_HAND}", [ledger.account_id, now, since]
    return _ACTIONS.format(" AND campaign_id = $4"), [ledger.account_id, now, since, ledger.campaign_id]


def _condition(limit: Limit, place: int) -> str:
    """A rolling window has lost what is exactly as old as it is long; a day of Dux-Soup's holds its first moment."""
    kind = "" if limit.kind is None else f" AND kind = '{limit.kind.value}'"
    narrowed = f"{kind}{' AND with_note' if limit.with_note else ''}{' AND opens' if limit.opens else ''}"
    return f"at {'>' if limit.since is None else '>='} ${place}{narrowed}"


def _usages(limits: Sequence[Limit], row: Mapping[str, Any], now: datetime) -> list[Usage]:
    return [_usage(limit, index, row, now) for index, limit in enumerate(limits)]


def _usage(limit: Limit, index: int, row: Mapping[str, Any], now: datetime) -> Usage:
    used, first = row[f"used_{index}"], sql.as_time(row[f"oldest_{index}"])
    left = max(0, limit.limit - used)
    return Usage(limit, used, left, None if left else _resets_at(limit, first, now), row[f"by_hand_{index}"])


def _resets_at(limit: Limit, first: datetime | None, now: datetime) -> datetime | None:
    if limit.closed:
        return limit.closed_until
    if first is None or not limit.limit:
        return None
    return max((limit.since or first) + timedelta(hours=limit.hours), now)


async def _look_into_overfull(
    connection: sql.Connection, ledgers: Sequence[Ledger], found: list[list[Usage]], now: datetime
) -> None:
    """A limit that was lowered, or passed by hand, has room when more than the oldest have left; null where they just did."""
    full = [
        (place, ledger, one)
        for place, ledger in enumerate(ledgers)
        for one in found[place]
        if one.used > one.limit.limit > 0
    ]
    answers = await sql.answers(connection, [_leaves(ledger, one, now) for _, ledger, one in full])
    for (place, _, one), row in zip(full, answers, strict=True):
        own = found[place]
        resets_at = _resets_at(one.limit, sql.as_time(row["at"]), now)
        own[own.index(one)] = replace(one, resets_at=resets_at)


def _leaves(ledger: Ledger, one: Usage, now: datetime) -> tuple[str, list[object]]:
    start = one.limit.since or now - timedelta(hours=one.limit.hours)
    source, values = _source(ledger, now, start)
    statement = (
        f"SELECT MIN(at) AS at FROM (SELECT at FROM ({source}) AS counted WHERE {_condition(one.limit, len(values) + 1)}"  # noqa: S608 - ours, values are bound
        f" ORDER BY at LIMIT 1 OFFSET {one.used - one.limit.limit}) AS leaving"
    )
    return statement, [*values, start]


_ACTIONS = (
    "SELECT kind, with_note, opens, $2 AS at, FALSE AS by_hand FROM action"  # noqa: S608 - the states are ours, values are bound
    f" WHERE account_id = $1 AND state IN ({IN_FLIGHT}){{0}}"
    f" UNION ALL SELECT kind, with_note, opens, sent_at, FALSE FROM action WHERE account_id = $1 AND sent_at > $3"
    f" AND state IN ('{ActionState.PARKED.value}', '{ActionState.CANCELLED.value}'){{0}}"
    f" UNION ALL SELECT kind, with_note, opens, executed_at, FALSE FROM action WHERE account_id = $1 AND executed_at > $3"
    f" AND state = '{ActionState.EXECUTED.value}'{{0}}"
)
_BY_HAND = (
    "SELECT kind, with_note, FALSE, at, TRUE FROM manual_act WHERE account_id = $1 AND at > $3 AND action_id IS NULL"
)
