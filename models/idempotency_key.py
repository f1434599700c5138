"""Remembers the answer to a command under the caller's key, so that asking again does nothing again."""

from typing import Any

from tortoise import fields

from models.record import Record


class IdempotencyKey(Record):
    """Keys are per viewer's member and command; `input_hash` tells the same question from another under the same key."""

    workspace_id = fields.UUIDField()
    member_id = fields.UUIDField()
    command = fields.CharField(max_length=64)
    key = fields.CharField(max_length=200)
    input_hash = fields.CharField(max_length=64)
    answer: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)

    class Meta:
        table = "idempotency_key"
        unique_together = (("workspace_id", "member_id", "command", "key"),)
