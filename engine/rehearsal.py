"""Launches for real inside a unit that is then given up: so a preview cannot differ from the launch it speaks of."""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from auth.sealing import KeyRing
from engine.launch import launch
from engine.launch_checks import WORDS, LaunchSkip
from models import Assignment, AssignmentStatus, Unit, sql
from models.errors import AccountNotConfigured


@dataclass(frozen=True, slots=True)
class LaunchPreview:
    launchable: int
    skipped: list[LaunchSkip]
    account_id: UUID | None = None
    first_action_at: datetime | None = None
    last_action_at: datetime | None = None


class Rehearsed(Exception):
    """What would happen; raising it undoes all of it."""

    def __init__(self, preview: LaunchPreview) -> None:
        super().__init__()
        self.preview = preview


async def rehearse(unit: Unit, ring: KeyRing, *, workspace_id: UUID, campaign_id: UUID, member_id: UUID) -> NoReturn:
    """Raises Rehearsed, or what launching would raise; nobody's account is no error here but everybody's reason."""
    try:
        done = await launch(unit, ring, workspace_id=workspace_id, campaign_id=campaign_id, member_id=member_id)
    except AccountNotConfigured:
        raise Rehearsed(LaunchPreview(0, await _all_without_account(campaign_id, member_id))) from None
    found = (await sql.rows(unit.connection, _PLANNED, [campaign_id, member_id, unit.now]))[0]
    account_id = None if found["account_id"] is None else sql.as_id(found["account_id"])
    first, last = sql.as_time(found["first"]), sql.as_time(found["last"])
    raise Rehearsed(LaunchPreview(done.launched, done.skipped, account_id, first, last))


async def _all_without_account(campaign_id: UUID, member_id: UUID) -> list[LaunchSkip]:
    pending = Assignment.filter(campaign_id=campaign_id, member_id=member_id, status=AssignmentStatus.PENDING)
    code = "account_not_configured"
    return [LaunchSkip(one.id, one.contact_id, code, WORDS[code]) for one in await pending.order_by("contact_id")]


_PLANNED = (
    "SELECT MIN(CAST(s.account_id AS VARCHAR(36))) AS account_id, MIN(a.scheduled_for) AS first, MAX(a.scheduled_for) AS last"
    " FROM assignment s LEFT JOIN action a ON a.assignment_id = s.id"
    " WHERE s.campaign_id = $1 AND s.member_id = $2 AND s.launched_at = $3"
)
