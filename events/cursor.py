"""A place in a workspace's log, as the opaque text that clients hand back."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import blake2s
from uuid import UUID

_CHECK_BYTES = 4
_LONGEST = 80
_FORM = re.compile(r"(?:0|[1-9][0-9]{0,9}):(?:0|[1-9][0-9]{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """After this position; the epoch rises when a backup was restored, so that an old place is known as such."""

    epoch: int
    position: int


def encode(workspace_id: UUID, epoch: int, position: int) -> str:
    """The workspace is mixed into a check sum: another tenant's place would be a place in this log too, and a wrong one."""
    text = f"{epoch}:{position}".encode()
    return urlsafe_b64encode(_check(workspace_id, text) + text).rstrip(b"=").decode()


def decode(workspace_id: UUID, cursor: str) -> Place | None:
    """None for whatever `encode` did not give for this workspace."""
    raw = _raw(cursor)
    check, text = raw[:_CHECK_BYTES], raw[_CHECK_BYTES:]
    if check != _check(workspace_id, text) or not _FORM.fullmatch(text.decode("ascii", "replace")):
        return None
    place = Place(*map(int, text.split(b":")))
    return place if encode(workspace_id, place.epoch, place.position) == cursor else None


def _raw(cursor: str) -> bytes:
    if len(cursor) > _LONGEST or not cursor.isascii():
        return b""
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (NotBase64, ValueError):
        return b""


def _check(workspace_id: UUID, text: bytes) -> bytes:
    return blake2s(text, digest_size=_CHECK_BYTES, key=workspace_id.bytes).digest()
