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
from models.receipt import BODY_KEPT_FOR
from webhooks.duxsoup.shape import text_of
from webhooks.duxsoup.verify import Address

# Whoever works on the account just then is not waited for: a receipt is acknowledged first.
_USED = {
    "sqlite": "UPDATE duxsoup_user SET {} = $1 WHERE id = $2",
    "postgres": "UPDATE duxsoup_user SET {} = $1"
    " WHERE id = (SELECT id FROM duxsoup_user WHERE id = $2 FOR NO KEY UPDATE SKIP LOCKED)",
}
_COLUMN = {Address.CURRENT: "webhook_used_at", Address.PREVIOUS: "webhook_previous_used_at"}
_COLUMNS = (
    "id", "created_at", "workspace_id", "account_id", "dialect", "kind", "body_hash", "repeat_key", "sealed_body",
    "verdict", "reason", "processed_at", "tries", "line_id", "size", "body_until",
)  # fmt: skip


Use = tuple[UUID, Address]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A body with whose it is and what is to become of it."""

    workspace_id: UUID
    account_id: UUID | None
    body: bytes
    reading: Reading
    verdict: Verdict = Verdict.WAITING
    reason: str | None = None
    address: Address | None = None


async def store(unit: Unit, ring: KeyRing, arrivals: Sequence[Arrival], used: Sequence[Use]) -> list[bool]:
    """False for each native body that is there already. Notes when these addresses were used."""
    for address, column in _COLUMN.items():
        values = [(unit.wall, account_id) for account_id, used_address in used if used_address is address]
        if values:
            await sql.update(unit.connection, _USED[sql.dialect(unit.connection)].format(column), values)
    rows = [_row(unit, ring, arrival) for arrival in arrivals]
    stored = await sql.rows(unit.connection, _insert(len(rows)), [value for row in rows for value in row])
    new = {sql.as_id(row["id"]) for row in stored}
    return [row[0] in new for row in rows]


@lru_cache(maxsize=64)
def _insert(count: int) -> str:
    width = len(_COLUMNS)
    marks = ", ".join(sql.in_list(1 + place * width, width) for place in range(count))
    return (
        f"INSERT INTO receipt ({', '.join(_COLUMNS)}) VALUES {marks}"  # noqa: S608 - the names are ours, values bound
        " ON CONFLICT (workspace_id, repeat_key) DO NOTHING RETURNING id"
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
