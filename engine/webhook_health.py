"""How we came to know what became of what was sent: by webhook and how late, by a look of ours, from a person, or not yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models import sql

_LATE = {
    "sqlite": "(julianday(x.finished_at) - julianday(x.executed_at)) * 86400",
    "postgres": "EXTRACT(EPOCH FROM x.finished_at - x.executed_at)",
}
_COUNTED = """
SELECT account_id, COUNT(*) AS sent, SUM(open) AS waiting,
  SUM(CASE WHEN open = 0 AND learned_by = 'webhook' THEN 1 ELSE 0 END) AS by_webhook,
  SUM(CASE WHEN open = 0 AND learned_by = 'sweep' THEN 1 ELSE 0 END) AS by_sweep,
  SUM(CASE WHEN open = 0 AND learned_by = 'person' THEN 1 ELSE 0 END) AS by_person,
  SUM(CASE WHEN unconfirmed THEN 1 ELSE 0 END) AS unconfirmed, MAX(late) AS longest,
  AVG(CASE WHEN late IS NOT NULL AND 2 * place BETWEEN known AND known + 2 THEN late END) AS median
FROM (
  SELECT told.*, COUNT(late) OVER (PARTITION BY account_id) AS known,
    ROW_NUMBER() OVER (PARTITION BY account_id ORDER BY CASE WHEN late IS NULL THEN 1 ELSE 0 END, late) AS place
  FROM (
    SELECT x.account_id, x.learned_by, x.unconfirmed,
      CASE WHEN x.state IN ('sending', 'queued', 'unknown') THEN 1 ELSE 0 END AS open,
      CASE WHEN x.state = 'executed' AND x.learned_by = 'webhook' THEN {late} END AS late
    FROM duxsoup_user AS seat JOIN action AS x ON x.account_id = seat.id
    WHERE seat.workspace_id = $1 AND x.sent_at > $2
  ) AS told
) AS ranked GROUP BY account_id"""
_SEATS = """
SELECT id, (SELECT MAX(created_at) FROM receipt WHERE account_id = seat.id) AS last_receipt_at
FROM duxsoup_user AS seat WHERE workspace_id = $1 AND disconnected_at IS NULL ORDER BY created_at, id LIMIT $2"""
MOST_ACCOUNTS = 500


@dataclass(frozen=True, slots=True)
class WebhookHealth:
    """Of one account. `waiting`: no end is known yet; late: how long after it was done a webhook told so, in seconds."""

    account_id: UUID
    sent: int
    by_webhook: int
    by_sweep: int
    by_person: int
    unconfirmed: int
    waiting: int
    median_seconds_late: float | None
    longest_seconds_late: float | None
    last_receipt_at: datetime | None


async def webhook_health(connection: sql.Connection, workspace_id: UUID, since: datetime) -> list[WebhookHealth]:
    """Of what was sent since, a line an account, in the order in which they were connected."""
    statement = _COUNTED.replace("{late}", _LATE[sql.dialect(connection)])
    counted = {
        sql.as_id(row["account_id"]): row for row in await sql.rows(connection, statement, [workspace_id, since])
    }
    seats = await sql.rows(connection, _SEATS, [workspace_id, MOST_ACCOUNTS])
    return [_of(sql.as_id(seat["id"]), seat, counted.get(sql.as_id(seat["id"]), {})) for seat in seats]


def _of(account_id: UUID, seat: dict[str, Any], row: dict[str, Any]) -> WebhookHealth:
    return WebhookHealth(
        account_id=account_id,
        sent=int(row.get("sent", 0)),
        by_webhook=int(row.get("by_webhook", 0)),
        by_sweep=int(row.get("by_sweep", 0)),
        by_person=int(row.get("by_person", 0)),
        unconfirmed=int(row.get("unconfirmed", 0)),
        waiting=int(row.get("waiting", 0)),
        median_seconds_late=_seconds(row.get("median")),
        longest_seconds_late=_seconds(row.get("longest")),
        last_receipt_at=sql.as_time(seat["last_receipt_at"]),
    )


def _seconds(value: Any) -> float | None:
    return None if value is None else max(0.0, round(float(value), 3))
