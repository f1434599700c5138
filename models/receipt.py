"""A webhook exactly as received, stored before it is answered."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.queryset import QuerySet

from models import sql
from models.account import DuxSoupAccount
from models.record import Record
from models.workspace import Workspace


class Dialect(StrEnum):
    NATIVE = "native"
    SIMPLE = "simple"


class Verdict(StrEnum):
    """waiting: not read yet; applied; ignored: nothing in it for us; unmatched: about something we do not know yet;
    quarantined: of another Dux-Soup user; refused: a simple body that names no row of ours; dead: five tries failed
    """

    WAITING = "waiting"
    APPLIED = "applied"
    IGNORED = "ignored"
    UNMATCHED = "unmatched"
    QUARANTINED = "quarantined"
    REFUSED = "refused"
    DEAD = "dead"


MAX_TRIES = 5
BODY_KEPT_FOR = timedelta(days=35)
# What a person may have read once more; the others were read, or wait for it anyway.
REPLAYABLE = frozenset({Verdict.DEAD, Verdict.UNMATCHED, Verdict.QUARANTINED})


class Receipt(Record):
    """`created_at` is the moment of reception on the simulated clock. `repeat_key` is the hash for native bodies, which are
    unique, and null for simple ones, which carry no time and are all kept. `awaits` names what is not known yet (a person's
    Dux-Soup id, a command, that an invitation left): whoever learns it sets the receipt waiting again; of one in quarantine the account
    that it should have come from (`misled`). Receipts of one line are read one after
    the other: the account's, or the workspace's where the account is not known. `size` is the body's, in bytes, and
    `body_until` the wall time at which a body that was read is blanked; null when it is gone.
    """

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    account: fields.ForeignKeyNullableRelation[DuxSoupAccount] = fields.ForeignKeyField(
        "models.DuxSoupAccount", related_name=False, on_delete=fields.RESTRICT, null=True
    )
    account_id: UUID | None
    line_id = fields.UUIDField()
    dialect = fields.CharEnumField(Dialect, max_length=8, description="")
    kind = fields.CharField(max_length=64, default="")
    body_hash = fields.CharField(max_length=64)
    repeat_key = fields.CharField(max_length=64, null=True)
    size = fields.IntField(default=0)
    sealed_body = fields.TextField(null=True)
    body_until = fields.DatetimeField(null=True)
    verdict = fields.CharEnumField(Verdict, max_length=16, default=Verdict.WAITING, description="")
    reason = fields.CharField(max_length=200, null=True)
    awaits = fields.CharField(max_length=200, null=True)
    tries = fields.IntField(default=0)
    next_try_at = fields.DatetimeField(null=True)
    processed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "receipt"
        unique_together = (("workspace_id", "repeat_key"),)
        indexes = (
            PartialIndex(fields=("line_id", "next_try_at", "id"), condition={"verdict": Verdict.WAITING.value}),
            ("workspace_id", "awaits"),
            ("workspace_id", "verdict", "created_at"),
            ("workspace_id", "created_at"),
            ("account_id", "created_at"),
            ("body_until",),
            PartialIndex(fields=("next_try_at",), condition={"verdict": Verdict.UNMATCHED.value}),
        )

    @classmethod
    def unread(cls, account_id: UUID) -> QuerySet[Self]:
        """What is still to be read: until then it may say anything."""
        return cls.filter(account_id=account_id, verdict=Verdict.WAITING)

    @classmethod
    async def wake(cls, workspace_id: UUID, names: Collection[str]) -> None:
        """What waits for one of these names is read again."""
        waiting = cls.filter(workspace_id=workspace_id, awaits__in=list(names), verdict=Verdict.UNMATCHED)
        await waiting.update(verdict=Verdict.WAITING, awaits=None, next_try_at=None, processed_at=None)

    def read_as(self, verdict: Verdict, at: datetime, *, reason: str | None = None) -> None:
        self.verdict, self.processed_at, self.reason = verdict, at, reason
        self.awaits, self.next_try_at = None, None

    def waits_for(self, name: str, at: datetime, look_again: datetime) -> None:
        """Whoever learns the name wakes it; unless both happen at once, so at `look_again` (wall time) it is asked whether it is known."""
        self.verdict, self.processed_at, self.reason = Verdict.UNMATCHED, at, None
        self.awaits, self.next_try_at = name[:200], look_again


def misled(account_id: UUID) -> str:
    return f"account:{account_id}"


async def settle(connection: sql.Connection, receipts: Sequence[Receipt]) -> None:
    """Writes down what became of them, in one round trip."""
    if receipts:
        values = [[getattr(receipt, name) for name in _SETTLED] for receipt in receipts]
        await sql.update(connection, _SETTLE, values)


_SETTLED = ("verdict", "processed_at", "reason", "awaits", "kind", "account_id", "line_id", "next_try_at", "id")
_SETTLE = (
    "UPDATE receipt SET verdict = $1, processed_at = $2, reason = $3, awaits = $4, kind = $5, account_id = $6,"
    " line_id = $7, next_try_at = $8 WHERE id = $9"
)
