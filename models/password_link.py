"""A link by which a person sets their password, once: how somebody new comes in, and how a forgotten password is replaced."""

from datetime import datetime
from typing import Self
from uuid import UUID

from tortoise import fields

from models.member import Member
from models.record import Record
from models.unit import Unit
from models.user import User
from models.workspace import Workspace


class PasswordLink(Record):
    """Only its hash is kept. Times are wall time. The workspace is where the person is signed in afterwards."""

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
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "password_link"

    @classmethod
    async def replace(cls, unit: Unit, member: Member, token_hash: str, expires_at: datetime) -> Self:
        """The newest is the only one that works."""
        await cls.void(unit, member.user_id)
        return await cls.create(
            workspace_id=member.workspace_id,
            user_id=member.user_id,
            token_hash=token_hash,
            expires_at=expires_at,
            created_at=unit.wall,
        )

    @classmethod
    async def void(cls, unit: Unit, user_id: UUID, workspace_id: UUID | None = None) -> None:
        """Those into one workspace, or all."""
        into = cls.filter(user_id=user_id, used_at=None)
        await (into.filter(workspace_id=workspace_id) if workspace_id else into).update(used_at=unit.wall)

    @classmethod
    async def standing(cls, token_hash: str, wall: datetime) -> Self | None:
        return await cls.filter(token_hash=token_hash, used_at=None, expires_at__gt=wall).first()

    async def take(self, unit: Unit) -> bool:
        """Of two who come with it at once, one."""
        return bool(await type(self).filter(id=self.id, used_at=None).update(used_at=unit.wall))
