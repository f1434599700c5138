"""Makes campaigns, gives them sequences that can work, and moves them through their states."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from engine import draining, progress
from engine.cancelling import call_off
from engine.draining import Drain
from engine.sequence import StepDraft, check_steps, default_steps
from models import Campaign, CampaignState, DuxSoupAccount, EventKind, SequenceKind, SequenceVersion, Step, Unit, sql
from models.errors import IllegalTransition, InvalidInput, NotFound
from models.ids import new_id

MAX_NAME = 200
MAX_DESCRIPTION = 5_000
MAX_WINDOW_DAYS = 365
MAX_NEW_CONTACTS = 1_000


# What is set as given; null means something in the last two of them alone.
POLICIES = (
    "stop_on_reply", "resume_on_late_acceptance", "acceptance_window_days", "reply_window_days", "new_contacts_first",
    "account_share", "new_contacts_per_day",
)  # fmt: skip
NULLABLE = frozenset({"account_share", "new_contacts_per_day"})


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """`steps` null: the kind's own. `account_id` null: each member's own account sends."""

    name: str
    sequence_kind: SequenceKind
    description: str | None = None
    steps: Sequence[StepDraft] | None = None
    account_id: UUID | None = None
    stop_on_reply: bool = True
    resume_on_late_acceptance: bool = True
    acceptance_window_days: int = 21
    reply_window_days: int = 3
    account_share: int | None = None
    new_contacts_per_day: int | None = None
    new_contacts_first: bool = False
    drain: Drain | None = None


async def create(unit: Unit, workspace_id: UUID, member_id: UUID, draft: CampaignDraft) -> Campaign:
    """Raises InvalidInput, or NotFound for an account that is not the workspace's."""
    steps = default_steps(draft.sequence_kind) if draft.steps is None else draft.steps
    check_steps(steps)
    given = {"name": draft.name, "description": draft.description}
    values = _checked(given | {name: getattr(draft, name) for name in POLICIES})
    campaign = await Campaign.create(
        workspace_id=workspace_id,
        created_by_id=member_id,
        created_at=unit.now,
        updated_at=unit.now,
        sequence_kind=draft.sequence_kind,
        dux_user_id=await _dux_user_id(workspace_id, draft.account_id),
        **values,
        **await draining.columns(workspace_id, draft.drain),
    )
    await _write_steps(unit, campaign, 1, steps)
    unit.record(campaign.event(EventKind.CAMPAIGN_CREATED, sequence_kind=campaign.sequence_kind.value))
    return campaign


async def update(unit: Unit, campaign: Campaign, values: dict[str, Any]) -> None:
    """Sets the columns given; `account_id` links an account, or none; `drain` says who drains its queue, or nobody."""
    changes = _checked({name: value for name, value in values.items() if name not in {"account_id", "drain"}})
    if "drain" in values:
        changes |= await draining.columns(campaign.workspace_id, values["drain"])
    if "account_id" in values:
        changes["dux_user_id"] = await _dux_user_id(campaign.workspace_id, values["account_id"])
    if not changes:
        return
    await campaign.changed(unit, **changes)
    unit.record(campaign.event(EventKind.CAMPAIGN_CHANGED, fields=sorted(changes)))


async def set_sequence(unit: Unit, campaign: Campaign, steps: Sequence[StepDraft]) -> None:
    """A new version; assignments that run keep theirs. Raises IllegalTransition on an archived campaign."""
    _check_open(campaign)
    check_steps(steps)
    number = campaign.sequence_number + 1
    await _write_steps(unit, campaign, number, steps)
    await campaign.changed(unit, sequence_number=number)
    unit.record(campaign.event(EventKind.SEQUENCE_CHANGED, number=number, steps=len(steps)))


async def change_state(unit: Unit, campaign: Campaign, to: CampaignState) -> int:
    """How many planned actions were cancelled: archiving ends what has not left yet, and lets its people run elsewhere."""
    await campaign.move(unit, to)
    if to is not CampaignState.ARCHIVED:
        return 0
    launched = await _locked_launched(unit, campaign.id)
    cancelled = await call_off(unit, launched, "campaign_archived")
    await _free_people(unit, campaign.id)
    return cancelled


async def locked(workspace_id: UUID, campaign_id: UUID, path: Sequence[str] = ("id",)) -> Campaign:
    """For a change; raises NotFound for a foreign id as for an unknown one."""
    found = await Campaign.filter(id=campaign_id, workspace_id=workspace_id).select_for_update().get_or_none()
    if found is None:
        raise NotFound(campaign_id, path=path)
    return found


