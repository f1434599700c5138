"""Since when webhooks have been received without a break: what was said before that may have met nobody."""

from datetime import datetime, timedelta
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model

# Who did not note the time for so long did not answer either.
LAPSE = timedelta(seconds=5)


class HearingRow(Model):
    """One row for each process that receives. It writes `heard_wall` every wall second; `deaf_until` is when it began to receive, or
    could again: of what was sent before then, no word proves nothing. `signed_off`: it stopped well, and is not missed.
    """

    id = fields.UUIDField(primary_key=True)
    heard_wall = fields.DatetimeField()
    deaf_until = fields.DatetimeField()
    signed_off = fields.BooleanField(default=False)

    class Meta:
        table = "hearing"

    @classmethod
    async def begun(cls, process_id: UUID, wall: datetime) -> None:
        """Whoever begins to hear begins anew for all; so those who are gone by then need not be remembered."""
        await cls.filter(Q(signed_off=True) | Q(heard_wall__lt=wall - LAPSE)).delete()
        await cls.create(id=process_id, heard_wall=wall, deaf_until=wall)

    @classmethod
    async def noted(cls, process_id: UUID, wall: datetime, *, missed: bool) -> None:
        """It hears; after a lapse, or when a webhook was missed, from now on only."""
        whole = {} if missed else {"heard_wall__gte": wall - LAPSE}
        if missed or not await cls.filter(id=process_id, **whole).update(heard_wall=wall):
            await cls.bulk_create(
                [cls(id=process_id, heard_wall=wall, deaf_until=wall)],
                update_fields=["heard_wall", "deaf_until"],
                on_conflict=["id"],
            )

    @classmethod
    async def ended(cls, process_id: UUID) -> None:
        await cls.filter(id=process_id).update(signed_off=True)

    @classmethod
    async def deaf_since(cls, moment: datetime, wall: datetime) -> bool:
        """Whether a webhook that came at `moment` or later may have met nobody. A process that died without signing off may still be
        what a webhook is sent to, until another begins. Where none ever received, nothing was missed.
        """
        rows = await cls.all()
        listening = [row for row in rows if not row.signed_off]
        if rows and not listening:
            return True
        return any(row.deaf_until >= moment for row in rows) or any(row.heard_wall < wall - LAPSE for row in listening)
