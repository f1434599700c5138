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
from models import ApiToken, DuxSoupAccount, Role, Scope, sql
from webhooks.errors import NotAllowed, Unauthenticated

# Asked for every webhook that comes, so it is not put together anew each time.
_BY_ADDRESS = (
    "SELECT id, workspace_id, dux_soup_user_id, webhook_hash, CASE WHEN webhook_previous_until > $%(wall)d"
    " THEN webhook_previous_hash END AS webhook_previous_hash FROM duxsoup_user"
    " WHERE webhook_hash IN %(current)s OR webhook_previous_hash IN %(previous)s"
)


class Address(StrEnum):
    """An account's two secret ones, of which the previous is valid for a while after a rotation, and the one that is everybody's."""

    CURRENT = "current"
    PREVIOUS = "previous"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Account:
    id: UUID
    dux_soup_user_id: str


@dataclass(frozen=True, slots=True)
class Sender:
    """`account` is null on the general address, where only the body says whose it is. `token_hash` is of the token that it came under."""

    workspace_id: UUID
    token_hash: str
    account: Account | None = None
    address: Address = Address.GENERAL

    @property
    def id(self) -> UUID:
        """The account's, or the workspace's."""
        return self.workspace_id if self.account is None else self.account.id

    async def named(self, userid: str | None) -> Account | None:
        """The account of the workspace that a native body says it is of."""
        if self.account is not None and self.account.dux_soup_user_id == userid:
            return self.account
        found = await DuxSoupAccount.named(self.workspace_id, userid or "")
        return None if found is None else Account(found.id, found.dux_soup_user_id)


async def by_addresses(tokens: Sequence[str], wall: datetime) -> list[Sender | None]:
    """Looked up by their hashes, so that no comparison takes longer for a better guess; null for what is nobody's."""
    digests = [hashed(token) for token in tokens]
    count = len(digests)
    marks = {"wall": 1, "current": sql.in_list(2, count), "previous": sql.in_list(2 + count, count)}
    found = await sql.rows(connections.get("default"), _BY_ADDRESS % marks, [wall, *digests, *digests])
    senders = {row[_HASHES[address]]: _sender(row, address) for address in _HASHES for row in found}
    return [senders.get(digest) for digest in digests]


async def account_once_at(token: str) -> UUID | None:
    """Whose address it was until it ran out or was revoked: what comes there was meant for that account."""
    found = await DuxSoupAccount.get_or_none(webhook_previous_hash=hashed(token))
    return None if found is None else found.id


async def workspace_of(token: str) -> UUID | None:
    """Whose bearer token it is or was, whatever it may do now: what comes under a revoked one was meant for that workspace."""
    found = await ApiToken.get_or_none(token_hash=hashed(token))
    reports = found is not None and (found.scopes is None or Scope.WEBHOOKS_WRITE in found.scopes)
    return found.workspace_id if found is not None and reports else None


async def stands(token: str, wall: datetime) -> bool:
    """Whether webhooks may come under this bearer token now."""
    try:
        await by_bearer(token, wall)
    except (Unauthenticated, NotAllowed):
        return False
    return True


async def by_bearer(token: str, wall: datetime) -> Sender:
    viewer = await viewer_of(token, wall)
    if viewer is None:
        raise Unauthenticated
    if not (viewer.may(Scope.WEBHOOKS_WRITE) and viewer.role.at_least(Role.MEMBER)):
        raise NotAllowed
    await used(viewer, wall)
    return Sender(viewer.workspace_id, hashed(token))


_HASHES = {Address.PREVIOUS: "webhook_previous_hash", Address.CURRENT: "webhook_hash"}


def _sender(row: dict[str, Any], address: Address) -> Sender | None:
    if row["workspace_id"] is None:
        return None
    account = Account(sql.as_id(row["id"]), row["dux_soup_user_id"])
    return Sender(sql.as_id(row["workspace_id"]), row[_HASHES[address]], account, address)
