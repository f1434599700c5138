"""Whose webhook it is: the account of a secret address, or the workspace of a bearer token."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from auth.tokens import hashed
from auth.viewer import viewer_of
from models import DuxSoupAccount, Role, Scope
from webhooks.errors import NotAllowed, Unauthenticated, UnknownAddress


@dataclass(frozen=True, slots=True)
class Account:
    id: UUID
    dux_soup_user_id: str


@dataclass(frozen=True, slots=True)
class Sender:
    """`account` is null on the bearer address, where only the body says which it is."""

    workspace_id: UUID
    account: Account | None = None

    async def account_of(self, userid: str | None) -> tuple[Account | None, bool]:
        """The account a native body is of, and whether it is that account's own: quarantined if not."""
        if self.account is not None:
            return self.account, self.account.dux_soup_user_id == userid
        found = await DuxSoupAccount.filter(workspace_id=self.workspace_id, dux_soup_user_id=userid or "").first()
        return (None, False) if found is None else (Account(found.id, found.dux_soup_user_id), True)


async def by_address(token: str, wall: datetime) -> Sender:
    """Looked up by its hash, so that no comparison takes longer for a better guess."""
    digest = hashed(token)
    previous = Q(webhook_previous_hash=digest, webhook_previous_until__gt=wall)
    account = await DuxSoupAccount.filter(Q(webhook_hash=digest) | previous).first()
    if account is None or account.workspace_id is None:
        raise UnknownAddress
    return Sender(account.workspace_id, Account(account.id, account.dux_soup_user_id))


async def by_bearer(token: str, wall: datetime) -> Sender:
    viewer = await viewer_of(token, wall)
    if viewer is None:
        raise Unauthenticated
    if not (viewer.may(Scope.WEBHOOKS_WRITE) and viewer.role.at_least(Role.MEMBER)):
        raise NotAllowed
    return Sender(viewer.workspace_id)
