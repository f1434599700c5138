"""What an account and a person were last sent, read from the ledger: outstanding, resting, too soon again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from engine.limits import PERSON_GAP, gap_after
from engine.windows import IN_FLIGHT
from models import ActionState, sql
from models.action import OUTSTANDING

# Further back no gap reaches, and SQLite need not sort a year of rows.
_REACH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Traffic:
    """`rests_until` is when the account may send the next; null when nothing was sent lately. `sending`: one is on its way, or
    its sender has vanished.
    """

    outstanding: int = 0
    rests_until: datetime | None = None
    sending: bool = False


async def traffic(connection: sql.Connection, account_ids: Sequence[UUID], now: datetime) -> dict[UUID, Traffic]:
    """Of many accounts in one statement; an account with nothing on its way is left out."""
    if not account_ids:
        return {}
    listed = sql.in_list(2, len(account_ids))
    # In two halves and in no order, each by an index of its own: else SQLite reads all that the account ever planned.
    statement = (
        "SELECT account_id, id, sent_at, state FROM action"  # noqa: S608 - ours, bound
        f" WHERE account_id IN {listed} AND state IN ({IN_FLIGHT})"
        " UNION ALL SELECT account_id, id, sent_at, state FROM action"
        f" WHERE account_id IN {listed} AND sent_at > $1 AND state NOT IN ({IN_FLIGHT})"
    )
    found: dict[UUID, Traffic] = {}
    rows = await sql.rows(connection, statement, [now - _REACH, *account_ids])
    for row in sorted(rows, key=lambda row: str(row["sent_at"] or "")):
        account_id, sent_at = sql.as_id(row["account_id"]), sql.as_time(row["sent_at"])
        before = found.get(account_id, Traffic())
        rests = before.rests_until if sent_at is None else sent_at + gap_after(sql.as_id(row["id"]))
        outstanding = before.outstanding + (row["state"] in OUTSTANDING)
        found[account_id] = Traffic(outstanding, rests, before.sending or row["state"] == ActionState.SENDING)
    return found


async def touchable_at(connection: sql.Connection, contact_ids: Sequence[UUID], now: datetime) -> dict[UUID, datetime]:
    """When each person may be sent something again at the earliest, where that is still to come: counted from the handing over, and
    again from when it was carried out, which is what the person sees. What is under way may be carried out just now.
    """
    if not contact_ids:
        return {}
    statement = (
        f"SELECT contact_id, MAX(CASE WHEN state IN ({IN_FLIGHT}) THEN $2 ELSE COALESCE(executed_at, sent_at) END) AS last FROM action"  # noqa: S608 - ours, bound
        f" WHERE contact_id IN {sql.in_list(3, len(contact_ids))} AND (sent_at > $1 OR executed_at > $1 OR {under_way('action')})"
        " GROUP BY contact_id"
    )
    found = await sql.rows(connection, statement, [now - PERSON_GAP, now, *contact_ids])
    last = {sql.as_id(row["contact_id"]): sql.as_time(row["last"]) for row in found}
    return {contact_id: at + PERSON_GAP for contact_id, at in last.items() if at is not None}


def under_way(action: str) -> str:
    """Of a row of `action`: it may be carried out any moment, and somebody hears of it; through an account that was given up nobody does."""
    heard = f"EXISTS (SELECT 1 FROM duxsoup_user u WHERE u.id = {action}.account_id AND u.disconnected_at IS NULL)"  # noqa: S608 - only our own words
    return f"({action}.state IN ({IN_FLIGHT}) AND {heard})"
