"""The one row that says how simulated time runs, shared by every process of an installation."""

from tortoise import fields
from tortoise.models import Model


class ClockRow(Model):
    """now = simulated_anchor + (wall - wall_anchor) x 86400 / day_seconds. `latest_at` is written every wall second, so that
    simulated time never runs back and does not pass while nothing runs.
    """

    id = fields.SmallIntField(primary_key=True, generated=False)
    wall_anchor = fields.DatetimeField()
    simulated_anchor = fields.DatetimeField()
    day_seconds = fields.IntField()
    latest_at = fields.DatetimeField()

    class Meta:
        table = "clock"