async def open_campaign(workspace_id: UUID, campaign_id: UUID) -> Campaign:
    """One that people may still be put or launched into; locked, so that it is not archived meanwhile and nobody goes twice."""
    found = Campaign.filter(id=campaign_id, workspace_id=workspace_id).select_for_update(no_key=True)
    campaign = await found.get_or_none()
    if campaign is None:
        raise NotFound(campaign_id, path=["campaignId"])
    _check_open(campaign)
    return campaign


def _check_open(campaign: Campaign) -> None:
    if campaign.state is CampaignState.ARCHIVED:
        raise IllegalTransition("ARCHIVED", [], "The campaign is archived.", path=["campaignId"])


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    name, description = values.get("name", ""), values.get("description")
    if "name" in values and not 1 <= len((name or "").strip()) <= MAX_NAME:
        raise InvalidInput(f"A name has 1 to {MAX_NAME} characters.", path=["name"])
    if description is not None and len(description) > MAX_DESCRIPTION:
        raise InvalidInput(f"A description has at most {MAX_DESCRIPTION} characters.", path=["description"])
    for field, path in (("acceptance_window_days", "acceptanceWindowDays"), ("reply_window_days", "replyWindowDays")):
        if field in values and not 1 <= values[field] <= MAX_WINDOW_DAYS:
            raise InvalidInput(f"This is from 1 to {MAX_WINDOW_DAYS} days.", path=[path])
    _check_budget(values.get("account_share"), values.get("new_contacts_per_day"))
    return values | ({"name": name.strip()} if "name" in values else {})


def _check_budget(share: int | None, new_contacts: int | None) -> None:
    if share is not None and not 1 <= share <= 100:
        raise InvalidInput("A share of an account is from 1 to 100 percent.", path=["accountShare"])
    if new_contacts is not None and not 0 <= new_contacts <= MAX_NEW_CONTACTS:
        raise InvalidInput(f"New contacts a day are from 0 to {MAX_NEW_CONTACTS:,}.", path=["newContactsPerDay"])


async def _dux_user_id(workspace_id: UUID, account_id: UUID | None) -> str | None:
    if account_id is None:
        return None
    account = await DuxSoupAccount.own(workspace_id, account_id)
    if account is None:
        raise NotFound(account_id, path=["accountId"])
    return account.dux_soup_user_id


async def _write_steps(unit: Unit, campaign: Campaign, number: int, steps: Sequence[StepDraft]) -> None:
    version = await SequenceVersion.create(
        workspace_id=campaign.workspace_id, campaign=campaign, number=number, created_at=unit.now
    )
    shared = {"workspace_id": campaign.workspace_id, "sequence_id": version.id, "created_at": unit.now}
    rows = [Step(id=new_id(), position=at, **shared, **asdict(step)) for at, step in enumerate(steps, start=1)]
    await Step.bulk_create(rows)


async def _locked_launched(unit: Unit, campaign_id: UUID) -> list[UUID]:
    """Not those alone that run: a late acceptance may be about to make one more of them run."""
    lock = "" if sql.dialect(unit.connection) == "sqlite" else " FOR UPDATE"
    statement = "SELECT id FROM assignment WHERE campaign_id = $1 AND status <> 'pending' ORDER BY id"
    return [sql.as_id(row["id"]) for row in await sql.rows(unit.connection, statement + lock, [campaign_id])]


async def _free_people(unit: Unit, campaign_id: UUID) -> None:
    """What the campaign's assignments learn later still counts; their places are for whoever waits for them."""
    waiting = await sql.rows(unit.connection, _WAITED_FOR, [campaign_id])
    await sql.rows(unit.connection, _GIVE_UP_PLACES, [unit.now, campaign_id])
    for row in waiting:
        await progress.pass_on(unit, sql.as_id(row["contact_id"]))


_WAITED_FOR = (
    "SELECT DISTINCT w.contact_id FROM assignment w JOIN assignment s ON s.running_contact_id = w.contact_id"
    " WHERE s.campaign_id = $1 AND w.running_contact_id IS NULL AND w.launched_at IS NOT NULL ORDER BY w.contact_id"
)
_GIVE_UP_PLACES = (
    "UPDATE assignment SET running_contact_id = NULL, next_at = NULL, version = version + 1, updated_at = $1"
    " WHERE campaign_id = $2 AND running_contact_id IS NOT NULL RETURNING id"
)
