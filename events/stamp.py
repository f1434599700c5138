"""Opaque texts that clients hand back: what was changed on its way, or was given to another workspace, is told from what we gave."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import blake2s
from uuid import UUID

_CHECK_BYTES = 4


def stamped(workspace_id: UUID, raw: bytes) -> str:
    """The workspace is mixed into a check sum: another tenant's place would be a place here too, and a wrong one."""
    return urlsafe_b64encode(_check(workspace_id, raw) + raw).rstrip(b"=").decode()


def unstamped(workspace_id: UUID, text: str, longest: int) -> bytes | None:
    """None for whatever `stamped` did not give for this workspace; base64 has several ways to write the same, and that has one."""
    if len(text) > longest or not text.isascii():
        return None
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))[_CHECK_BYTES:]
    except (NotBase64, ValueError):
        return None
    return raw if stamped(workspace_id, raw) == text else None


def _check(workspace_id: UUID, raw: bytes) -> bytes:
    return blake2s(raw, digest_size=_CHECK_BYTES, key=workspace_id.bytes).digest()
