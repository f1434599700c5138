"""What was written between a contact and an account; kept for contacts only."""

from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.account import DuxSoupAccount
from models.contact import Contact
from models.record import Record


class MessageDirection(StrEnum):
    SENT = "sent"
    RECEIVED = "received"


class Message(Record):
    """`key` is the semantic key of the fact, so the same message seen in two receipts is one row; `at` is the message's own time."""

    workspace_id = fields.UUIDField()
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "models.Contact", related_name=False, on_delete=fields.CASCADE
    )
    contact_id: UUID
    account: fields.ForeignKeyRelation[DuxSoupAccount] = fields.ForeignKeyField(
        "models.DuxSoupAccount", related_name=False, on_delete=fields.RESTRICT
    )
    account_id: UUID
    direction = fields.CharEnumField(MessageDirection, max_length=16, description="")
    text = fields.TextField()
    thread_url = fields.CharField(max_length=512, default="")
    at = fields.DatetimeField()
    key = fields.CharField(max_length=64)

    class Meta:
        table = "message"
        unique_together = (("workspace_id", "key"),)
        indexes = (("contact_id", "at"),)
