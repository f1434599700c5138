"""A person who signs in, whichever workspaces they belong to."""

from typing import Self
from uuid import UUID

from tortoise import fields

from models import row as rows
from models.record import Record
from models.unit import Unit

_LONGEST = 254


class User(Record):
    """`email` is kept case-folded: it is what a person signs in with."""

    email = fields.CharField(max_length=_LONGEST, unique=True)
    first_name = fields.CharField(max_length=100, default="")
    last_name = fields.CharField(max_length=100, default="")
    password_hash = fields.CharField(max_length=300, null=True)

    class Meta:
        table = "user"

    @classmethod
    async def known_by(cls, email: str) -> Self | None:
        """Nobody is known by what is longer than an address may be; the ORM refuses to look for it."""
        return await cls.get_or_none(email=email) if len(email) <= _LONGEST else None

    @classmethod
    async def locked(cls, unit: Unit, user_id: UUID) -> Self | None:
        found = await rows.load(unit.connection, cls, "id = $1", [user_id], lock="FOR UPDATE")
        return found[0] if found else None

    async def keep_hash(self, password_hash: str) -> None:
        self.password_hash = password_hash
        await self.save(update_fields=["password_hash"])
