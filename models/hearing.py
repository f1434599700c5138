"""Since when webhooks have been received without a break: what was said before that may have met nobody."""

from tortoise import fields
from tortoise.models import Model


class HearingRow(Model):
    """One row. `heard_wall` is written every wall second by whoever receives; `deaf_until` is when somebody last began to receive,
    or could again: of what was sent before then, no word proves nothing.
    """

    id = fields.SmallIntField(primary_key=True, generated=False)
    heard_wall = fields.DatetimeField()
    deaf_until = fields.DatetimeField()

    class Meta:
        table = "hearing"
