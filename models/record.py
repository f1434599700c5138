"""What all rows share: an id and the moment they were made."""

from collections.abc import Collection
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.ids import new_id


class Record(Model):
    """`created_at` is the unit's `now`, so it is given, never taken from a clock down here."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    created_at = fields.DatetimeField()

    class Meta:
        abstract = True

    @classmethod
    async def known(cls, workspace_id: UUID, row_id: UUID) -> bool:
        """Whether the workspace has it; foreign and unknown ids answer alike, here and below."""
        return await cls.filter(id=row_id, workspace_id=workspace_id).exists()

    @classmethod
    async def own(cls, workspace_id: UUID, row_id: UUID) -> Self | None:
        return await cls.get_or_none(id=row_id, workspace_id=workspace_id)

    @classmethod
    def among(cls, workspace_id: UUID, ids: Collection[UUID]) -> QuerySet[Self]:
        """Those of them that the workspace has."""
        return cls.filter(id__in=list(ids), workspace_id=workspace_id)
