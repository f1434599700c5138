"""Of whom a webhook came and could not be stored: for them alone, what was sent before may have been told to nobody."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.account import DuxSoupAccount


class MissedRow(Model):
    """`id` is the account's, or the workspace's where a bearer token does not say which account; the latest time is kept."""

    id = fields.UUIDField(primary_key=True)
    at_wall = fields.DatetimeField()

    class Meta:
        table = "missed_webhook"

    @classmethod
    async def noted(cls, sender_ids: Collection[UUID], wall: datetime) -> None:
        rows = [cls(id=sender_id, at_wall=wall) for sender_id in sorted(sender_ids)]
        await cls.bulk_create(rows, update_fields=["at_wall"], on_conflict=["id"])

    @classmethod
    async def since(cls, moment: datetime, account: DuxSoupAccount) -> bool:
        return await cls.filter(id__in=[account.id, account.home], at_wall__gte=moment).exists()
