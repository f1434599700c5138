"""Opens an account's sealed key for the moment of a call."""

from auth.sealing import KeyRing
from integrations.duxsoup.signing import Credentials
from models import DuxSoupAccount

# An account that no workspace has adopted yet is sealed to this.
UNADOPTED = "unadopted"


def credentials_of(ring: KeyRing, account: DuxSoupAccount) -> Credentials:
    """Raises auth.sealing's SealBroken when the sealed key was not made for this row."""
    key = ring.open(
        account.sealed_auth_key or "",
        table="duxsoup_user",
        column="sealed_auth_key",
        workspace_id=account.workspace_id or UNADOPTED,
        row_id=account.id,
    )
    return Credentials(account.dux_soup_user_id, key)


def sealed_key(ring: KeyRing, account: DuxSoupAccount, key: str) -> str:
    return ring.seal(
        key,
        table="duxsoup_user",
        column="sealed_auth_key",
        workspace_id=account.workspace_id or UNADOPTED,
        row_id=account.id,
    )
