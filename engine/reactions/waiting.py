"""Which receipts wait to be read: in lines, one for each account, so that a long one never keeps the others waiting."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise import connections

from engine import backoff
from models import Receipt, Unit, Verdict, sql
from models.receipt import MAX_TRIES

# Longer than any transaction that learns a name, or that looks for one.
LOOK_AGAIN = timedelta(minutes=2)
_LONGEST = timedelta(minutes=10)
_FIRST = UUID(int=0)
# From one line to the next by the index, however many receipts stand in each.
_LINES = """
WITH RECURSIVE line(id) AS (
  SELECT first.line_id FROM (
    SELECT line_id FROM receipt WHERE verdict = 'waiting' AND line_id > $1 ORDER BY line_id LIMIT 1
  ) AS first
  UNION ALL
  SELECT (SELECT line_id FROM receipt WHERE verdict = 'waiting' AND line_id > line.id ORDER BY line_id LIMIT 1)
  FROM line WHERE line.id IS NOT NULL
)
SELECT id FROM line WHERE id IS NOT NULL LIMIT $2"""
# Those to be tried again stand between the others in time, so each of the two is read off one end of the index.
_DUE = """
SELECT id, again FROM (
  SELECT id, 0 AS again FROM receipt WHERE verdict = 'waiting' AND line_id = $1 AND next_try_at IS NULL
  ORDER BY next_try_at, id LIMIT $2
) AS fresh
UNION ALL
SELECT id, again FROM (
  SELECT id, 1 AS again FROM receipt WHERE verdict = 'waiting' AND line_id = $3 AND next_try_at <= $4
  ORDER BY next_try_at, id LIMIT $5
) AS tried"""

# A name that was learnt by a transaction which did not see who waits for it, as the one that looked did not see the name.
_KNOWN = """(EXISTS (SELECT 1 FROM contact_identity i
    WHERE i.workspace_id = receipt.workspace_id AND i.kind = 'dux_id' AND i.value = receipt.awaits)
  OR (receipt.awaits LIKE 'command:%' AND EXISTS (SELECT 1 FROM action a
    WHERE a.account_id = receipt.account_id AND a.message_id = substr(receipt.awaits, 9))))"""
_LOOKED = f"""
UPDATE receipt SET next_try_at = NULL, verdict = CASE WHEN {_KNOWN} THEN 'waiting' ELSE verdict END,
  awaits = CASE WHEN {_KNOWN} THEN NULL ELSE awaits END
WHERE id IN (SELECT id FROM receipt WHERE verdict = 'unmatched' AND next_try_at <= $1 ORDER BY next_try_at LIMIT 500)
RETURNING verdict"""  # noqa: S608 - our own words

# The verdict spelled out, so that the index over those alone is used.
_TOO_LATE = "UPDATE receipt SET next_try_at = $1 WHERE verdict = '{}' AND next_try_at > $2"


@dataclass(frozen=True, slots=True)
class Due:
    """Of one line, oldest first; `again` have failed before, so each of them is read by itself."""

    fresh: list[UUID]
    again: list[UUID]


async def lines(after: UUID | None, limit: int) -> list[UUID]:
    """Lines in which somebody waits, in the order of their ids, from after the one that was served last."""
    found = await sql.rows(connections.get("default"), _LINES, [after or _FIRST, limit])
    return [sql.as_id(row["id"]) for row in found]


async def due(line_id: UUID, wall: datetime, limit: int) -> Due:
    found = await sql.rows(connections.get("default"), _DUE, [line_id, limit, line_id, wall, limit])
    fresh = sorted(sql.as_id(row["id"]) for row in found if not row["again"])
    return Due(fresh, [sql.as_id(row["id"]) for row in found if row["again"]])


async def look_again(unit: Unit) -> int:
    """Asks once of each that waits for a name whether that is known by now; gives how many are read again. What is to wait longer than
    anything does was told so before the clock was put back.
    """
    for verdict in (Verdict.WAITING, Verdict.UNMATCHED):
        await sql.rows(unit.connection, _TOO_LATE.format(verdict.value), [unit.wall, unit.wall + _LONGEST])
    looked = await sql.rows(unit.connection, _LOOKED, [unit.wall])
    return sum(row["verdict"] == Verdict.WAITING for row in looked)


async def failed(unit: Unit, receipt_id: UUID, error: str) -> None:
    """Reading it raised: tried again later, and after five tries left for a person."""
    receipt = await Receipt.filter(id=receipt_id, verdict=Verdict.WAITING).select_for_update().get_or_none()
    if receipt is None:
        return
    receipt.tries += 1
    receipt.reason = error[:200]
    if receipt.tries >= MAX_TRIES:
        receipt.verdict, receipt.processed_at = Verdict.DEAD, unit.now
    else:
        receipt.next_try_at = unit.wall + max(timedelta(seconds=1), backoff.wait(receipt.tries, 0.5))
    await receipt.save(update_fields=["tries", "reason", "verdict", "processed_at", "next_try_at"])
