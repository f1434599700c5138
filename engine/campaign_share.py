"""What one campaign may still do through an account: its share of every window, and its maximum of new contacts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from engine import windows
from engine.limits import DAY, blocked
from engine.windows import Ledger, Limit, Usage
from models import Campaign, DuxSoupAccount, StepKind, Unit, sql
from models.assignment import RUNNING_STATUSES

SHARE, NEW_CONTACTS = "campaign_share", "new_contacts"


@dataclass(frozen=True, slots=True)
class Portion:
    """What a campaign says: percent of each limit, and people who may get their first action within 24 hours."""

    campaign_id: UUID
    share: int | None
    new_contacts: int | None


@dataclass(frozen=True, slots=True)
class Budget:
    """What is used of it through one account."""

    portion: Portion
    usages: tuple[Usage, ...]

    @property
    def campaign_id(self) -> UUID:
        return self.portion.campaign_id

    @property
    def said(self) -> tuple[int, int]:
        """-1 for what it leaves open."""
        share, most = self.portion.share, self.portion.new_contacts
        return -1 if share is None else share, -1 if most is None else most

    @property
    def kinds_used_up(self) -> tuple[StepKind, ...]:
        return tuple(kind for kind in StepKind if blocked(self.usages, kind, with_note=False) is not None)

    @property
    def notes_used_up(self) -> bool:
        return blocked(self.usages, StepKind.CONNECT, with_note=True) is not None

    @property
    def openings_used_up(self) -> bool:
        return any(one.limit.opens and one.left <= 0 for one in self.usages)

    @property
    def full(self) -> bool:
        return any(one.left <= 0 for one in self.usages)


def portion_of(campaign: Campaign) -> Portion | None:
    """Null for one that leaves both open."""
    if campaign.account_share is None and campaign.new_contacts_per_day is None:
        return None
    return Portion(campaign.id, campaign.account_share, campaign.new_contacts_per_day)


def portion(row: Mapping[str, Any]) -> Portion | None:
    """The same, of a campaign's columns."""
    share, most = _whole(row["account_share"]), _whole(row["new_contacts_per_day"])
    return None if share is None and most is None else Portion(sql.as_id(row["campaign_id"]), share, most)


async def portions(connection: sql.Connection, workspace_id: UUID) -> list[tuple[Portion, UUID]]:
    """Each with the accounts that run any of its people, for no other can hold them."""
    rows = await sql.rows(connection, _RUN_BY, [workspace_id])
    return [(one, sql.as_id(row["account_id"])) for one, row in zip(_read(rows), rows, strict=True)]


async def budgets(unit: Unit, account: DuxSoupAccount, usages: Sequence[Usage]) -> list[Budget]:
    """Of the running campaigns that have anything planned for the account; one step into an index where none says anything."""
    statement = f"SELECT * FROM ({_SAID}) AS c WHERE c.state = 'running' AND {_HAS_PLANNED}"  # noqa: S608 - only our own words
    found = _read(await sql.rows(unit.connection, statement, [account.workspace_id, account.id]))
    used = await counted(unit.connection, [(portion, account.id, usages) for portion in found], unit.now)
    return [Budget(portion, tuple(own)) for portion, own in zip(found, used, strict=True)]


async def counted(
    connection: sql.Connection, asked: Sequence[tuple[Portion, UUID, Sequence[Usage]]], now: datetime
) -> list[list[Usage]]:
    """Of each portion of an account, whose own windows are given, the campaign's windows."""
    ledgers = [
        (Ledger(account_id, portion.campaign_id), _limits(portion, usages)) for portion, account_id, usages in asked
    ]
    return await windows.counted(connection, ledgers, now)


def _limits(portion: Portion, usages: Sequence[Usage]) -> list[Limit]:
    """Of a window that allows nothing there is no share: the account's own limit says so already."""
    open_windows = [one.limit for one in usages if one.limit.limit > 0]
    made = [_narrowed(limit, portion.share) for limit in open_windows] if portion.share is not None else []
    if portion.new_contacts is not None:
        made.append(Limit(None, False, DAY, portion.new_contacts, code=NEW_CONTACTS, opens=True))
    return made


def _narrowed(limit: Limit, share: int) -> Limit:
    return replace(limit, limit=max(1, limit.limit * share // 100), reason=f"{share} % of the account", code=SHARE)


def _read(rows: Sequence[Mapping[str, Any]]) -> list[Portion]:
    return [one for row in rows if (one := portion(row)) is not None]


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))


_COLUMNS = "SELECT campaign_id, state, account_share, new_contacts_per_day FROM campaigns_new WHERE workspace_id = $1"
_SAID = f"{_COLUMNS} AND account_share > 0 UNION {_COLUMNS} AND new_contacts_per_day >= 0"
_RUNNING = ", ".join(f"'{status.value}'" for status in sorted(RUNNING_STATUSES))
_RUN_BY = (
    f"SELECT DISTINCT c.campaign_id, c.account_share, c.new_contacts_per_day, s.account_id FROM ({_SAID}) AS c"  # noqa: S608 - only our own words
    f" JOIN assignment s ON s.campaign_id = c.campaign_id AND s.status IN ({_RUNNING}) AND s.account_id IS NOT NULL"
)
# A scalar with an order, so that PostgreSQL asks step after step instead of joining all that is planned.
_HAS_PLANNED = (
    "(SELECT 1 FROM sequence_version v CROSS JOIN step t WHERE v.campaign_id = c.campaign_id AND t.sequence_id = v.id"
    " AND (SELECT a.id FROM action a WHERE a.account_id = $2 AND a.state = 'planned' AND a.step_id = t.id"
    " ORDER BY a.opens, a.scheduled_for LIMIT 1) IS NOT NULL LIMIT 1) IS NOT NULL"
)
