"""Which stored webhooks speak of which of many people, and what they say; never the words of all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from auth.sealing import KeyRing, SealBroken
from engine.lookup import lookup
from integrations.duxsoup import inbound
from models import IdentityKind, Receipt, sql
from models.identity import Identity, identities

_PAGE = 500
_LABELS = ("campaignid", "command_id", "campaign", "contact_id")


async def mentions(ring: KeyRing, workspace_id: UUID, contact_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """By any of their identities, and by what was sent to them: ids, since every body that is kept is opened for it."""
    owners = await _owners(workspace_id, contact_ids)
    found: dict[UUID, list[UUID]] = defaultdict(list)
    last: UUID | None = None
    while True:
        after = {"id__gt": last} if last else {}
        kept = Receipt.filter(workspace_id=workspace_id, sealed_body__isnull=False, **after).order_by("id")
        page = await kept.limit(_PAGE).only("id", "workspace_id", "sealed_body")
        for receipt in page:
            body = _opened(ring, workspace_id, receipt.id, receipt.sealed_body)
            for contact_id in {owners[word] for word in _words(body) if word in owners}:
                found[contact_id].append(receipt.id)
        if len(page) < _PAGE:
            return found
        last = page[-1].id


async def told(ring: KeyRing, workspace_id: UUID, ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """With the bodies, as far as they are kept by now."""
    where = "t.workspace_id = $1 AND t.sealed_body IS NOT NULL"
    wanted = "t.id, t.kind, t.created_at, t.sealed_body"
    rows = await lookup(wanted, "receipt", "id", where, [workspace_id], list(dict.fromkeys(ids)))
    return {sql.as_id(row["id"]): _told(ring, workspace_id, row) for row in rows}


async def _owners(workspace_id: UUID, contact_ids: Sequence[UUID]) -> dict[Identity | str, UUID]:
    """Whose each identity, action, command and contact id is."""
    fixed, where = [workspace_id], "t.workspace_id = $1"
    owners: dict[Identity | str, UUID] = {str(one): one for one in contact_ids}
    for row in await lookup(
        "t.contact_id, t.kind, t.value", "contact_identity", "contact_id", where, fixed, contact_ids
    ):
        owners[Identity(IdentityKind(row["kind"]), row["value"])] = sql.as_id(row["contact_id"])
    for row in await lookup("t.contact_id, t.id, t.message_id", "action", "contact_id", where, fixed, contact_ids):
        owners |= {
            str(label).lower(): sql.as_id(row["contact_id"]) for label in (row["id"], row["message_id"]) if label
        }
    return owners


def _words(body: str) -> set[Identity | str]:
    reading = inbound.read(body.encode())
    words: set[Identity | str] = {name for person in reading.people for name in identities(person.dux_id, person.urls)}
    labels = (getattr(finding, label, None) for finding in reading.findings for label in _LABELS)
    return words | {label.lower() for label in labels if isinstance(label, str)}


def _opened(ring: KeyRing, workspace_id: UUID, receipt_id: UUID, sealed: str | None) -> str:
    place = {"table": "receipt", "column": "sealed_body"}
    try:
        return ring.open(sealed or "", workspace_id=workspace_id, row_id=receipt_id, **place)
    except SealBroken:
        return ""


def _told(ring: KeyRing, workspace_id: UUID, row: Mapping[str, Any]) -> dict[str, Any]:
    id_, moment = sql.as_id(row["id"]), sql.as_time(row["created_at"])
    body = _opened(ring, workspace_id, id_, row["sealed_body"])
    return {
        "id": str(id_),
        "kind": row["kind"],
        "received_at": moment and moment.isoformat(),
        "body": orjson.loads(body),
    }
