"""One import of contacts: from where, how far, and what became of its rows."""

from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.member import Member
from models.record import Record
from models.workspace import Workspace


class ImportState(StrEnum):
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class ImportBatch(Record):
    """`rows_done` counts the rows of the file that are committed: a restart goes on after them."""

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    member: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "models.Member", related_name=False, on_delete=fields.SET_NULL, null=True
    )
    member_id: UUID | None
    source = fields.CharField(max_length=200)
    state = fields.CharEnumField(ImportState, max_length=16, default=ImportState.RUNNING, description="")
    rows_done = fields.IntField(default=0)
    added = fields.IntField(default=0)
    updated = fields.IntField(default=0)
    duplicates = fields.IntField(default=0)
    refused = fields.IntField(default=0)
    finished_at = fields.DatetimeField(null=True)

    class Meta:
        table = "import_batch"
        indexes = (("workspace_id", "created_at"),)
