"""Who asks for contacts to be imported, and to be put into a campaign."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

import strawberry

from auth.viewer import Viewer
from engine.assigning import MAX_CONTACTS, AssignSkip, AssignStrategy, assign
from engine.contact_row import ContactRow
from engine.import_assigning import import_into
from engine.importing import Outcome, RowOutcome, import_rows
from models import Unit
from models.errors import InvalidInput
from resolvers.command import Answer, answered, as_id, may_read, plain, seen
from resolvers.contact import LISTING as CONTACTS
from resolvers.contact import conditions
from resolvers.matching import any_count, matching, named
from schema.context import Context
from schema.cost import MAX_PAGE
from schema.types.contact import ContactInput
from schema.types.importing import (
    AssignContactsInput,
    AssignContactsPayload,
    ImportContactsInput,
    ImportContactsPayload,
    ImportRow,
)
from schema.types.importing import AssignSkip as ShownSkip

Info = strawberry.Info[Context, None]


async def import_contacts(info: Info, input: ImportContactsInput) -> ImportContactsPayload:  # noqa: A002 - the API's name
    work = partial(_import, info.context, input)
    return await answered(info.context, "importContacts", work, _imported, ImportContactsPayload, input)


async def assign_contacts(info: Info, input: AssignContactsInput) -> AssignContactsPayload:  # noqa: A002 - the API's name
    work = partial(_assign, info.context, input)
    return await answered(info.context, "assignContacts", work, _assigned, AssignContactsPayload, input)


async def _import(context: Context, asked: ImportContactsInput, unit: Unit, viewer: Viewer) -> Answer:
    rows, home = [_row(row) for row in asked.rows], viewer.workspace_id
    asking: Any = {"member_id": viewer.member_id, "source": "graphql"}
    if asked.campaign_id:
        campaign_id, member_ids = as_id(asked.campaign_id, "campaignId"), _ids(asked.member_ids or [], "memberIds")
        outcomes = await import_into(unit, context.ring, home, campaign_id, rows, member_ids=member_ids, **asking)
    elif asked.member_ids:
        raise InvalidInput("Contacts are assigned to members in a campaign: name it.", path=["campaignId"])
    else:
        outcomes = await import_rows(unit, context.ring, home, rows, **asking)
    return {"rows": [_plain_outcome(one) for one in outcomes]}


async def _assign(context: Context, asked: AssignContactsInput, unit: Unit, viewer: Viewer) -> Answer:
    chosen = named(asked.contact_ids, "contactIds", asked.filter)
    campaign_id, member_ids = as_id(asked.campaign_id, "campaignId"), _ids(asked.member_ids, "memberIds")
    if chosen is None:
        wanted = conditions(asked.filter or None, viewer.workspace_id)
        chosen = await matching(CONTACTS, viewer.workspace_id, wanted, any_count(asked.expected_count))
    strategy, count, skipped = asked.strategy or AssignStrategy.EVEN, 0, list[AssignSkip]()
    for start in range(0, max(1, len(chosen)), MAX_CONTACTS):
        chunk = chosen[start : start + MAX_CONTACTS]
        done = await assign(unit, context.ring, viewer.workspace_id, campaign_id, chunk, member_ids, strategy)
        count, skipped = count + done.assigned, skipped + done.skipped
    shown = [[str(skip.contact_id), skip.code, skip.message] for skip in skipped[:MAX_PAGE]]
    return {"campaign_id": str(campaign_id), "assigned": count, "skipped": shown, "total": len(skipped)}


async def _imported(context: Context, answer: Answer) -> dict[str, Any]:
    counts = Counter(row["outcome"] for row in answer["rows"])
    unseen = {} if may_read(context) else {"contact_id": None}
    rows = [ImportRow(**{**row, **unseen, "outcome": Outcome(row["outcome"])}) for row in answer["rows"]]
    return {
        "added": counts[Outcome.ADDED],
        "updated": counts[Outcome.UPDATED],
        "duplicates": counts[Outcome.DUPLICATE],
        "refused": counts[Outcome.REFUSED],
        "rows": rows,
    }


async def _assigned(context: Context, answer: Answer) -> dict[str, Any]:
    named = answer["skipped"] if may_read(context) else []
    skipped = [ShownSkip(contact_id=who, code=code, message=message) for who, code, message in named]
    campaign = await seen(context, "campaign", answer)
    return {
        "assigned": answer["assigned"], "skipped": skipped, "skipped_total": answer["total"], "campaign": campaign,
    }  # fmt: skip


def _row(given: ContactInput) -> ContactRow:
    named = {name: value for name, value in plain(given).items() if value is not None}
    problem = None
    if not isinstance(named.get("custom_fields", {}), dict):
        named.pop("custom_fields")
        problem = "Custom fields are an object of names and values."
    return ContactRow(**named, problem=problem)


def _plain_outcome(one: RowOutcome) -> Answer:
    contact_id = None if one.contact_id is None else str(one.contact_id)
    return {"index": one.index, "outcome": one.outcome.value, "contact_id": contact_id, "reason": one.reason}


def _ids(texts: Sequence[str], name: str) -> list[UUID]:
    return [as_id(text, name) for text in texts]
