"""Which kinds an account may not do now, or only half as often: what stands beside its windows, and narrows them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise.expressions import Q

from models.limit_hold import LimitHold

if TYPE_CHECKING:
    from engine.windows import Limit

LIMIT_WARNING, GUARDRAIL = "limit_warning", "guardrail"
DAY = 24


async def of_accounts(account_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[LimitHold]]:
    """Those that hold or halve at this moment."""
    lasting = Q(until__isnull=True) | Q(until__gt=now) | Q(halved_until__gt=now)
    found: dict[UUID, list[LimitHold]] = {account_id: [] for account_id in account_ids}
    holding = LimitHold.filter(lasting, account_id__in=account_ids, ended_at__isnull=True)
    for hold in await holding.order_by("at", "id"):
        found[hold.account_id].append(hold)
    return found


def narrowed(limit: "Limit", holds: Sequence[LimitHold], now: datetime) -> "Limit":
    """The day's window of a kind shows what holds the kind: closed until then, or half as wide."""
    if limit.hours != DAY or limit.with_note or limit.since is not None:
        return limit
    closed = [hold for hold in holds if hold.holds(now) and hold.kind is limit.kind]
    if closed:
        return _closed(limit, closed)
    halving = [hold for hold in holds if hold.halves(now) and hold.kind in {limit.kind, None}]
    return _halved(limit, halving) if halving else limit


def _closed(limit: "Limit", closed: list[LimitHold]) -> "Limit":
    """What only a person ends outlasts what ends by itself."""
    last = max(closed, key=lambda hold: (hold.until is None, hold.until or hold.at))
    code, reason = (GUARDRAIL, _GUARDED) if last.guards else (LIMIT_WARNING, _WARNED)
    return replace(limit, limit=0, reason=reason, code=code, closed=True, closed_until=last.until)


def _halved(limit: "Limit", halving: list[LimitHold]) -> "Limit":
    until = max(hold.halved_until for hold in halving if hold.halved_until is not None)
    half = max(limit.limit // 2, min(limit.limit, 1))
    return replace(limit, limit=half, reason=f"half until {until:%Y-%m-%d} after a limit warning")


_WARNED = "held after a limit warning"
_GUARDED = "held because too few invitations are accepted"
