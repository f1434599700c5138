"""The outer part that every native webhook has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Envelope:
    """`at` is when the webhook was made, `command_id` what was being carried out meanwhile."""

    kind: str
    userid: str | None
    at: datetime | None
    command_id: str | None
    data: dict[str, Any]
