"""Whose webhook it is: the account of a secret address, or the workspace of a bearer token."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import connections

from auth.tokens import hashed
from auth.viewer import used, viewer_of
from models import DuxSoupAccount, Role, Scope, sql
from webhooks.errors import NotAllowed, Unauthenticated

# Asked for every webhook that comes, so it is not put together anew each time.
_BY_ADDRESS = (
    "SELECT id, workspace_id, dux_soup_user_id, webhook_hash, CASE WHEN webhook_previous_until > $%(wall)d"
    " THEN webhook_previous_hash END AS webhook_previous_hash FROM duxsoup_user"
    " WHERE webhook_hash IN %(current)s OR webhook_previous_hash IN %(previous)s"
)


class Address(StrEnum):
    """Of an account's two secret ones; the previous is valid for a while after a rotation."""

    CURRENT = "current"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Account:
    id: UUID
    dux_soup_user_id: str


@dataclass(frozen=True, slots=True)
class Sender:
    """`account` and `address` are null on the bearer address, where only the body says whose it is."""

    workspace_id: UUID
    account: Account | None = None
    address: Address | None = None

    async def account_of(self, userid: str | None) -> tuple[Account | None, bool]:
        """The account a native body is of, and whether it is that account's own: quarantined if not."""
        if self.account is not None:
            return self.account, self.account.dux_soup_user_id == userid
        found = await DuxSoupAccount.named(self.workspace_id, userid or "")
        return (None, False) if found is None else (Account(found.id, found.dux_soup_user_id), True)


async def by_addresses(tokens: Sequence[str], wall: datetime) -> list[Sender | None]:
    """Looked up by their hashes, so that no comparison takes longer for a better guess; null for what is nobody's."""
    digests = [hashed(token) for token in tokens]
    count = len(digests)
    marks = {"wall": 1, "current": sql.in_list(2, count), "previous": sql.in_list(2 + count, count)}
    found = await sql.rows(connections.get("default"), _BY_ADDRESS % marks, [wall, *digests, *digests])
    senders = {row[name]: _sender(row, address) for name, address in _ADDRESSES.items() for row in found}
    return [senders.get(digest) for digest in digests]


async def known(token: str, wall: datetime) -> Sender | None:
    """Null where no webhooks may come under this bearer token."""
    try:
        return await by_bearer(token, wall)
    except (Unauthenticated, NotAllowed):
        return None


async def by_bearer(token: str, wall: datetime) -> Sender:
    viewer = await viewer_of(token, wall)
    if viewer is None:
        raise Unauthenticated
    if not (viewer.may(Scope.WEBHOOKS_WRITE) and viewer.role.at_least(Role.MEMBER)):
        raise NotAllowed
    await used(viewer, wall)
    return Sender(viewer.workspace_id)


_ADDRESSES = {"webhook_previous_hash": Address.PREVIOUS, "webhook_hash": Address.CURRENT}


def _sender(row: dict[str, Any], address: Address) -> Sender | None:
    if row["workspace_id"] is None:
        return None
    return Sender(sql.as_id(row["workspace_id"]), Account(sql.as_id(row["id"]), row["dux_soup_user_id"]), address)
