"""Somebody tried to sign in: who and where from, as far as counting needs it, and whether it was they."""

from datetime import datetime
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q

from models.record import Record


class SignInAttempt(Record):
    """Written before the password is looked at, so that a thousand at once are counted like a thousand in turn; `passed` null is
    under way, or was cut off, and counts as failed. Kept for a day. Times are wall time. It belongs to no workspace: nobody is known yet.
    """

    login_hash = fields.CharField(max_length=64)
    address = fields.CharField(max_length=64)
    passed = fields.BooleanField(null=True)

    class Meta:
        table = "sign_in_attempt"
        indexes = (("login_hash", "created_at"), ("address", "created_at"))

    @classmethod
    async def of_login(cls, login_hash: str, since: datetime) -> list[Self]:
        """All that were evaluated, the newest first."""
        return await cls.filter(login_hash=login_hash, created_at__gt=since).order_by("-created_at", "-id")

    @classmethod
    async def failed_from(cls, address: str, since: datetime, most: int) -> list[Self]:
        """The newest first."""
        found = cls.filter(Q(passed=None) | Q(passed=False), address=address, created_at__gt=since)
        return await found.order_by("-created_at", "-id").limit(most)

    @classmethod
    async def settle(cls, attempt_id: UUID, *, passed: bool) -> None:
        await cls.filter(id=attempt_id).update(passed=passed)
