"""Lets a browser open one socket: bought with the session's cookie by a POST, sent in the socket's first message."""

from datetime import datetime
from typing import Self
from uuid import UUID

from tortoise import fields

from models.record import Record
from models.session import Session
from models.workspace import Workspace


class SocketTicket(Record):
    """Only its hash is kept. Times are wall time."""

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "models.Session", related_name=False, on_delete=fields.CASCADE
    )
    session_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "socket_ticket"

    @classmethod
    async def of(cls, token_hash: str) -> Self | None:
        return await cls.get_or_none(token_hash=token_hash)

    async def take(self, wall: datetime) -> bool:
        """Of two who come with it at once, one; nobody once its minute is over."""
        good = type(self).filter(id=self.id, used_at=None, expires_at__gt=wall)
        return bool(await good.update(used_at=wall))
