"""Which stored webhooks speak of which of many people, each opened once."""

from collections import defaultdict
from collections.abc import Sequence
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


async def receipts_of(
    ring: KeyRing, workspace_id: UUID, contact_ids: Sequence[UUID]
) -> dict[UUID, list[dict[str, Any]]]:
    """By any of their identities, and by what was sent to them; with the bodies, as far as they are kept."""
    owners = await _owners(workspace_id, contact_ids)
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    last: UUID | None = None
    while True:
        after = {"id__gt": last} if last else {}
        page = (
            await Receipt.filter(workspace_id=workspace_id, sealed_body__isnull=False, **after)
            .order_by("id")
            .limit(_PAGE)
        )
        for receipt in page:
            body = _opened(ring, receipt)
            for contact_id in {owners[word] for word in _words(body) if word in owners}:
                found[contact_id].append(_told(receipt, body))
        if len(page) < _PAGE:
            return found
        last = page[-1].id


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


def _opened(ring: KeyRing, receipt: Receipt) -> str:
    place = {"table": "receipt", "column": "sealed_body"}
    try:
        return ring.open(receipt.sealed_body or "", workspace_id=receipt.workspace_id, row_id=receipt.id, **place)
    except SealBroken:
        return ""


def _told(receipt: Receipt, body: str) -> dict[str, Any]:
    moment = receipt.created_at.isoformat()
    return {"id": str(receipt.id), "kind": receipt.kind, "received_at": moment, "body": orjson.loads(body)}
