"""Whose invitation a person has: the account that invited somebody keeps the conversation (docs/decisions/0017)."""

from collections.abc import Sequence
from uuid import UUID

from models import Assignment, Unit, sql


async def belongs_elsewhere(unit: Unit, assignment: Assignment) -> bool:
    """Another account has invited the person, and keeps the conversation."""
    account_id, contact_id = assignment.account_id, assignment.contact_id
    return account_id is not None and bool(await invited_by_others(unit.connection, account_id, [contact_id]))


async def invited_by_others(connection: sql.Connection, account_id: UUID, contact_ids: Sequence[UUID]) -> set[UUID]:
    """Who has, or may have, an undecided or accepted invitation from other accounts, and none from this one."""
    found = await sql.rows(
        connection,
        f"""
        SELECT a.contact_id FROM action a JOIN assignment s ON s.id = a.assignment_id
        WHERE a.kind = 'connect' AND (a.state IN ('sending', 'queued', 'unknown', 'parked', 'executed')
            OR (a.state = 'cancelled' AND a.sent_at IS NOT NULL))
          AND (s.not_accepted_at IS NULL OR s.accepted_at IS NOT NULL)
          AND a.contact_id IN {sql.in_list(2, len(contact_ids))}
        GROUP BY a.contact_id HAVING SUM(CASE WHEN a.account_id = $1 THEN 1 ELSE 0 END) = 0
        """,  # noqa: S608 - the list is placeholders
        [account_id, *contact_ids],
    )
    return {sql.as_id(row["contact_id"]) for row in found}
