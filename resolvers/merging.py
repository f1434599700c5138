"""Who asks for two contacts to become one, or for some to be told apart."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import strawberry

from auth.viewer import Viewer
from engine import merging, parting
from models import Assignment, Unit
from models.errors import Forbidden
from resolvers.command import Answer, answered, as_id, seen
from resolvers.permissions import administers
from schema.context import Context
from schema.types.contact import ContactPayload

Info = strawberry.Info[Context, None]


async def merge_contacts(
    info: Info,
    keep_id: Annotated[strawberry.ID, strawberry.argument(description="Who stays.")],
    other_id: Annotated[strawberry.ID, strawberry.argument(description="Who becomes part of the other.")],
) -> ContactPayload:
    work = partial(_merge, info.context, keep_id, other_id)
    return await answered(info.context, "mergeContacts", work, _shown, ContactPayload)


async def part_contacts(info: Info, ids: list[strawberry.ID]) -> ContactPayload:
    return await answered(info.context, "partContacts", partial(_part, info.context, ids), _shown, ContactPayload)


async def _merge(context: Context, keep: str, other: str, unit: Unit, viewer: Viewer) -> Answer:
    keep_id, other_id = as_id(keep, "keepId"), as_id(other, "otherId")
    await _check_theirs(viewer, [keep_id, other_id])
    kept = await merging.merge(unit, context.ring, viewer.workspace_id, keep_id, other_id)
    return {"contact_id": str(kept.id)}


async def _part(context: Context, texts: list[strawberry.ID], unit: Unit, viewer: Viewer) -> Answer:
    group = await parting.group(viewer.workspace_id, [as_id(text, "ids") for text in texts])
    await _check_theirs(viewer, [contact.id for contact in group.freed])
    await parting.part(unit, context.ring, group)
    return {"contact_id": str(group.named[0].id)}


async def _check_theirs(viewer: Viewer, ids: Sequence[UUID]) -> None:
    """What follows is sent, or is not, to people whom somebody works: they decide, or an admin."""
    if not administers(viewer) and await Assignment.workers(viewer.workspace_id, ids) - {viewer.member_id}:
        raise Forbidden("Somebody else works this person: ask them or an admin.", path=["ids"])


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    return {"contact": await seen(context, "contact", answer)}
