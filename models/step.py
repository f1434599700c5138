"""The ordered steps of a campaign's sequence; an edit makes a new version, and what runs keeps its own."""

from datetime import timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields

from models.campaign import Campaign
from models.facts import AssignmentStatus
from models.record import Record

MAX_STEPS = 30


class StepKind(StrEnum):
    VISIT = "visit"
    CONNECT = "connect"
    MESSAGE = "message"
    INMAIL = "inmail"
    FOLLOW = "follow"
    ENDORSE = "endorse"
    TAG = "tag"


# A failed step of these holds the assignment until a person decides; the others are skipped.
HOLDING_KINDS = frozenset({StepKind.CONNECT, StepKind.MESSAGE, StepKind.INMAIL})


class NoteFallback(StrEnum):
    WAIT = "wait"
    WITHOUT_NOTE = "without_note"


class SequenceVersion(Record):
    """Never changed once written: assignments point at the version they were launched with."""

    workspace_id = fields.UUIDField()
    campaign: fields.ForeignKeyRelation[Campaign] = fields.ForeignKeyField(
        "models.Campaign", related_name=False, on_delete=fields.RESTRICT
    )
    campaign_id: UUID
    number = fields.IntField()

    class Meta:
        table = "sequence_version"
        unique_together = (("campaign_id", "number"),)


class Step(Record):
    """`template` is the note, the message, or a tag step's tags; `requires` null or the status that must have been reached."""

    workspace_id = fields.UUIDField()
    sequence: fields.ForeignKeyRelation[SequenceVersion] = fields.ForeignKeyField(
        "models.SequenceVersion", related_name=False, on_delete=fields.RESTRICT
    )
    sequence_id: UUID
    position = fields.IntField()
    kind = fields.CharEnumField(StepKind, max_length=32, description="")
    delay_days = fields.IntField(default=0)
    delay_hours = fields.IntField(default=0)
    random_delay_hours = fields.IntField(default=0)
    template = fields.TextField(null=True)
    subject = fields.TextField(null=True)
    requires = fields.CharEnumField(AssignmentStatus, max_length=16, null=True, description="")
    note_fallback = fields.CharEnumField(NoteFallback, max_length=16, null=True, description="")

    class Meta:
        table = "step"
        unique_together = (("sequence_id", "position"),)
        ordering = ("position",)

    @classmethod
    async def of_sequence(cls, sequence_id: UUID) -> list[Self]:
        """In their order."""
        return await cls.filter(sequence_id=sequence_id)

    @property
    def delay(self) -> timedelta:
        return timedelta(days=self.delay_days, hours=self.delay_hours)
