"""Launches a member's pending assignments of a campaign: all that can go, in one transaction, each with its first action."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from auth.sealing import KeyRing
from engine import follow_up, launch_checks, launch_rows
from engine.campaign import open_campaign
from engine.launch_checks import Candidate, Conditions, LaunchSkip
from engine.sender import account_for
from models import AssignmentStatus, Campaign, CampaignState, Contact, Member, SequenceVersion, Step, Unit, sql
from models.errors import AccountNotConfigured, InvalidInput, NotFound
from models.reason import stated_if_any


class LaunchConflict(StrEnum):
    """What to do with a person who is already running in another campaign."""

    SKIP = "skip"
    TAKE_OVER = "take_over"


@dataclass(frozen=True, slots=True)
class Launch:
    """How many went, and every one that did not, with the reason."""

    campaign_id: UUID
    launched: int = 0
    skipped: list[LaunchSkip] = field(default_factory=list)


async def launch(
    unit: Unit,
    ring: KeyRing,
    *,
    workspace_id: UUID,
    campaign_id: UUID,
    member_id: UUID,
    conflict: LaunchConflict = LaunchConflict.SKIP,
    reason: str | None = None,
) -> Launch:
    """Raises NotFound, IllegalTransition on an archived campaign, and AccountNotConfigured when that alone stopped everybody.

    Whether the viewer may launch (and take over: an admin's act) is checked by the caller.
    """
    reason = stated_if_any(reason)
    if conflict is LaunchConflict.TAKE_OVER and reason is None:
        raise InvalidInput("Taking people over from another campaign needs a reason.", path=["reason"])
    campaign = await open_campaign(workspace_id, campaign_id)
    member = await Member.present(workspace_id).get_or_none(id=member_id)
    if member is None:
        raise NotFound(member_id, path=["memberId"])
    candidates = await _pending(unit, campaign, member)
    conditions = await _conditions(campaign, member)
    ready, skipped = await launch_checks.sort_out(unit, ring, conditions, candidates)
    if conflict is LaunchConflict.TAKE_OVER:
        ready, skipped = await launch_checks.take_over(unit, conditions, ready, skipped, candidates, reason or "")
    if skipped and all(skip.code == "account_not_configured" for skip in skipped) and not ready:
        raise AccountNotConfigured(path=["memberId"])
    if conditions.account is not None:
        await launch_rows.write(unit, campaign, conditions, conditions.account, ready)
    if campaign.state is CampaignState.DRAFT:
        await campaign.move(unit, CampaignState.RUNNING)
    return Launch(campaign.id, len(ready), skipped)


async def _pending(unit: Unit, campaign: Campaign, member: Member) -> list[Candidate]:
    """Locks the people first, in order of id: two launches that share one meet here, not in a broken unique key."""
    postgres = sql.dialect(unit.connection) == "postgres"
    statement = "SELECT s.* FROM assignment s WHERE s.campaign_id = $1 AND s.member_id = $2 AND s.status = $3 ORDER BY s.contact_id"
    values = [campaign.id, member.id, AssignmentStatus.PENDING]
    rows = await sql.rows(unit.connection, statement, values)
    ids = [sql.as_id(row["contact_id"]) for row in rows]
    contacts: dict[UUID, Contact] = {}
    for start in range(0, len(ids), 1000):
        people = Contact.filter(id__in=ids[start : start + 1000]).order_by("id").select_for_update()
        chunk = people.only(*_READ)
        contacts |= {contact.id: contact for contact in await chunk}
    if postgres:
        rows = await sql.rows(unit.connection, statement + " FOR UPDATE", values)
    # Somebody assigned between the two looks is not locked, and goes with the next launch.
    known = ((row, contacts.get(sql.as_id(row["contact_id"]))) for row in rows)
    return [Candidate.of(row, contact) for row, contact in known if contact is not None]


async def _conditions(campaign: Campaign, member: Member) -> Conditions:
    version = await SequenceVersion.get(campaign_id=campaign.id, number=campaign.sequence_number)
    return Conditions(
        campaign=campaign,
        account=await account_for(campaign, member.id),
        sequence_id=version.id,
        steps=await Step.of_sequence(version.id),
        stages=await follow_up.stages_of(version.id),
    )


# What checks and templates ask of a contact; the rest of ten thousand rows need not be read.
_READ = (
    "id",
    "workspace_id",
    "linkedin_url",
    "tied_group",
    "erased_at",
    "email",
    "first_name",
    "last_name",
    "company",
    "company_linkedin_url",
    "company_website",
    "title",
    "location",
    "tags",
    "custom_fields",
)
