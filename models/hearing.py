"""Since when webhooks have been received without a break: what was said before that may have met nobody."""

from datetime import datetime

from tortoise import fields
from tortoise.models import Model

ONLY = 1


class HearingRow(Model):
    """One row. `heard_wall` is written every wall second by whoever receives; `deaf_until` is when somebody last began to receive,
    or could again: of what was sent before then, no word proves nothing.
    """

    id = fields.SmallIntField(primary_key=True, generated=False)
    heard_wall = fields.DatetimeField()
    deaf_until = fields.DatetimeField()

    class Meta:
        table = "hearing"

    @classmethod
    async def begun(cls, wall: datetime) -> None:
        """Whoever begins to hear, begins anew for all."""
        await cls.bulk_create([cls(id=ONLY, heard_wall=wall, deaf_until=wall)], ignore_conflicts=True)
        await cls.filter(id=ONLY).update(heard_wall=wall, deaf_until=wall)
