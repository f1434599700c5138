"""Writes a receipt down, sealed, before anybody is answered; a native body only once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from auth.sealing import KeyRing
from integrations.duxsoup.inbound import Dialect as Spoken
from integrations.duxsoup.inbound import Reading
from models import Dialect, Unit, Verdict, sql
from models.ids import new_id
from models.receipt import BODY_KEPT_FOR, misled
from webhooks.duxsoup import use
from webhooks.duxsoup.shape import text_of
from webhooks.duxsoup.use import Use
from webhooks.duxsoup.verify import Sender

_COLUMNS = (
    "id", "created_at", "workspace_id", "account_id", "dialect", "kind", "body_hash", "repeat_key", "sealed_body",
    "verdict", "reason", "awaits", "processed_at", "tries", "line_id", "size", "body_until",
)  # fmt: skip
_OTHERS = (
    "SELECT id FROM receipt WHERE workspace_id = $1 AND repeat_key = $2 AND (account_id IS NULL OR account_id <> $3)"
)
_GIVEN = (
    "UPDATE receipt SET account_id = $1, line_id = $1, verdict = 'waiting', reason = NULL, awaits = NULL, tries = 0,"
    " next_try_at = NULL, processed_at = NULL, sealed_body = $2, body_until = $3 WHERE id = $4"
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A body with whose it is and what is to become of it. `misled`: the account of the workspace that it should have come from."""

    sender: Sender
    account_id: UUID | None
    body: bytes
    reading: Reading
    verdict: Verdict = Verdict.WAITING
    reason: str | None = None
    misled: UUID | None = None

    @property
    def genuine(self) -> bool:
        """A native body that came from the account that it says it is of."""
        return self.verdict is Verdict.WAITING and self.reading.dialect is Spoken.NATIVE


async def store(unit: Unit, ring: KeyRing, arrivals: Sequence[Arrival], used: Sequence[Use]) -> list[bool]:
    """False for each native body that is there already. Notes when these addresses were used."""
    await use.note(unit, used)
    rows = [_row(unit, ring, arrival) for arrival in arrivals]
    inserted = await sql.rows(unit.connection, _insert(len(rows)), [value for row in rows for value in row])
    new = {sql.as_id(row["id"]) for row in inserted}
    stored = [row[0] in new for row in rows]
    return [
        is_new or (arrival.genuine and await _taken_over(unit, ring, arrival))
        for arrival, is_new in zip(arrivals, stored, strict=True)
    ]


async def _taken_over(unit: Unit, ring: KeyRing, arrival: Arrival) -> bool:
    """False where it is a repeat. Where the same words came under another account's address first, that receipt becomes this account's
    and waits to be read.
    """
    key = hashlib.sha256(arrival.body).hexdigest()
    found = await sql.rows(unit.connection, _OTHERS, [arrival.sender.workspace_id, key, arrival.account_id])
    for row in found:
        receipt_id = sql.as_id(row["id"])
        sealed = _sealed(ring, arrival, receipt_id)  # anew, for the one in quarantine may have been blanked
        values = [arrival.account_id, sealed, unit.wall + BODY_KEPT_FOR, receipt_id]
        await sql.update(unit.connection, _GIVEN, [values])
    return bool(found)


@lru_cache(maxsize=64)
def _insert(count: int) -> str:
    width = len(_COLUMNS)
    marks = ", ".join(sql.in_list(1 + place * width, width) for place in range(count))
    return (
        f"INSERT INTO receipt ({', '.join(_COLUMNS)}) VALUES {marks}"  # noqa: S608 - the names are ours, values bound
        " ON CONFLICT (workspace_id, repeat_key) DO NOTHING RETURNING id"
    )


def _row(unit: Unit, ring: KeyRing, arrival: Arrival) -> list[object]:
    receipt_id, workspace_id = new_id(), arrival.sender.workspace_id
    native = arrival.reading.dialect is Spoken.NATIVE
    digest = hashlib.sha256(arrival.body).hexdigest()
    awaits = None if arrival.misled is None else misled(arrival.misled)
    processed = unit.now if arrival.verdict is Verdict.REFUSED else None
    return [
        receipt_id, unit.now, workspace_id, arrival.account_id, Dialect.NATIVE if native else Dialect.SIMPLE,
        arrival.reading.kind, digest, digest if native else None, _sealed(ring, arrival, receipt_id), arrival.verdict,
        arrival.reason, awaits, processed, 0, arrival.account_id or workspace_id, len(arrival.body), unit.wall + BODY_KEPT_FOR,
    ]  # fmt: skip


def _sealed(ring: KeyRing, arrival: Arrival, receipt_id: UUID) -> str:
    place = {"table": "receipt", "column": "sealed_body"}
    text = text_of(arrival.body)
    return ring.seal(text, **place, workspace_id=arrival.sender.workspace_id, row_id=receipt_id)
