"""A person in a workspace, with a role."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

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
    async def locked(cls, workspace_id: UUID, member_id: UUID) -> Self | None:
        """Of those who were not removed."""
        found = cls.filter(id=member_id, workspace_id=workspace_id, removed_at=None)
        return await found.select_for_update().get_or_none()

    @classmethod
    def present(cls, workspace_id: UUID) -> QuerySet[Self]:
        """Who was not removed, the longest there first."""
        return cls.filter(workspace_id=workspace_id, removed_at=None).order_by("created_at", "id")

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
        unit.record(
            NewEvent(
                EventKind.ABSENCE_CHANGED,
                workspace_id=self.workspace_id,
                subject_id=self.id,
                member_id=self.id,
                data={"until": until and until.isoformat()},
            )
        )

    def away(self, now: datetime) -> bool:
        return self.absent_until is not None and self.absent_until > now
