"""A place in a workspace's log, as the opaque text that clients hand back."""

import re
from dataclasses import dataclass
from uuid import UUID

from events.stamp import stamped, unstamped

_LONGEST = 80
_FORM = re.compile(r"(?:0|[1-9][0-9]{0,9}):(?:0|[1-9][0-9]{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """After this position; the epoch rises when a backup was restored, so that an old place is known as such."""

    epoch: int
    position: int


def encode(workspace_id: UUID, epoch: int, position: int) -> str:
    return stamped(workspace_id, f"{epoch}:{position}".encode())


def decode(workspace_id: UUID, cursor: str) -> Place | None:
    """None for whatever `encode` did not give for this workspace."""
    text = (unstamped(workspace_id, cursor, _LONGEST) or b"").decode("ascii", "replace")
    return Place(*map(int, text.split(":"))) if _FORM.fullmatch(text) else None
