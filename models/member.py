"""A person in a workspace, with a role."""

from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.record import Record
from models.user import User
from models.workspace import Workspace


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    VIEWER = "viewer"

    def at_least(self, other: "Role") -> bool:
        return _RANK[self] >= _RANK[other]


_RANK = {Role.VIEWER: 0, Role.MEMBER: 1, Role.ADMIN: 2, Role.OWNER: 3}


class Member(Record):
    """Removed members stay as rows: their assignments and the audit still name them."""

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, on_delete=fields.RESTRICT
    )
    user_id: UUID
    role = fields.CharEnumField(Role, max_length=16, description="")
    absent_until = fields.DatetimeField(null=True)
    removed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "member"
        unique_together = (("workspace_id", "user_id"),)
