"""What every reaction works with: the unit, the receipt, and whose account it came through."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from auth.sealing import KeyRing
from models import DuxSoupAccount, Receipt, Unit


@dataclass(frozen=True, slots=True)
class Awaits:
    """Nothing can be done before this name is known; whoever learns it sets the receipt waiting again."""

    name: str


# True: something followed from it; False: nothing in it for us.
Effect = bool | Awaits


@dataclass(frozen=True, slots=True)
class Case:
    unit: Unit
    ring: KeyRing
    receipt: Receipt
    account: DuxSoupAccount | None

    def body(self) -> bytes:
        sealed = self.receipt.sealed_body
        if sealed is None:
            return b""
        place = {"table": "receipt", "column": "sealed_body"}
        text = self.ring.open(sealed, workspace_id=self.receipt.workspace_id, row_id=self.receipt.id, **place)
        return text.encode()

    def fact_time(self, told: datetime | None) -> datetime:
        """The earlier of what the body says and when we received it."""
        return min(told or self.receipt.created_at, self.receipt.created_at)

    @property
    def workspace_id(self) -> UUID:
        return self.receipt.workspace_id

    @property
    def sender(self) -> DuxSoupAccount:
        """The account of a native body; only those reach the reactions that need it."""
        if self.account is None:
            raise ValueError(self.receipt.id)
        return self.account
