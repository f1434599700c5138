"""Everything that is held about people, as plain values: for whoever asks what is known of them."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from auth.sealing import KeyRing
from engine import exported_entries, exported_receipts
from engine.lookup import lookup
from engine.suppression_list import checker
from models import Campaign, Contact, EventKind, NewEvent, Unit, sql

PAGE = 500
_CONTACT = (
    "id", "first_name", "last_name", "linkedin_url", "email", "company", "company_linkedin_url", "company_website",
    "title", "location", "custom_fields", "tags", "suppressed", "created_at", "updated_at",
)  # fmt: skip
_ASSIGNMENT = (
    "t.id, t.campaign_id, t.member_id, t.account_id, t.status, t.created_at, t.launched_at, t.accepted_at, t.responded_at,"
    " t.completed_at, t.not_accepted_at, t.blacklisted_at, t.reinstated_at, t.stopped_at, t.paused_at, t.degree, t.blocker,"
    " t.blocker_note"
)
_ACTION = (
    "t.id, t.assignment_id, t.campaign_id, t.account_id, t.kind, t.state, t.subject, t.text, t.scheduled_for, t.sent_at,"
    " t.executed_at, t.finished_at, t.outcome"
)
# Each part, its table, and what is told of a row.
_PARTS = {
    "identities": ("contact_identity", "t.kind, t.value, t.created_at"),
    "assignments": ("assignment", _ASSIGNMENT),
    "actions": ("action", _ACTION),
    "messages": ("message", "t.id, t.account_id, t.direction, t.text, t.thread_url, t.at"),
    "events": ("event", "t.id, t.position, t.kind, t.occurred_at, t.actor_id, t.campaign_id, t.data"),
}
_JSON = frozenset({"data", "custom_fields", "tags"})
_TIMES = frozenset({"at", "scheduled_for"})
_Rows = dict[UUID, list[dict[str, Any]]]


async def export(ring: KeyRing, workspace_id: UUID, contacts: Sequence[Contact]) -> list[dict[str, Any]]:
    """Of each of them, in their order; the number of statements does not depend on how many they are."""
    return [one async for one in export_all(ring, workspace_id, [contacts])]


async def export_all(
    ring: KeyRing, workspace_id: UUID, pages: Iterable[Sequence[Contact]]
) -> AsyncIterator[dict[str, Any]]:
    """Webhooks are looked through once, however many pages there are; what they say is read page by page."""
    pages = list(pages)
    owners = await _owners(workspace_id, [contact.id for page in pages for contact in page])
    mentions = await exported_receipts.mentions(ring, workspace_id, list(owners))
    known = await checker(ring, workspace_id)
    for page in pages:
        ids = {contact.id for contact in page}
        here = {id_: owner for id_, owner in owners.items() if owner in ids}
        parts = {name: await _part(workspace_id, here, *source) for name, source in _PARTS.items()}
        entries = await exported_entries.entries(ring, known, page, here)
        campaigns = await _campaigns(parts["assignments"])
        receipts = await _receipts(ring, workspace_id, here, mentions)
        for contact in page:
            told: dict[str, Any] = {"contact": _plain({name: getattr(contact, name) for name in _CONTACT})}
            told |= {name: rows[contact.id] for name, rows in parts.items()}
            named = {one["campaign_id"]: campaigns[one["campaign_id"]] for one in parts["assignments"][contact.id]}
            yield told | {
                "campaigns": named,
                "suppressions": [_plain(one) for one in entries[contact.id]],
                "webhooks": receipts[contact.id],
            }


def note(unit: Unit, contact: Contact) -> None:
    """That somebody took it out of the product is on record, for admins."""
    kind = EventKind.CONTACT_EXPORTED
    unit.record(NewEvent(kind, workspace_id=contact.workspace_id, subject_id=contact.id, contact_id=contact.id))


def note_all(unit: Unit, workspace_id: UUID, count: int) -> None:
    kind, data = EventKind.CONTACT_EXPORTED, {"contacts": count}
    unit.record(NewEvent(kind, workspace_id=workspace_id, subject_id=workspace_id, data=data))


async def _owners(workspace_id: UUID, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """By their own id, and by that of each contact that was merged into one: what stays on record with those is theirs too."""
    where = "t.workspace_id = $1"
    merged = await lookup("t.id, t.merged_into_id", "contact", "merged_into_id", where, [workspace_id], ids)
    return {id_: id_ for id_ in ids} | {sql.as_id(row["id"]): sql.as_id(row["merged_into_id"]) for row in merged}


async def _part(workspace_id: UUID, owners: Mapping[UUID, UUID], table: str, columns: str) -> _Rows:
    found: _Rows = defaultdict(list)
    wanted = f"{columns}, t.contact_id, t.id AS place"
    rows = await lookup(wanted, table, "contact_id", "t.workspace_id = $1", [workspace_id], list(owners))
    for row in sorted(rows, key=lambda row: str(row["place"])):
        plain = _plain({name: value for name, value in row.items() if name not in {"contact_id", "place"}})
        found[owners[sql.as_id(row["contact_id"])]].append(plain)
    return found


async def _receipts(
    ring: KeyRing, workspace_id: UUID, owners: Mapping[UUID, UUID], mentions: Mapping[UUID, Sequence[UUID]]
) -> _Rows:
    ids: dict[UUID, set[UUID]] = defaultdict(set)
    for id_, owner in owners.items():
        ids[owner].update(mentions.get(id_, ()))
    told = await exported_receipts.told(ring, workspace_id, (one for of_one in ids.values() for one in of_one))
    return defaultdict(list, {id_: [told[one] for one in sorted(of_one) if one in told] for id_, of_one in ids.items()})


async def _campaigns(assignments: _Rows) -> dict[str, str]:
    ids = {UUID(one["campaign_id"]) for rows in assignments.values() for one in rows}
    found = await Campaign.filter(id__in=list(ids)).values_list("id", "name") if ids else []
    return {str(id_): name for id_, name in found}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return bool(value) if name == "suppressed" else value
    if name in _JSON:
        return sql.as_json(value)
    if name in _TIMES or name.endswith("_at"):
        moment = sql.as_time(value)
        return moment.isoformat() if isinstance(moment, datetime) else None
    return str(value)
