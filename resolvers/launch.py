"""Who asks for a member's share of a campaign to be launched, and what that would do."""

from functools import partial
from typing import Any
from uuid import UUID

import strawberry

from auth.viewer import Viewer
from engine.launch import Launch, LaunchConflict, launch
from engine.rehearsal import Rehearsed, rehearse
from models import Unit
from resolvers.command import Answer, answered, as_id, may_read, seen
from resolvers.permissions import check_admin, check_own, reader
from schema.context import Context
from schema.cost import MAX_PAGE
from schema.types.launch import LaunchSequenceInput, LaunchSequencePayload
from schema.types.launch_preview import LaunchPreview, LaunchSkip

Info = strawberry.Info[Context, None]


async def launch_sequence(info: Info, input: LaunchSequenceInput) -> LaunchSequencePayload:  # noqa: A002 - the API's name
    work = partial(_launch, info.context, input)
    return await answered(info.context, "launchSequence", work, _shown, LaunchSequencePayload, input)


async def launch_preview(info: Info, campaign_id: strawberry.ID, member_id: strawberry.ID) -> LaunchPreview:
    viewer, context = reader(info.context.viewer), info.context
    campaign, member = as_id(campaign_id, "campaignId"), as_id(member_id, "memberId")
    place = {"workspace_id": viewer.workspace_id, "campaign_id": campaign, "member_id": member}
    try:
        return await context.units.run(lambda unit: rehearse(unit, context.ring, **place), context.actor)
    except Rehearsed as rehearsed:
        return _preview(rehearsed)


async def _launch(context: Context, asked: LaunchSequenceInput, unit: Unit, viewer: Viewer) -> Answer:
    conflict = asked.conflict or LaunchConflict.SKIP
    campaign_id, member_id = as_id(asked.campaign_id, "campaignId"), _own(viewer, asked.member_id)
    if conflict is LaunchConflict.TAKE_OVER:
        check_admin(viewer)
    done = await launch(
        unit,
        context.ring,
        workspace_id=viewer.workspace_id,
        campaign_id=campaign_id,
        member_id=member_id,
        conflict=conflict,
        reason=asked.reason or None,
    )
    return _plain(done)


def _own(viewer: Viewer, text: str) -> UUID:
    member_id = as_id(text, "memberId")
    check_own(viewer, member_id, text, ("memberId",))
    return member_id


def _plain(done: Launch) -> Answer:
    skipped = [[str(skip.assignment_id), skip.code, skip.message] for skip in done.skipped[:MAX_PAGE]]
    return {
        "campaign_id": str(done.campaign_id),
        "launched": done.launched,
        "skipped": skipped,
        "total": len(done.skipped),
    }


def _preview(rehearsed: Rehearsed) -> LaunchPreview:
    found = rehearsed.preview
    skips = [
        LaunchSkip(assignment_id=str(skip.assignment_id), code=skip.code, message=skip.message)
        for skip in found.skipped[:MAX_PAGE]
    ]
    return LaunchPreview(
        launchable=found.launchable,
        skipped=skips,
        skipped_total=len(found.skipped),
        first_action_at=found.first_action_at,
        last_action_at=found.last_action_at,
        account_id=None if found.account_id is None else str(found.account_id),
    )


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    named = answer["skipped"] if may_read(context) else []
    skips = [LaunchSkip(assignment_id=which, code=code, message=message) for which, code, message in named]
    campaign = await seen(context, "campaign", answer)
    return {"launched": answer["launched"], "skipped": skips, "skipped_total": answer["total"], "campaign": campaign}
