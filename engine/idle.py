"""Why an account has nothing to do now."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing may go for this account; worth another look at `until` (simulated), or when something changes."""

    reason: str
    until: datetime | None = None
