"""A person in a workspace, with a role."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models import row as rows
from models.errors import InvalidInput
from models.event import EventKind, NewEvent
from models.lifecycle import change
from models.record import Record
from models.unit import Unit
from models.user import User
from models.workspace import Workspace


class Role(StrEnum):
    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    VIEWER = "viewer"

    def at_least(self, other: "Role") -> bool:
        return _RANK[self] >= _RANK[other]


LONGEST_ABSENCE = timedelta(days=366)
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

    @classmethod
    async def of_anyone(cls, workspace_id: UUID, some_id: UUID) -> Self | None:
        """By the id of the user or of their membership: people know the one or the other."""
        return await cls.filter(Q(id=some_id) | Q(user_id=some_id), workspace_id=workspace_id).first()

    @classmethod
    def present(cls, workspace_id: UUID) -> QuerySet[Self]:
        """Who was not removed, the longest there first."""
        return cls.filter(workspace_id=workspace_id, removed_at=None).order_by("created_at", "id")

    @classmethod
    async def everywhere(cls, unit: Unit, user_id: UUID) -> list[Self]:
        """Of one person in all workspaces they belong to, the longest there first."""
        where = "user_id = $1 AND removed_at IS NULL ORDER BY created_at, id"
        return await rows.load(unit.connection, cls, where, [user_id])

    @classmethod
    async def elsewhere(cls, user_id: UUID, workspace_id: UUID) -> bool:
        """Whether they belong, or ever belonged, to another workspace."""
        return await cls.filter(user_id=user_id).exclude(workspace_id=workspace_id).exists()

    @classmethod
    async def locked(cls, unit: Unit, workspace_id: UUID, member_id: UUID) -> list[Self]:
        """Who was not removed; none for what is foreign or unknown."""
        where = "workspace_id = $1 AND id = $2 AND removed_at IS NULL"
        return await rows.load(unit.connection, cls, where, [workspace_id, member_id], lock="FOR UPDATE")

    @classmethod
    async def locked_owners(cls, unit: Unit, workspace_id: UUID) -> list[Self]:
        where = "workspace_id = $1 AND role = 'owner' AND removed_at IS NULL ORDER BY id"
        return await rows.load(unit.connection, cls, where, [workspace_id], lock="FOR UPDATE")

    async def change_role(self, unit: Unit, role: Role) -> None:
        before = self.role
        if role is before:
            return
        self.role = role
        await self.save(update_fields=["role"])
        unit.record(self._event(EventKind.MEMBER_ROLE_CHANGED, {"from": before.value, "to": role.value}))

    async def remove(self, unit: Unit) -> None:
        self.removed_at = unit.now
        await self.save(update_fields=["removed_at"])
        unit.record(self._event(EventKind.MEMBER_REMOVED, {"role": self.role.value}))

    @classmethod
    async def owners(cls, workspace_id: UUID) -> list[Self]:
        return await cls.present(workspace_id).filter(role=Role.OWNER)

    @classmethod
    def with_addresses(cls, workspace_id: UUID, emails: Collection[str]) -> QuerySet[Self]:
        """Casefolded, as they are stored."""
        return cls.present(workspace_id).filter(user__email__in=list(emails))

    async def set_absence(self, unit: Unit, until: datetime | None) -> None:
        """Until then nothing that is theirs leaves, and they are given nothing more; null when they are back."""
        if until is not None and not unit.now < until <= unit.now + LONGEST_ABSENCE:
            raise InvalidInput("An absence ends in the future, within a year.", path=["until"])
        if until == self.absent_until:
            return
        await change(self, {"id": self.id}, absent_until=until)
        unit.record(self._event(EventKind.ABSENCE_CHANGED, {"until": until and until.isoformat()}))

    def away(self, now: datetime) -> bool:
        return self.absent_until is not None and self.absent_until > now

    def _event(self, kind: EventKind, data: dict[str, Any]) -> NewEvent:
        return NewEvent(kind, workspace_id=self.workspace_id, subject_id=self.id, member_id=self.id, data=data)
