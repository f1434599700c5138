"""The one row that says how simulated time runs, shared by every process of an installation."""

from datetime import datetime
from typing import Self

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model

_ONLY = 1


class ClockRow(Model):
    """now = simulated_anchor + (wall - wall_anchor) x 86400 / day_seconds. `latest_at` is written every wall second, so that
    simulated time never runs back and does not pass while nothing runs. `stepped_wall` is the latest wall time on either side of a
    jump of some process's wall clock: what was sent before says nothing by its time.
    """

    id = fields.SmallIntField(primary_key=True, generated=False)
    wall_anchor = fields.DatetimeField()
    simulated_anchor = fields.DatetimeField()
    day_seconds = fields.IntField()
    latest_at = fields.DatetimeField()
    stepped_wall = fields.DatetimeField(null=True)

    class Meta:
        table = "clock"

    @classmethod
    async def read(cls) -> Self | None:
        return await cls.get_or_none(id=_ONLY)

    @classmethod
    async def begun(cls, wall: datetime, simulated: datetime, day_seconds: int) -> Self:
        """Of two who find no row one writes it, and both read that one."""
        row = cls(id=_ONLY, wall_anchor=wall, simulated_anchor=simulated, day_seconds=day_seconds, latest_at=simulated)
        await cls.bulk_create([row], ignore_conflicts=True)
        return await cls.get(id=_ONLY)

    @classmethod
    async def anchored(cls, wall: datetime, simulated: datetime, day_seconds: int) -> None:
        values = {"wall_anchor": wall, "simulated_anchor": simulated, "day_seconds": day_seconds}
        await cls.filter(id=_ONLY).update(**values, latest_at=simulated)

    @classmethod
    async def noted(cls, now: datetime) -> None:
        """The latest time on record never goes back, whoever writes it."""
        await cls.filter(id=_ONLY, latest_at__lt=now).update(latest_at=now)

    @classmethod
    async def stepped(cls, wall: datetime) -> None:
        earlier = Q(stepped_wall__isnull=True) | Q(stepped_wall__lt=wall)
        await cls.filter(earlier, id=_ONLY).update(stepped_wall=wall)

    @classmethod
    async def put_back(cls, now: datetime, stepped: datetime) -> None:
        await cls.stepped(stepped)
        await cls.filter(id=_ONLY, latest_at__gt=now).update(latest_at=now)

    @classmethod
    async def stepped_since(cls, wall: datetime) -> bool:
        return await cls.filter(id=_ONLY, stepped_wall__gte=wall).exists()
