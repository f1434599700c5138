"""How much an account may still do: rolling windows over the ledger, never counters."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from engine import limit_holds, remote_day
from engine.calendar import Calendar
from models import sql
from models.account import DuxSoupAccount, LimitOverride
from models.action import OUTSTANDING, ActionState
from models.errors import InvalidInput
from models.limit_hold import LimitHold
from models.step import StepKind

GAP = timedelta(seconds=90)
JITTER_SECONDS = 60
PERSON_GAP = timedelta(hours=3)
DAY, WEEK, MONTH = 24, 168, 720
# What is outstanding, as SQL lists it.
IN_FLIGHT = ", ".join(f"'{state.value}'" for state in sorted(OUTSTANDING))


@dataclass(frozen=True, slots=True)
class Limit:
    """`kind` null: all kinds together; `with_note`: connects that carry a note. `reason` says why it is not the default, `code` what
    it is called where it holds something. `since`: a day of Dux-Soup's own, from then on, and not one that rolls.
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

    def holds(self, kind: StepKind, with_note: bool) -> bool:
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
class _Rule:
    kind: StepKind | None
    hours: int
    limit: int
    ceiling: int
    with_note: bool = False
    paid_ceiling: int | None = None
    ramp: tuple[int, ...] = ()


_RULES = (
    _Rule(StepKind.CONNECT, DAY, 15, 25, paid_ceiling=30, ramp=(5, 8, 12, 15)),
    _Rule(StepKind.CONNECT, WEEK, 75, 100),
    _Rule(StepKind.CONNECT, MONTH, 3, 5, with_note=True),
    _Rule(StepKind.MESSAGE, DAY, 25, 50, ramp=(10, 15, 20, 25)),
    _Rule(StepKind.VISIT, DAY, 40, 80, ramp=(15, 25, 35, 40)),
    _Rule(StepKind.INMAIL, DAY, 10, 25),
    _Rule(StepKind.FOLLOW, DAY, 20, 20),
    _Rule(StepKind.ENDORSE, DAY, 20, 20),
    _Rule(StepKind.TAG, DAY, 20, 20),
    _Rule(None, DAY, 80, 100),
)
_KEYS = frozenset((rule.kind, rule.with_note, rule.hours) for rule in _RULES)


def effective(account: DuxSoupAccount, now: datetime, holds: Sequence[LimitHold] = ()) -> list[Limit]:
    """Of every window the smallest of its limits: the default or what an admin set, the ramp, the ceiling; narrowed by what holds
    its kind. Beside them Dux-Soup's own days.
    """
    overrides = {_key(override): override["limit"] for override in account.limits or []}
    week = ramp_week(account.ramp_started_on, account.timezone, now)
    known = [_effective(rule, account, overrides, week) for rule in _RULES if _applies(rule, account, overrides)]
    own = [
        Limit(kind, with_note, hours, limit, "set by an admin", _code(with_note=with_note))
        for (kind, with_note, hours), limit in overrides.items()
        if (kind, with_note, hours) not in _KEYS
    ]
    rolling = [limit_holds.narrowed(one, holds, now) for one in known + own]
    return [*rolling, *_remote(account, now)]


async def usage(connection: sql.Connection, account: DuxSoupAccount, now: datetime) -> list[Usage]:
    return (await usages(connection, [account], now))[account.id]


async def usages(
    connection: sql.Connection, accounts: Sequence[DuxSoupAccount], now: datetime
) -> dict[UUID, list[Usage]]:
    """All windows of them together. What is outstanding counts in each however old it is, as it may be executed any moment."""
    holds = await limit_holds.of_accounts([account.id for account in accounts], now)
    limits = {account.id: effective(account, now, holds[account.id]) for account in accounts}
    most = max(map(len, limits.values()), default=0)
    asked = [_statement(account_id, _filled(own, most), now) for account_id, own in limits.items()]
    answers = await sql.answers(connection, asked)
    found = {
        account_id: [_usage(limit, index, row, now) for index, limit in enumerate(own)]
        for (account_id, own), row in zip(limits.items(), answers, strict=True)
    }
    await _look_into_overfull(connection, found, now)
    return found


