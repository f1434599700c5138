"""Which admin asks for what is held of a person, or for them to be erased."""

from functools import partial
from typing import Any

import strawberry

from auth.viewer import Viewer
from engine import erasing, exporting
from engine.erasing import Found
from models import Contact, Unit
from models.errors import NotFound
from models.ids import parse_id
from resolvers.command import Answer, answered, as_id
from resolvers.permissions import known, permitted
from schema.context import Context
from schema.types.contact import ErasePayload, ExportContactPayload

Info = strawberry.Info[Context, None]
_COMMAND, _EXPORT = "eraseContact", "exportContact"


async def erase_contact(info: Info, id: strawberry.ID) -> ErasePayload:  # noqa: A002 - the API's name
    found = await _look(info.context, id)
    return await answered(info.context, _COMMAND, partial(_erase, info.context, id, found), _shown, ErasePayload)


async def export_contact(info: Info, id: strawberry.ID) -> ExportContactPayload:  # noqa: A002 - the API's name
    work = partial(_export, id, await _told(info.context, id))
    return await answered(info.context, _EXPORT, work, _shown, ExportContactPayload)


async def _told(context: Context, text: str) -> dict[str, Any] | None:
    """Read before anything is locked, since every webhook is opened for it; None where there is nothing to tell."""
    viewer, contact_id = known(context.viewer), parse_id(text)
    if contact_id is None or not permitted(viewer, _EXPORT):
        return None
    contact = await Contact.own(viewer.workspace_id, contact_id)
    if contact is None or contact.erased_at is not None:
        return None
    [told] = await exporting.export(context.ring, viewer.workspace_id, [contact])
    return told


async def _export(text: str, told: dict[str, Any] | None, unit: Unit, viewer: Viewer) -> Answer:
    """Given to nobody of whom it is not written down that they took it, nor when the person was erased meanwhile."""
    contact = await Contact.locked(viewer.workspace_id, as_id(text))
    if told is None:
        raise NotFound(text, path=["id"])
    exporting.note(unit, contact)
    return {"export": told}


async def _look(context: Context, text: str) -> Found:
    """Webhooks are looked through before anything is locked; what comes meanwhile is looked at then."""
    viewer, contact_id = known(context.viewer), parse_id(text)
    if contact_id is None or not permitted(viewer, _COMMAND):
        return Found()
    return await erasing.look(context.ring, viewer.workspace_id, contact_id)


async def _erase(context: Context, text: str, found: Found, unit: Unit, viewer: Viewer) -> Answer:
    contact = await Contact.locked(viewer.workspace_id, as_id(text))
    await erasing.erase(unit, context.ring, contact, found)
    return {"erased_id": str(contact.id)}


async def _shown(_context: Context, answer: Answer) -> dict[str, Any]:
    return answer
