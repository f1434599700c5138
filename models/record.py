"""What all rows share: an id and the moment they were made."""

from tortoise import fields
from tortoise.models import Model

from models.ids import new_id


class Record(Model):
    """`created_at` is the unit's `now`, so it is given, never taken from a clock down here."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    created_at = fields.DatetimeField()

    class Meta:
        abstract = True
