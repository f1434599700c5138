"""How much room each member has left for new contacts."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise import connections

from engine.limits import WEEK, Usage, usages
from models import DuxSoupAccount, StepKind
from resolvers.listing import marks, read
from resolvers.permissions import reader
from schema.context import Context
from schema.types.member import MemberCapacity


async def load_capacities(context: Context, keys: list[str]) -> list[MemberCapacity]:
    """From the account's weekly invitations and the work that is open: pending, running, and invitations still planned."""
    viewer, now, ids = reader(context.viewer), context.clock.now(), [UUID(key) for key in keys]
    rows = await read(_statement(ids), [viewer.workspace_id, *ids])
    work = {str(row["member_id"]): row for row in rows}
    invites = await _invites(viewer.workspace_id, ids, now)
    return [_capacity(work.get(key, {}), invites.get(key), now) for key in keys]


async def _invites(workspace_id: UUID, member_ids: Sequence[UUID], now: datetime) -> dict[str, Usage]:
    wanted = await DuxSoupAccount.of_members(workspace_id, member_ids)
    accounts = {account.member_id: account for account in reversed(wanted)}  # the one that sends is put in last
    found = await usages(connections.get("default"), list(accounts.values()), now)
    return {str(member_id): _week(found[account.id]) for member_id, account in accounts.items()}


def _week(own: Sequence[Usage]) -> Usage:
    asked = (StepKind.CONNECT, False, WEEK)
    return next(one for one in own if (one.limit.kind, one.limit.with_note, one.limit.hours) == asked)


def _capacity(work: Mapping[str, Any], invites: Usage | None, now: datetime) -> MemberCapacity:
    open_work, planned = work.get("open_assignments", 0), work.get("planned_invites", 0)
    left = max(0, invites.left - planned) if invites else 0
    waiting = work.get("pending", 0) + planned
    return MemberCapacity(
        open_assignments=open_work,
        invites_left_this_week=left,
        expected_finish=_finish(waiting, invites, now) if open_work else None,
    )


def _finish(waiting: int, invites: Usage | None, now: datetime) -> datetime | None:
    """When the last waiting invitation goes out at a full week's pace; null where none may go at all."""
    if invites is None or invites.limit.limit <= 0:
        return None
    beyond = max(0, waiting - invites.left)
    return now + timedelta(weeks=beyond / invites.limit.limit)


def _statement(ids: Sequence[UUID]) -> str:
    return (
        "SELECT a.member_id, COUNT(*) AS open_assignments,"  # noqa: S608 - only marks are put in
        " SUM(CASE WHEN a.status = 'pending' THEN 1 ELSE 0 END) AS pending,"
        " SUM(CASE WHEN EXISTS (SELECT 1 FROM action x WHERE x.assignment_id = a.id AND x.kind = 'connect'"
        " AND x.state = 'planned') THEN 1 ELSE 0 END) AS planned_invites"
        " FROM assignment a JOIN campaigns_new c ON c.campaign_id = a.campaign_id AND c.state <> 'archived'"
        " WHERE a.workspace_id = ? AND a.stopped_at IS NULL"
        f" AND a.status IN ('pending', 'active', 'accepted', 'responded') AND a.member_id IN {marks(ids)}"
        " GROUP BY a.member_id"
    )
