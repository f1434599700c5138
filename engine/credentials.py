"""An account's key: sealed to its row, and opened for the moment of a call."""

from typing import Any
from uuid import UUID

from auth.sealing import KeyRing, SealBroken
from integrations.duxsoup.signing import Credentials
from models import DuxSoupAccount
from models.errors import InvalidInput

# An account that no workspace has adopted yet is sealed to this.
UNADOPTED = "unadopted"


def credentials_of(ring: KeyRing, account: DuxSoupAccount) -> Credentials:
    """Raises auth.sealing's SealBroken when there is no key, or none that was sealed for this row by this ring."""
    key = ring.open(account.sealed_auth_key or "", **_place(account.workspace_id, account.id))
    return Credentials(account.dux_soup_user_id, key)


def usable_credentials(ring: KeyRing, account: DuxSoupAccount) -> Credentials:
    """The same for a person's command: raises InvalidInput."""
    if account.sealed_auth_key is None:
        raise InvalidInput("The account has no key.", path=["id"])
    try:
        return credentials_of(ring, account)
    except SealBroken as broken:
        raise InvalidInput("The key was sealed with another ring: enter it again.", path=["id"]) from broken


def same_key(ring: KeyRing, account: DuxSoupAccount, sealed: str) -> bool:
    """Whether the account still has the key that was sealed like this; it may have been sealed anew since."""
    if account.sealed_auth_key == sealed:
        return True
    place = _place(account.workspace_id, account.id)
    try:
        return ring.open(account.sealed_auth_key or "", **place) == ring.open(sealed, **place)
    except SealBroken:
        return False


def sealed_key(ring: KeyRing, workspace_id: UUID | None, account_id: UUID, key: str) -> str:
    return ring.seal(key, **_place(workspace_id, account_id))


def _place(workspace_id: UUID | None, account_id: UUID) -> dict[str, Any]:
    owner = workspace_id or UNADOPTED
    return {"table": "duxsoup_user", "column": "sealed_auth_key", "workspace_id": owner, "row_id": account_id}
