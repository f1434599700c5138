"""A token of a member's for programs; only its hash is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import connections, fields
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models import row as rows
from models import sql
from models.event import EventKind, NewEvent
from models.member import Member, Role
from models.record import Record
from models.unit import Unit
from models.workspace import Workspace


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"
    LAUNCH = "launch"
    WEBHOOKS_WRITE = "webhooks:write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token that works lets through, for a member as they are now."""

    user_id: UUID
    member_id: UUID
    workspace_id: UUID
    role: Role
    scopes: frozenset[Scope] | None
    token_id: UUID
    used_at: datetime | None


class ApiToken(Record):
    """`scopes` null: whatever the member may. Times are wall time."""

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    member: fields.ForeignKeyRelation[Member] = fields.ForeignKeyField(
        "models.Member", related_name=False, on_delete=fields.CASCADE
    )
    member_id: UUID
    name = fields.CharField(max_length=100, default="")
    prefix = fields.CharField(max_length=16)
    token_hash = fields.CharField(max_length=64, unique=True)
    scopes: fields.Field[list[str] | None] = fields.JSONField(null=True)
    expires_at = fields.DatetimeField(null=True)
    last_used_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "api_token"

    @classmethod
    def standing(cls, which: Q) -> QuerySet[Self]:
        """Neither revoked nor left by a member who was removed; its time may have run out."""
        return cls.filter(which, revoked_at=None, member__removed_at=None)

    @classmethod
    async def grants(cls, token_ids: Collection[UUID], wall: datetime) -> list[Grant]:
        """Of those that work."""
        return await _grants("id", token_ids, wall)

    @classmethod
    async def known_by(cls, token_hash: str, wall: datetime) -> Grant | None:
        """Null for one that does not work."""
        found = await _grants("token_hash", [token_hash], wall)
        return found[0] if found else None

    @classmethod
    async def working(cls, workspace: Workspace, wall: datetime) -> list[Self]:
        """With their members and users, the newest first."""
        found = cls.standing(Q(workspace_id=workspace.id) & (Q(expires_at=None) | Q(expires_at__gt=wall)))
        return await found.select_related("member__user").order_by("-created_at", "-id").limit(1_000)

    @classmethod
    async def of_member(cls, unit: Unit, member_id: UUID) -> list[Self]:
        """Those that nobody has revoked yet, locked."""
        where = "member_id = $1 AND revoked_at IS NULL ORDER BY id"
        return await rows.load(unit.connection, cls, where, [member_id], lock="FOR UPDATE")

    @classmethod
    async def ever(cls, workspace_id: UUID, name: str) -> bool:
        """Whether one of that name was ever made, whatever has become of it."""
        return await cls.filter(workspace_id=workspace_id, name=name).exists()

    async def revoke(self, unit: Unit) -> None:
        """Once is for good."""
        if self.revoked_at is not None:
            return
        self.revoked_at = unit.wall
        await self.save(update_fields=["revoked_at"])
        unit.record(
            NewEvent(
                EventKind.TOKEN_REVOKED,
                workspace_id=self.workspace_id,
                subject_id=self.id,
                member_id=self.member_id,
            )
        )


# Asked for with every request and at every return of a client; the ORM takes several times as long to say it as to ask it.
_GRANTED = (
    "SELECT t.id AS token_id, t.scopes, t.last_used_at, m.id AS member_id, m.user_id, m.workspace_id, m.role FROM api_token t"
    " JOIN member m ON m.id = t.member_id AND m.removed_at IS NULL"
    " WHERE t.{column} IN {wanted} AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $1)"
)


async def _grants(column: str, values: Collection[object], wall: datetime) -> list[Grant]:
    statement = _GRANTED.format(column=column, wanted=sql.in_list(2, len(values)))
    return [_of(row) for row in await sql.rows(connections.get("default"), statement, [wall, *values])]


def _of(row: Mapping[str, Any]) -> Grant:
    ids = {name: sql.as_id(row[name]) for name in ("token_id", "member_id", "user_id", "workspace_id")}
    scopes = sql.as_json(row["scopes"])
    used_at = row["last_used_at"] and sql.as_time(row["last_used_at"])
    scopes = None if scopes is None else frozenset(map(Scope, scopes))
    return Grant(**ids, role=Role(row["role"]), scopes=scopes, used_at=used_at)
