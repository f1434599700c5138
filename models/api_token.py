"""A token of a member's for programs; only its hash is kept."""

from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models.member import Member
from models.record import Record
from models.workspace import Workspace


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"
    LAUNCH = "launch"
    WEBHOOKS_WRITE = "webhooks:write"
    ADMIN = "admin"


class ApiToken(Record):
    """`scopes` null: whatever the member may. Times are wall time."""

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "models.Member", related_name=False, on_delete=fields.CASCADE
    )
    member_id: UUID
    name = fields.CharField(max_length=100, default="")
    prefix = fields.CharField(max_length=16)
    token_hash = fields.CharField(max_length=64, unique=True)
    scopes: fields.Field[list[str] | None] = fields.JSONField(null=True)
    expires_at = fields.DatetimeField(null=True)
    last_used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "api_token"

    @classmethod
    def standing(cls, which: Q) -> QuerySet[Self]:
        """Neither revoked nor left by a member who was removed; its time may have run out."""
        return cls.filter(which, revoked_at=None, member__removed_at=None)

    @classmethod
    async def ever(cls, workspace_id: UUID, name: str) -> bool:
        """Whether one of that name was ever made, whatever has become of it."""
        return await cls.filter(workspace_id=workspace_id, name=name).exists()
