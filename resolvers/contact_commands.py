"""Who asks for a contact to be made or changed, and for many to be tagged."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import strawberry

from auth.viewer import Viewer
from engine import contact as contacts
from engine import tagging
from engine.contact_row import ContactRow
from models import Contact, Unit
from models.errors import InvalidInput
from resolvers.command import Answer, answered, as_id, plain, seen
from resolvers.contact import LISTING, conditions
from resolvers.listing import Condition
from resolvers.matching import matching, named, seen_count
from schema.context import Context
from schema.types.contact import ContactPayload, CreateContactInput, UpdateContactInput
from schema.types.tag import TagContactsInput, TagContactsPayload

Info = strawberry.Info[Context, None]
Tagging = Callable[[Unit, UUID, Sequence[UUID], Sequence[str]], Awaitable[int]]


async def create_contact(info: Info, input: CreateContactInput) -> ContactPayload:  # noqa: A002 - the API's name
    work = partial(_create, info.context, input)
    return await answered(info.context, "createContact", work, _shown, ContactPayload, input)


async def update_contact(info: Info, input: UpdateContactInput) -> ContactPayload:  # noqa: A002 - the API's name
    return await answered(info.context, "updateContact", partial(_update, info.context, input), _shown, ContactPayload)


async def add_tags(info: Info, input: TagContactsInput) -> TagContactsPayload:  # noqa: A002 - the API's name
    work = partial(_tag, tagging.add, input)
    return await answered(info.context, "addTags", work, _counted, TagContactsPayload)


async def remove_tags(info: Info, input: TagContactsInput) -> TagContactsPayload:  # noqa: A002 - the API's name
    work = partial(_tag, tagging.remove, input)
    return await answered(info.context, "removeTags", work, _counted, TagContactsPayload)


async def _create(context: Context, asked: CreateContactInput, unit: Unit, viewer: Viewer) -> Answer:
    given = plain(asked.contact)
    if not isinstance(given.get("custom_fields"), dict | None):
        raise InvalidInput("Custom fields are an object of names and values.", path=["customFields"])
    row = ContactRow(**{name: value for name, value in given.items() if value is not None})
    made = await contacts.create(unit, context.ring, viewer.workspace_id, row)
    return {"contact_id": str(made)}


async def _update(context: Context, asked: UpdateContactInput, unit: Unit, viewer: Viewer) -> Answer:
    contact = await Contact.locked(viewer.workspace_id, as_id(asked.id))
    await contacts.update(unit, context.ring, contact, plain(asked.contact))
    return {"contact_id": str(contact.id)}


async def _tag(tag: Tagging, asked: TagContactsInput, unit: Unit, viewer: Viewer) -> Answer:
    chosen = named(asked.contact_ids, "contactIds", asked.filter)
    if chosen is None:
        chosen = await matching(LISTING, viewer.workspace_id, _wanted(asked, viewer), seen_count(asked.expected_count))
    changed = await tag(unit, viewer.workspace_id, chosen, asked.tags)
    return {"changed": changed, "unchanged": len(set(chosen)) - changed}


def _wanted(asked: TagContactsInput, viewer: Viewer) -> list[Condition]:
    return conditions(asked.filter or None, viewer.workspace_id)


async def _shown(context: Context, answer: Answer) -> dict[str, Any]:
    return {"contact": await seen(context, "contact", answer)}


async def _counted(_context: Context, answer: Answer) -> dict[str, Any]:
    return answer
