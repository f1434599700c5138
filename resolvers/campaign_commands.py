"""Who asks for a campaign to be made or changed."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

import strawberry
from strawberry import UNSET

from auth.viewer import Viewer
from engine import campaign as campaigns
from engine.campaign import NULLABLE, POLICIES, CampaignDraft
from engine.draining import Drain
from engine.sequence import StepDraft
from models import Campaign, CampaignState, DuxSoupAccount, Scope, Unit
from models.errors import Conflict
from resolvers.command import Answer, answered, as_id, plain, seen, seen_version
from resolvers.permissions import Withheld, administers, check_any_scope, check_own
from schema.context import Context
from schema.types.campaign import (
    CampaignPayload,
    ChangeCampaignStateInput,
    CreateCampaignInput,
    DrainInput,
    SetSequenceInput,
    UpdateCampaignInput,
)
from schema.types.step import StepInput

Info = strawberry.Info[Context, None]
# Whoever may only launch may not end it for good; holding it back lets nothing leave, so either will do.
_SCOPES = {CampaignState.ARCHIVED: {Scope.WRITE}, CampaignState.PAUSED: {Scope.LAUNCH, Scope.WRITE}}


async def create_campaign(info: Info, input: CreateCampaignInput) -> CampaignPayload:  # noqa: A002 - the API's name
    work = partial(_create, input)
    return await answered(info.context, "createCampaign", work, _shown, CampaignPayload, input)


async def update_campaign(info: Info, input: UpdateCampaignInput) -> CampaignPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "updateCampaign", partial(_update, input), _shown, CampaignPayload)


async def set_sequence(info: Info, input: SetSequenceInput) -> CampaignPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "setSequence", partial(_set_sequence, input), _shown, CampaignPayload)


async def change_campaign_state(
    info: Info,
    input: ChangeCampaignStateInput,  # noqa: A002 - the API's name
) -> CampaignPayload:
    return await answered(info.context, "changeCampaignState", partial(_change_state, input), _shown, CampaignPayload)


async def _create(asked: CreateCampaignInput, unit: Unit, viewer: Viewer) -> Answer:
    draft = CampaignDraft(
        name=asked.name,
        sequence_kind=asked.sequence_kind,
        description=asked.description or None,
        steps=None if not isinstance(asked.steps, list) else _drafts(asked.steps),
        account_id=await _linkable(viewer, asked.account_id or None),
        drain=_drain(asked.drain or None),
        **_policies(plain(asked)),
    )
    made = await campaigns.create(unit, viewer.workspace_id, viewer.member_id, draft)
    return {"campaign_id": str(made.id)}


async def _update(asked: UpdateCampaignInput, unit: Unit, viewer: Viewer) -> Answer:
    campaign = await _own(viewer, asked.id, asked.expected_version)
    given = plain(asked)
    values = _policies(given) | {name: given[name] for name in ("name", "description") if name in given}
    if "account_id" in given:
        values["account_id"] = await _linkable(viewer, asked.account_id or None)
    if asked.drain is not UNSET:
        values["drain"] = _drain(asked.drain)
    await campaigns.update(unit, campaign, values)
    return {"campaign_id": str(campaign.id)}


async def _set_sequence(asked: SetSequenceInput, unit: Unit, viewer: Viewer) -> Answer:
    campaign = await _own(viewer, asked.campaign_id, asked.expected_version, "campaignId")
    await campaigns.set_sequence(unit, campaign, _drafts(asked.steps))
    return {"campaign_id": str(campaign.id)}


async def _change_state(asked: ChangeCampaignStateInput, unit: Unit, viewer: Viewer) -> Answer:
    check_any_scope(viewer, _SCOPES.get(asked.to, {Scope.LAUNCH}))
    campaign = await _own(viewer, asked.id, seen_version(asked.expected_version))
    await campaigns.change_state(unit, campaign, asked.to)
    return {"campaign_id": str(campaign.id)}


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    return {"campaign": await seen(context, "campaign", answer)}


async def _own(viewer: Viewer, text: str, expected: int | None, name: str = "id") -> Campaign:
    """A member changes what they made, an admin everything."""
    campaign = await campaigns.locked(viewer.workspace_id, as_id(text, name), (name,))
    check_own(viewer, campaign.created_by_id, text, (name,))
    if expected is not None and expected != campaign.version:
        raise Conflict(current_version=campaign.version, path=["expectedVersion"])
    return campaign


async def _linkable(viewer: Viewer, text: str | None) -> UUID | None:
    """A campaign sends through the account it is linked to: a member links their own only."""
    if text is None:
        return None
    account_id = as_id(text, "accountId")
    if not administers(viewer) and not await DuxSoupAccount.belongs(viewer.workspace_id, account_id, viewer.member_id):
        raise Withheld(text, path=["accountId"])
    return account_id


def _drain(given: DrainInput | None) -> Drain | None:
    if given is None:
        return None
    return Drain(tuple(as_id(one, "drain", "memberIds") for one in given.member_ids), given.open_per_member)


def _policies(given: dict[str, Any]) -> dict[str, Any]:
    known = {name: given[name] for name in POLICIES if name in given}
    return {name: value for name, value in known.items() if value is not None or name in NULLABLE}


def _drafts(steps: Sequence[StepInput]) -> list[StepDraft]:
    return [_draft(step) for step in steps]


def _draft(step: StepInput) -> StepDraft:
    return StepDraft(
        kind=step.kind,
        delay_days=step.delay_days or 0,
        delay_hours=step.delay_hours or 0,
        random_delay_hours=step.random_delay_hours or 0,
        template=step.template or None,
        subject=step.subject or None,
        requires=step.requires or None,
        note_fallback=step.note_fallback or None,
    )