def blocked(usages: Iterable[Usage], kind: StepKind, with_note: bool) -> Usage | None:
    """Of the full windows that this would fall into, the one that holds longest."""
    return max(blocking(usages, kind, with_note), key=_lasts, default=None)


def blocking(usages: Iterable[Usage], kind: StepKind, with_note: bool) -> list[Usage]:
    """For each code the full window that holds longest."""
    full = [one for one in usages if one.left <= 0 and one.limit.holds(kind, with_note)]
    return list({one.limit.code: one for one in sorted(full, key=_lasts)}.values())


def tightest(usages: Iterable[Usage]) -> list[Usage]:
    """One for each kind and length: of a rolling day and Dux-Soup's own the one with less room."""
    ordered = sorted(usages, key=lambda one: (-one.left, -one.limit.limit))
    found = {(one.limit.kind, one.limit.with_note, one.limit.hours): one for one in ordered}
    return [
        found.pop(key) for one in usages if (key := (one.limit.kind, one.limit.with_note, one.limit.hours)) in found
    ]


def ramp_week(started_on: date | None, timezone: str, now: datetime) -> int | None:
    """The first is 0; null without a ramp."""
    return None if started_on is None else max(0, (Calendar(timezone).today(now) - started_on).days // 7)


def gap_after(action_id: UUID) -> timedelta:
    """How long an account rests after an action; drawn from its id, so that everybody who asks is told the same."""
    drawn = int.from_bytes(hashlib.sha256(action_id.bytes).digest()[:4]) % (JITTER_SECONDS + 1)
    return GAP + timedelta(seconds=drawn)


def check_overrides(overrides: Sequence[LimitOverride], paid: bool | None) -> None:
    """Raises InvalidInput for one that no window has, that comes twice, or that passes its ceiling."""
    for override in overrides:
        _check_override(override, paid)
    if len({_key(override) for override in overrides}) != len(overrides):
        raise InvalidInput("Two limits are given for one window.", path=_PATH)


_NEVER = datetime.max.replace(tzinfo=UTC)
_PATH = ["limits"]
_Key = tuple[StepKind | None, bool, int]


def _effective(rule: _Rule, account: DuxSoupAccount, overrides: dict[_Key, int], week: int | None) -> Limit:
    stated = overrides.get((rule.kind, rule.with_note, rule.hours))
    limit, reason = (rule.limit, None) if stated is None else (stated, "set by an admin")
    candidates = [(limit, reason), (_ceiling(rule, account.paid_linkedin), "the ceiling")]
    if week is not None and week < len(rule.ramp):
        candidates.append((rule.ramp[week], f"week {week + 1} of the ramp"))
    smallest, why = min(candidates, key=lambda one: one[0])
    return Limit(rule.kind, rule.with_note, rule.hours, smallest, why, _code(with_note=rule.with_note))


def _code(*, with_note: bool) -> str:
    return "note_limit" if with_note else "limit"


def _applies(rule: _Rule, account: DuxSoupAccount, overrides: dict[_Key, int]) -> bool:
    """A paid account has no note window of its own, unless an admin gives it one."""
    return not (rule.with_note and account.paid_linkedin) or (rule.kind, True, rule.hours) in overrides


def _remote(account: DuxSoupAccount, now: datetime) -> Iterator[Limit]:
    settings = account.remote_limits
    for kind, most in remote_day.maxima(settings):
        since = None if settings is None else remote_day.began(settings, now)
        yield Limit(kind, False, DAY, most, "Dux-Soup's own setting", since=since)


def _ceiling(rule: _Rule, paid: bool | None) -> int:
    return rule.paid_ceiling if paid and rule.paid_ceiling is not None else rule.ceiling


def _filled(limits: list[Limit], most: int) -> list[Limit]:
    """Statements that are asked together give the same columns."""
    return [*limits, *limits[-1:] * (most - len(limits))]


def _statement(account_id: UUID, limits: Sequence[Limit], now: datetime) -> tuple[str, list[object]]:
    """A conditional sum and minimum for each window, over one scan of what the longest window can hold."""
    starts = {limit: limit.since or now - timedelta(hours=limit.hours) for limit in limits}
    moments = sorted(set(starts.values()))
    values: list[object] = [account_id, now, moments[0], *moments]
    places = {moment: index + 4 for index, moment in enumerate(moments)}
    columns = ", ".join(
        f"COUNT(CASE WHEN {condition} THEN 1 END) AS used_{index}, "
        f"COUNT(CASE WHEN {condition} AND by_hand THEN 1 END) AS by_hand_{index}, "
        f"MIN(CASE WHEN {condition} THEN at END) AS oldest_{index}"
        for index, limit in enumerate(limits)
        for condition in [_condition(limit, places[starts[limit]])]
    )
    return f"SELECT {columns} FROM ({_COUNTED}) AS counted", values  # noqa: S608 - the parts are ours, values are bound


def _condition(limit: Limit, place: int) -> str:
    """A rolling window has lost what is exactly as old as it is long; a day of Dux-Soup's holds its first moment."""
    kind = "" if limit.kind is None else f" AND kind = '{limit.kind.value}'"
    return f"at {'>' if limit.since is None else '>='} ${place}{kind}{' AND with_note' if limit.with_note else ''}"


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


async def _look_into_overfull(connection: sql.Connection, found: dict[UUID, list[Usage]], now: datetime) -> None:
    """A limit that was lowered, or passed by hand, has room when more than the oldest have left; null where they just did."""
    full = [(account_id, one) for account_id, own in found.items() for one in own if one.used > one.limit.limit > 0]
    answers = await sql.answers(connection, [_leaves(account_id, one, now) for account_id, one in full])
    for (account_id, one), row in zip(full, answers, strict=True):
        own = found[account_id]
        resets_at = _resets_at(one.limit, sql.as_time(row["at"]), now)
        own[own.index(one)] = replace(one, resets_at=resets_at)


def _leaves(account_id: UUID, one: Usage, now: datetime) -> tuple[str, list[object]]:
    start = one.limit.since or now - timedelta(hours=one.limit.hours)
    statement = (
        f"SELECT MIN(at) AS at FROM (SELECT at FROM ({_COUNTED}) AS counted WHERE {_condition(one.limit, 4)}"  # noqa: S608 - ours, values are bound
        f" ORDER BY at LIMIT 1 OFFSET {one.used - one.limit.limit}) AS leaving"
    )
    return statement, [account_id, now, start, start]


def _lasts(one: Usage) -> datetime:
    return one.resets_at or _NEVER


def _key(override: LimitOverride) -> _Key:
    kind = override["kind"]
    return (None if kind is None else StepKind(kind), override["with_note"], override["hours"])


def _check_override(override: LimitOverride, paid: bool | None) -> None:
    try:
        key = _key(override)
    except ValueError:
        raise InvalidInput("There is no such kind of step.", path=_PATH) from None
    if key[1] and key[0] is not StepKind.CONNECT:
        raise InvalidInput("Only connects carry a note.", path=_PATH)
    rule = next((rule for rule in _RULES if (rule.kind, rule.with_note, rule.hours) == key), None)
    highest = 1_000 if rule is None else _ceiling(rule, paid)
    if not 1 <= override["hours"] <= MONTH:
        raise InvalidInput(f"A window has 1 to {MONTH} hours.", path=_PATH)
    if not 0 <= override["limit"] <= highest:
        raise InvalidInput(f"This window's limit is 0 to {highest}.", path=_PATH)


_COUNTED = (
    "SELECT kind, with_note, $2 AS at, FALSE AS by_hand FROM action"  # noqa: S608 - the states are ours, values are bound
    f" WHERE account_id = $1 AND state IN ({IN_FLIGHT})"
    f" UNION ALL SELECT kind, with_note, sent_at, FALSE FROM action WHERE account_id = $1 AND sent_at > $3"
    f" AND state IN ('{ActionState.PARKED.value}', '{ActionState.CANCELLED.value}')"
    f" UNION ALL SELECT kind, with_note, executed_at, FALSE FROM action WHERE account_id = $1 AND executed_at > $3"
    f" AND state = '{ActionState.EXECUTED.value}'"
    " UNION ALL SELECT kind, with_note, at, TRUE FROM manual_act WHERE account_id = $1 AND at > $3 AND action_id IS NULL"
)
