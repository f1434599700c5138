"""Launches for real inside a unit that is then given up: so a preview cannot differ from the launch it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from auth.sealing import KeyRing
from engine import campaign_share
from engine.blockers import REASONS
from engine.estimate import gone, latest, room
from engine.launch import launch
from engine.launch_checks import LaunchSkip
from engine.limits import Usage, usage
from models import Assignment, AssignmentStatus, Campaign, DuxSoupAccount, StepKind, Unit, sql
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
    preview = LaunchPreview(done.launched, done.skipped)
    if found["account_id"] is not None:
        times = (sql.as_time(found["first"]), sql.as_time(found["last"]))
        preview = await _within_budget(
            unit, replace(preview, account_id=sql.as_id(found["account_id"])), campaign_id, times
        )
    raise Rehearsed(preview)


async def _within_budget(
    unit: Unit, preview: LaunchPreview, campaign_id: UUID, times: tuple[datetime | None, datetime | None]
) -> LaunchPreview:
    """What is planned now goes no sooner than the campaign's share and its new contacts of a day let it, if all of it opens; of the
    account's own limits, hours apart, nothing is known here.
    """
    account, campaign = await DuxSoupAccount.get(id=preview.account_id), await Campaign.get(id=campaign_id)
    portion = campaign_share.portion_of(campaign)
    asked = [] if portion is None else [(portion, account.id, await usage(unit.connection, account, unit.now))]
    counted = await campaign_share.counted(unit.connection, asked, unit.now)
    rows = await sql.rows(unit.connection, _OPENINGS, [account.id, campaign_id])
    openings = {StepKind(row["kind"]): int(row["found"]) for row in rows}
    windows = [(_waiting(openings, one), one) for own in counted for one in own if not one.limit.with_note]
    first, last = times
    first = latest([first, *(room(one, unit.now) for waiting, one in windows if waiting)])
    return replace(
        preview, first_action_at=first, last_action_at=latest([first, last, *(gone(*one, unit.now) for one in windows)])
    )


def _waiting(openings: Mapping[StepKind, int], window: Usage) -> int:
    return sum(found for kind, found in openings.items() if window.limit.kind in {None, kind})


async def _all_without_account(campaign_id: UUID, member_id: UUID) -> list[LaunchSkip]:
    pending = Assignment.filter(campaign_id=campaign_id, member_id=member_id, status=AssignmentStatus.PENDING)
    code = "account_not_configured"
    message = REASONS[code].message
    return [LaunchSkip(one.id, one.contact_id, code, message) for one in await pending.order_by("contact_id")]


_OPENINGS = (
    "SELECT kind, COUNT(*) AS found FROM action WHERE account_id = $1 AND campaign_id = $2 AND state = 'planned' AND opens"
    " GROUP BY kind"
)
_PLANNED = (
    "SELECT MIN(CAST(s.account_id AS VARCHAR(36))) AS account_id, MIN(a.scheduled_for) AS first, MAX(a.scheduled_for) AS last"
    " FROM assignment s LEFT JOIN action a ON a.assignment_id = s.id"
    " WHERE s.campaign_id = $1 AND s.member_id = $2 AND s.launched_at = $3"
)
