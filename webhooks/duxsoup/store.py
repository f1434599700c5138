"""Writes a receipt down, sealed, before anybody is answered; a native body only once."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from auth.sealing import KeyRing
from integrations.duxsoup.inbound import Dialect as Spoken
from integrations.duxsoup.inbound import Reading
from models import Dialect, Unit, Verdict, sql
from models.ids import new_id
from models.receipt import BODY_KEPT_FOR
from webhooks.duxsoup.shape import text_of

_USED_EVERY = timedelta(minutes=1)
_COLUMNS = (
    "id", "created_at", "workspace_id", "account_id", "dialect", "kind", "body_hash", "repeat_key", "sealed_body",
    "verdict", "reason", "processed_at", "tries", "line_id", "size", "body_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """A body with whose it is and what is to become of it."""

    workspace_id: UUID
    account_id: UUID | None
    body: bytes
    reading: Reading
    verdict: Verdict = Verdict.WAITING
    reason: str | None = None


async def store(unit: Unit, ring: KeyRing, arrival: Arrival) -> bool:
    """False when the same native body is there already. Notes to the minute when the account's address was last used."""
    if arrival.account_id is not None:
        await _note_use(unit, arrival.account_id)
    marks = ", ".join(f"${index + 1}" for index in range(len(_COLUMNS)))
    stored = await sql.rows(
        unit.connection,
        f"INSERT INTO receipt ({', '.join(_COLUMNS)}) VALUES ({marks})"  # noqa: S608 - the names are ours, values bound
        " ON CONFLICT (workspace_id, repeat_key) DO NOTHING RETURNING id",
        _row(unit, ring, arrival),
    )
    return bool(stored)


async def _note_use(unit: Unit, account_id: UUID) -> None:
    await sql.rows(
        unit.connection,
        "UPDATE duxsoup_user SET webhook_used_at = $1"
        " WHERE id = $2 AND (webhook_used_at IS NULL OR webhook_used_at < $3) RETURNING id",
        [unit.wall, account_id, unit.wall - _USED_EVERY],
    )


def _row(unit: Unit, ring: KeyRing, arrival: Arrival) -> list[object]:
    receipt_id = new_id()
    native = arrival.reading.dialect is Spoken.NATIVE
    digest = hashlib.sha256(arrival.body).hexdigest()
    sealed = ring.seal(
        text_of(arrival.body),
        table="receipt",
        column="sealed_body",
        workspace_id=arrival.workspace_id,
        row_id=receipt_id,
    )
    processed = unit.now if arrival.verdict is Verdict.REFUSED else None
    return [
        receipt_id, unit.now, arrival.workspace_id, arrival.account_id, Dialect.NATIVE if native else Dialect.SIMPLE,
        arrival.reading.kind, digest, digest if native else None, sealed, arrival.verdict, arrival.reason, processed, 0,
        arrival.account_id or arrival.workspace_id, len(arrival.body), unit.wall + BODY_KEPT_FOR,
    ]  # fmt: skip
