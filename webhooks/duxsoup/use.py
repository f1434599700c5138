"""Notes when an account last spoke through one of its ways; the first time through a new one, nobody knows what was said before."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from models import MissedRow, Unit, sql
from webhooks.duxsoup.verify import Address


class Use(NamedTuple):
    """Of an address of one account, under a token of this hash."""

    account_id: UUID
    address: Address
    token_hash: str


_COLUMN = {
    Address.CURRENT: "webhook_used_at",
    Address.PREVIOUS: "webhook_previous_used_at",
    Address.GENERAL: "webhook_general_used_at",
}
# A secret address may have been rotated since it was looked up; the general one is not the account's.
_STILL = {
    Address.CURRENT: "webhook_hash = $3",
    Address.PREVIOUS: "webhook_previous_hash = $3",
    Address.GENERAL: "$3 = $3",
}
# Whoever works on the account just then is not waited for: a receipt is acknowledged first.
_USED = {
    "sqlite": "UPDATE duxsoup_user SET {} = $1 WHERE id = $2 AND {}",
    "postgres": "UPDATE duxsoup_user SET {} = $1"
    " WHERE id = (SELECT id FROM duxsoup_user WHERE id = $2 AND {} FOR NO KEY UPDATE SKIP LOCKED)",
}


async def note(unit: Unit, uses: Sequence[Use]) -> None:
    for address, column in _COLUMN.items():
        values = [(unit.wall, one.account_id, one.token_hash) for one in uses if one.address is address]
        if values:
            await _doubt_the_time_before(unit, column, [account_id for _, account_id, _ in values])
            statement = _USED[sql.dialect(unit.connection)].format(column, _STILL[address])
            await sql.update(unit.connection, statement, values)


async def _doubt_the_time_before(unit: Unit, column: str, account_ids: Sequence[UUID]) -> None:
    """Until now the extension may have had another address, one that was revoked, or none: what it did meanwhile nobody was told."""
    statement = f"SELECT id FROM duxsoup_user WHERE {column} IS NULL AND id IN {sql.in_list(1, len(account_ids))}"  # noqa: S608 - our own names
    first = [sql.as_id(row["id"]) for row in await sql.rows(unit.connection, statement, account_ids)]
    if first:
        await MissedRow.noted(first, unit.wall)
