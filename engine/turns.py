"""Which accounts have something to dispatch: one look at the ledger."""

from datetime import datetime
from uuid import UUID

from tortoise import connections

from models import sql


async def accounts_with_work(now: datetime) -> list[UUID]:
    """Accounts with a due action, or with one whose sender vanished before it could say what came of it."""
    found = await sql.rows(
        connections.get("default"),
        """
        SELECT DISTINCT account_id FROM action WHERE state = 'planned' AND scheduled_for <= $1
        UNION SELECT account_id FROM action WHERE state = 'sending'
        """,
        [now],
    )
    return [sql.as_id(row["account_id"]) for row in found]
