"""Hands those whom nobody works to members who have room, oldest first, in campaigns that ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from tortoise import connections

from engine.reassigning import hand_over, unworked, workers
from engine.workload import least_loaded, open_work
from models import Assignment, AssignmentStatus, Campaign, CampaignState, Member, Role, Unit, sql
from models.errors import InvalidInput

MAX_OPEN = 5_000
MAX_MEMBERS = 100
AT_ONCE = 500
_NOBODYS = """
    SELECT c.campaign_id AS id FROM campaigns_new c WHERE c.drain_open IS NOT NULL AND c.state <> 'archived'
      AND EXISTS (SELECT 1 FROM assignment s
        WHERE s.campaign_id = c.campaign_id AND s.member_id IS NULL AND s.status = 'pending')"""
_REMOVED = """
    SELECT c.campaign_id, m.id AS member_id FROM campaigns_new c JOIN member m ON m.workspace_id = c.workspace_id
    WHERE c.drain_open IS NOT NULL AND c.state <> 'archived' AND m.removed_at IS NOT NULL"""
_WAITING = """
    SELECT s.id AS id, s.created_at AS created_at FROM assignment s JOIN contact p ON p.id = s.contact_id
    WHERE s.campaign_id = $1 AND s.status = 'pending' AND NOT p.suppressed AND p.erased_at IS NULL AND s.member_id """


@dataclass(frozen=True, slots=True)
class Drain:
    """Who is given more as long as fewer than `open_per_member` assignments are open with them, in all campaigns together."""

    member_ids: tuple[UUID, ...]
    open_per_member: int


async def columns(workspace_id: UUID, drain: Drain | None) -> dict[str, Any]:
    """What a campaign keeps of it; raises InvalidInput or NotFound that names the field."""
    if drain is None:
        return {"drain_members": None, "drain_open": None}
    if not 1 <= drain.open_per_member <= MAX_OPEN:
        raise InvalidInput(f"Open assignments a member are from 1 to {MAX_OPEN:,}.", path=["drain", "openPerMember"])
    if not 1 <= len(drain.member_ids) <= MAX_MEMBERS:
        raise InvalidInput(f"From 1 to {MAX_MEMBERS} members share a queue.", path=["drain", "memberIds"])
    members = await workers(workspace_id, drain.member_ids, ["drain", "memberIds"])
    return {"drain_members": [str(member.id) for member in members], "drain_open": drain.open_per_member}


async def waiting() -> list[UUID]:
    """Campaigns in which somebody waits for a member."""
    connection = connections.get("default")
    found = [*await sql.rows(connection, _NOBODYS), *await _of_the_removed(connection)]
    return sorted({sql.as_id(row["id"]) for row in found})


async def _of_the_removed(connection: sql.Connection) -> list[dict[str, Any]]:
    """By ids, since from them alone a database knows how few these are, and takes the index."""
    pairs = await sql.rows(connection, _REMOVED)
    campaigns, members = [list({row[name]: None for row in pairs}) for name in ("campaign_id", "member_id")]
    if not pairs:
        return []
    where = f"campaign_id IN {sql.in_list(1, len(campaigns))} AND member_id IN {sql.in_list(1 + len(campaigns), len(members))}"
    asked = f"SELECT DISTINCT campaign_id AS id FROM assignment WHERE {where} AND status = 'pending'"  # noqa: S608 - values are bound
    return await sql.rows(connection, asked, [*campaigns, *members])


async def drain(unit: Unit, campaign_id: UUID) -> int:
    """How many got a member now, 500 at most. Whoever is away, a viewer by now or removed is given nothing."""
    campaign = await Campaign.filter(id=campaign_id).select_for_update(no_key=True).get_or_none()
    if campaign is None or campaign.drain_open is None or campaign.state is CampaignState.ARCHIVED:
        return 0
    loads = await open_work(campaign.workspace_id, await _working(unit, campaign))
    turns = list(islice(least_loaded(loads, campaign.drain_open), AT_ONCE))
    oldest = await _oldest(unit, campaign, len(turns)) if turns else []
    await hand_over(unit, list(zip(oldest, turns, strict=False)))
    return len(oldest)


async def _working(unit: Unit, campaign: Campaign) -> list[UUID]:
    """Locked, so that two campaigns do not fill the same room."""
    wanted = [UUID(one) for one in campaign.drain_members or []]
    found = await Member.present(campaign.workspace_id).filter(id__in=wanted).order_by("id").select_for_update()
    able = {one.id for one in found if one.role.at_least(Role.MEMBER) and not one.away(unit.now)}
    return [member_id for member_id in wanted if member_id in able]


async def _oldest(unit: Unit, campaign: Campaign, most: int) -> Sequence[Assignment]:
    """Nobody is given people who may not be approached."""
    removed = await Member.filter(workspace_id=campaign.workspace_id, removed_at__isnull=False).values_list(
        "id", flat=True
    )
    whose = ["IS NULL", *([f"IN {sql.in_list(3, len(removed))}"] if removed else [])]
    rows = await sql.rows(
        unit.connection,
        f"{' UNION ALL '.join(_WAITING + one for one in whose)} ORDER BY created_at, id LIMIT $2",
        [campaign.id, most, *removed],
    )
    locked = await Assignment.all_locked(campaign.workspace_id, [sql.as_id(row["id"]) for row in rows])
    nobodys = await unworked(locked)
    free = [one for one in locked if one.id in nobodys and one.status is AssignmentStatus.PENDING]
    return sorted(free, key=lambda one: (one.created_at, one.id))
