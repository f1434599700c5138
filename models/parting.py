"""Two contacts that a person has looked at and said not to be one, so that no webhook ties them again."""

from collections.abc import Collection
from uuid import UUID

from tortoise import fields

from models.record import Record


class Parting(Record):
    """One row for each pair, the smaller id first."""

    workspace_id = fields.UUIDField()
    first_id = fields.UUIDField()
    second_id = fields.UUIDField()

    class Meta:
        table = "parting"
        unique_together = (("workspace_id", "first_id", "second_id"),)
        indexes = (("workspace_id", "second_id"),)

    @classmethod
    async def pairs(cls, workspace_id: UUID, ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
        """Those of which both are among them."""
        among = list(ids)
        found = cls.filter(workspace_id=workspace_id, first_id__in=among, second_id__in=among)
        return {(first, second) for first, second in await found.values_list("first_id", "second_id")}
