"""Which accounts have something to dispatch: one look at the ledger."""

from datetime import datetime
from uuid import UUID

from tortoise import connections

from models import sql


async def accounts_with_work(now: datetime) -> list[UUID]:
    """Accounts with a due action, or with one whose sender vanished before it could say what came of it.

    Asked account by account, each by one step into an index: it costs the same whether ten actions are planned or a million.
    """
    found = await sql.rows(connections.get("default"), _STATEMENT, [now])
    return [sql.as_id(row["id"]) for row in found]


# Scalar subqueries with an order, and not EXISTS: PostgreSQL would turn that into one join that reads every due action.
_STATEMENT = """
    SELECT d.id FROM duxsoup_user d
    WHERE (SELECT a.id FROM action a WHERE a.account_id = d.id AND a.state = 'planned' AND a.scheduled_for <= $1
      ORDER BY a.scheduled_for LIMIT 1) IS NOT NULL
    OR (SELECT a.id FROM action a WHERE a.account_id = d.id AND a.state = 'sending'
      ORDER BY a.scheduled_for LIMIT 1) IS NOT NULL
    """
