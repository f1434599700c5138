"""How much an account may still do: rolling windows over the ledger, never counters."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from engine import limit_holds, remote_day, windows
from engine.calendar import Calendar
from engine.windows import Ledger, Limit, Usage
from models import sql
from models.account import DuxSoupAccount, LimitOverride
from models.errors import InvalidInput
from models.limit_hold import LimitHold
from models.step import StepKind

__all__ = [
    "DAY", "GAP", "JITTER_SECONDS", "MONTH", "PERSON_GAP", "WEEK", "WINDOWS", "Limit", "Usage", "blocked", "blocking",
    "check_overrides", "effective", "gap_after", "ramp_week", "tightest", "usage", "usages",
]  # fmt: skip

GAP = timedelta(seconds=90)
JITTER_SECONDS = 60
PERSON_GAP = timedelta(hours=3)
DAY, WEEK, MONTH = 24, 168, 720
MOST_OVERRIDES = 30
OWN_CEILING = 1_000


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
# Dux-Soup's own days are of kinds that have a day here, too.
WINDOWS = len(_RULES) + MOST_OVERRIDES
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
    """All windows of them together."""
    holds = await limit_holds.of_accounts([account.id for account in accounts], now)
    limits = {account.id: effective(account, now, holds[account.id]) for account in accounts}
    asked = [(Ledger(account_id), own) for account_id, own in limits.items()]
    return dict(zip(limits, await windows.counted(connection, asked, now), strict=True))


def blocked(usages: Iterable[Usage], kind: StepKind, with_note: bool, opens: bool = False) -> Usage | None:
    """Of the full windows that this would fall into, the one that holds longest."""
    return max(blocking(usages, kind, with_note, opens), key=_lasts, default=None)


def blocking(usages: Iterable[Usage], kind: StepKind, with_note: bool, opens: bool = False) -> list[Usage]:
    """For each code the full window that holds longest."""
    full = [one for one in usages if one.left <= 0 and one.limit.holds(kind, with_note, opens)]
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
    if len(overrides) > MOST_OVERRIDES:
        raise InvalidInput(f"An account has at most {MOST_OVERRIDES} limits of its own.", path=_PATH)
    seen: set[_Key] = set()
    for place, override in enumerate(overrides):
        path = [*_PATH, str(place)]
        key = _checked_key(override, path)
        _check_ceiling(override["limit"], key, paid, [*path, "limit"])
        if key in seen:
            raise InvalidInput("Two limits are given for one window.", path=path)
        seen.add(key)


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


def _lasts(one: Usage) -> datetime:
    return one.resets_at or _NEVER


def _key(override: LimitOverride) -> _Key:
    kind = override["kind"]
    return (None if kind is None else StepKind(kind), override["with_note"], override["hours"])


def _checked_key(override: LimitOverride, path: list[str]) -> _Key:
    try:
        key = _key(override)
    except ValueError:
        raise InvalidInput("There is no such kind of step.", path=[*path, "kind"]) from None
    if key[1] and key[0] is not StepKind.CONNECT:
        raise InvalidInput("Only connects carry a note.", path=[*path, "withNote"])
    if not 1 <= key[2] <= MONTH:
        raise InvalidInput(f"A window has 1 to {MONTH} hours.", path=[*path, "hours"])
    return key


def _check_ceiling(limit: int, key: _Key, paid: bool | None, path: list[str]) -> None:
    """A window that only an admin made, beside those that every account has, can but narrow what those allow."""
    rule = next((rule for rule in _RULES if (rule.kind, rule.with_note, rule.hours) == key), None)
    highest = OWN_CEILING if rule is None else _ceiling(rule, paid)
    if not 0 <= limit <= highest:
        raise InvalidInput(f"{_named(key)}: 0 to {highest}{_hint(rule, paid)}.", path=path)


def _named(key: _Key) -> str:
    kind, with_note, hours = key
    what = "All kinds together" if kind is None else f"The kind {kind.value}{' with a note' if with_note else ''}"
    return f"{what} in {hours} hours"


def _hint(rule: _Rule | None, paid: bool | None) -> str:
    """What would allow more."""
    raised = rule is not None and rule.paid_ceiling is not None and not paid
    return f", or {rule.paid_ceiling} where LinkedIn is paid for" if rule is not None and raised else ""
