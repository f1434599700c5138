"""Receipts as the endpoint leaves them, put into the database without it."""

from datetime import datetime, timedelta
from typing import Any

import orjson

from models import DuxSoupAccount, Receipt
from models.ids import new_id
from tests import factories


async def stored(account: DuxSoupAccount, body: dict[str, Any], **values: Any) -> Receipt:
    """Sealed, and waiting unless columns say otherwise."""
    receipt_id = new_id()
    place: dict[str, Any] = {"table": "receipt", "column": "sealed_body", "workspace_id": account.workspace_id}
    text = orjson.dumps(body).decode()
    given: dict[str, Any] = {"id": receipt_id, "size": len(text), "kind": f"{body.get('type')}.{body.get('event')}"}
    given |= {"sealed_body": factories.RING.seal(text, **place, row_id=receipt_id)}
    return await factories.receipt(account, **{**given, **values})


def heartbeat(account: DuxSoupAccount, minutes: int = 0) -> dict[str, Any]:
    at = factories.START + timedelta(minutes=minutes)
    return _native(account, "rccommand", "ready", {"clientid": "c"}, at)


def visit(account: DuxSoupAccount, dux_id: str, **data: Any) -> dict[str, Any]:
    return _native(account, "visit", "update", {"id": dux_id} | data, factories.START)


def letter(account: DuxSoupAccount, dux_id: str, text: str = "Sure!") -> dict[str, Any]:
    stamp = factories.START.isoformat()
    data = {"fromId": dux_id, "timestamp": stamp, "url": "https://example.com/thread", "text": text}
    return _native(account, "message", "received", data, factories.START)


def _native(account: DuxSoupAccount, family: str, event: str, data: dict[str, Any], at: datetime) -> dict[str, Any]:
    said = {"userid": account.dux_soup_user_id, "time": at.isoformat(), "type": family, "event": event}
    return said | {"data": data}
