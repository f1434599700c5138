"""A browser session: who is signed in, and in which workspace."""

from uuid import UUID

from tortoise import fields

from models.record import Record
from models.user import User
from models.workspace import Workspace


class Session(Record):
    """Times are wall time: a simulated day must not sign anybody out."""

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, on_delete=fields.CASCADE
    )
    user_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "session"
