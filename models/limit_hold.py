"""A kind of action that an account may not do now: LinkedIn warned of a limit, or too few invitations are accepted."""

from datetime import datetime
from enum import StrEnum

from tortoise import fields

from models.record import Record
from models.step import StepKind


class HoldCause(StrEnum):
    ALERT = "alert"
    EXCLUDED = "excluded"
    FAILURES = "failures"
    GUARDRAIL = "guardrail"


class LimitHold(Record):
    """`kind` null: all kinds. It holds until `until` (null: until a person lifts it, which sets `ended_at`), and after a warning
    the day's limit is halved until `halved_until`. `told_at` is when the word for it was last heard, `cleared_at` when it was
    no longer. `mark` tells what an alert read last from what it reads now; `stood`: the mark was never seen gone since the warning
    before, and what was carried out meanwhile made it another.
    """

    workspace_id = fields.UUIDField()
    # No foreign key: its check would lock the account behind the action whose failure is the third in a row.
    account_id = fields.UUIDField()
    kind = fields.CharEnumField(StepKind, max_length=32, null=True, description="")
    cause = fields.CharEnumField(HoldCause, max_length=16, description="")
    at = fields.DatetimeField()
    until = fields.DatetimeField(null=True)
    halved_until = fields.DatetimeField(null=True)
    told_at = fields.DatetimeField()
    cleared_at = fields.DatetimeField(null=True)
    mark = fields.CharField(max_length=64, null=True)
    stood = fields.BooleanField(default=False, db_default=False)
    ended_at = fields.DatetimeField(null=True)
    ended_by = fields.UUIDField(null=True)
    ended_reason = fields.CharField(max_length=300, null=True)

    class Meta:
        table = "limit_hold"
        indexes = (("account_id", "at"),)

    @property
    def guards(self) -> bool:
        return self.cause is HoldCause.GUARDRAIL

    def holds(self, now: datetime) -> bool:
        return self.ended_at is None and (self.until is None or self.until > now)

    def halves(self, now: datetime) -> bool:
        ended = self.ended_at is not None or self.holds(now)
        return not ended and self.halved_until is not None and self.halved_until > now
