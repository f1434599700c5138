"""Whose webhook it is: the account of a secret address, or the workspace of a bearer token."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise import connections

from auth.tokens import hashed
from auth.viewer import viewer_of
from models import DuxSoupAccount, Role, Scope, sql
from webhooks.errors import NotAllowed, Unauthenticated, UnknownAddress

# Asked for every webhook that comes, so it is not put together anew each time.
_BY_ADDRESS = (
    "SELECT id, workspace_id, dux_soup_user_id FROM duxsoup_user"
    " WHERE webhook_hash = $1 OR (webhook_previous_hash = $2 AND webhook_previous_until > $3)"
)


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
    found = await sql.rows(connections.get("default"), _BY_ADDRESS, [digest, digest, wall])
    if not found or found[0]["workspace_id"] is None:
        raise UnknownAddress
    account = Account(sql.as_id(found[0]["id"]), found[0]["dux_soup_user_id"])
    return Sender(sql.as_id(found[0]["workspace_id"]), account)


async def by_bearer(token: str, wall: datetime) -> Sender:
    viewer = await viewer_of(token, wall)
    if viewer is None:
        raise Unauthenticated
    if not (viewer.may(Scope.WEBHOOKS_WRITE) and viewer.role.at_least(Role.MEMBER)):
        raise NotAllowed
    return Sender(viewer.workspace_id)
