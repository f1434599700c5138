"""The tenant: every row belongs to one, and nothing crosses it."""

from tortoise import fields

from models.record import Record


class Workspace(Record):
    """`head` is the position of the newest event; `epoch` rises when a backup was restored, so old cursors are refused."""

    name = fields.CharField(max_length=200)
    timezone = fields.CharField(max_length=64, default="UTC")
    head = fields.BigIntField(default=0)
    epoch = fields.IntField(default=1)
    sealed_suppression_key = fields.TextField(null=True)

    class Meta:
        table = "workspace"
