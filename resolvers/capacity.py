"""How much room each member has left for new contacts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import connections

from engine import campaign_share, estimate
from engine.limits import WEEK, Usage, usages
from models import DuxSoupAccount, StepKind
from resolvers.listing import marks, read
from resolvers.permissions import reader
from schema.context import Context
from schema.types.member import MemberCapacity


async def load_capacities(context: Context, keys: list[str]) -> list[MemberCapacity]:
    """From the account's weekly invitations, what campaigns may take of them, and the work that is open: pending, running, and
    invitations still planned.
    """
    viewer, now, ids = reader(context.viewer), context.clock.now(), [UUID(key) for key in keys]
    work: dict[str, list[Mapping[str, Any]]] = {key: [] for key in keys}
    for row in await read(_statement(ids), [viewer.workspace_id, *ids]):
        work[str(row["member_id"])].append(row)
    accounts, used = await _accounts(viewer.workspace_id, ids, now)
    held = await _held(work, accounts, used, now)
    return [_capacity(work[key], _week(used, accounts.get(key)), held[key], now) for key in keys]


async def _accounts(
    workspace_id: UUID, member_ids: Sequence[UUID], now: datetime
) -> tuple[dict[str, UUID], dict[UUID, list[Usage]]]:
    wanted = await DuxSoupAccount.of_members(workspace_id, member_ids)
    accounts = {str(account.member_id): account for account in reversed(wanted)}  # the one that sends is put in last
    found = await usages(connections.get("default"), list(accounts.values()), now)
    return {member_id: account.id for member_id, account in accounts.items()}, found


async def _held(
    work: Mapping[str, list[Mapping[str, Any]]],
    accounts: Mapping[str, UUID],
    used: Mapping[UUID, list[Usage]],
    now: datetime,
) -> dict[str, list[datetime | None]]:
    """By member, when each campaign that says what it may do is through with what waits for it."""
    found: dict[str, list[datetime | None]] = {member_id: [] for member_id in work}
    rows = [(member_id, row) for member_id, own in work.items() if member_id in accounts for row in own]
    said = [
        (member_id, row, portion) for member_id, row in rows if (portion := campaign_share.portion(row)) is not None
    ]
    asked = [(portion, accounts[member_id], used[accounts[member_id]]) for member_id, _, portion in said]
    counted = await campaign_share.counted(connections.get("default"), asked, now)
    for (member_id, row, _), windows in zip(said, counted, strict=True):
        found[member_id] += [estimate.gone(_waiting(row, one), one, now) for one in windows if _concerns(one)]
    return found


def _waiting(row: Mapping[str, Any], window: Usage) -> int:
    return int(row["pending"] + (row["openings"] if window.limit.opens else row["planned_invites"]))


def _concerns(window: Usage) -> bool:
    return window.limit.opens or _key(window) == _INVITES


def _week(used: Mapping[UUID, Sequence[Usage]], account_id: UUID | None) -> Usage | None:
    return None if account_id is None else next(one for one in used[account_id] if _key(one) == _INVITES)


def _key(window: Usage) -> tuple[StepKind | None, bool, int]:
    return window.limit.kind, window.limit.with_note, window.limit.hours


def _capacity(
    work: Sequence[Mapping[str, Any]], invites: Usage | None, held: Sequence[datetime | None], now: datetime
) -> MemberCapacity:
    open_work, planned, pending = (sum(row[name] for row in work) for name in _COUNTED)
    return MemberCapacity(
        open_assignments=open_work,
        invites_left_this_week=max(0, invites.left - planned) if invites else 0,
        expected_finish=_finish(pending + planned, invites, held, now) if open_work else None,
    )


def _finish(waiting: int, invites: Usage | None, held: Sequence[datetime | None], now: datetime) -> datetime | None:
    """When the last waiting invitation goes out at a full week's pace, and no campaign holds any back; null where none may go at all."""
    if invites is None or invites.limit.limit <= 0:
        return None
    return estimate.latest([estimate.gone(waiting, invites, now), *held])


_INVITES = (StepKind.CONNECT, False, WEEK)
_COUNTED = ("open_assignments", "planned_invites", "pending")


def _statement(ids: Sequence[UUID]) -> str:
    return (
        "SELECT a.member_id, a.campaign_id, c.account_share, c.new_contacts_per_day, COUNT(*) AS open_assignments,"  # noqa: S608 - only marks are put in
        " SUM(CASE WHEN a.status = 'pending' THEN 1 ELSE 0 END) AS pending,"
        " SUM(CASE WHEN EXISTS (SELECT 1 FROM action x WHERE x.assignment_id = a.id AND x.kind = 'connect'"
        " AND x.state = 'planned') THEN 1 ELSE 0 END) AS planned_invites,"
        " SUM(CASE WHEN EXISTS (SELECT 1 FROM action x WHERE x.assignment_id = a.id AND x.opens"
        " AND x.state = 'planned') THEN 1 ELSE 0 END) AS openings"
        " FROM assignment a JOIN campaigns_new c ON c.campaign_id = a.campaign_id AND c.state <> 'archived'"
        " WHERE a.workspace_id = ? AND a.stopped_at IS NULL"
        f" AND a.status IN ('pending', 'active', 'accepted', 'responded') AND a.member_id IN {marks(ids)}"
        " GROUP BY a.member_id, a.campaign_id, c.account_share, c.new_contacts_per_day"
    )
