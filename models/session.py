"""A person signed in by a browser: one workspace, until it is ended, unused for too long, or its time has run out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from tortoise import connections, fields

from models import row as rows
from models import sql
from models.event import EventKind, NewEvent
from models.lifecycle import change
from models.member import Member, Role
from models.record import Record
from models.unit import Unit
from models.user import User
from models.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """A session that holds, and the membership that it stands for as that is now."""

    id: UUID
    user_id: UUID
    workspace_id: UUID
    member_id: UUID
    role: Role
    seen_at: datetime | None


class Session(Record):
    """Times are wall time: a simulated day must not sign anybody out. It is not used any more from `idle_at` on unless it is used
    before, and from `expires_at` on in any case.
    """

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name=False, on_delete=fields.CASCADE
    )
    user_id: UUID
    token_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()
    idle_at = fields.DatetimeField(null=True)
    last_seen_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)
    user_agent = fields.CharField(max_length=200, null=True)

    class Meta:
        table = "session"
        indexes = (("user_id", "created_at"),)

    @classmethod
    async def begin(
        cls, unit: Unit, member: Member, token_hash: str, idle_at: datetime, expires_at: datetime, user_agent: str = ""
    ) -> Self:
        made = await cls.create(
            workspace_id=member.workspace_id,
            user_id=member.user_id,
            token_hash=token_hash,
            created_at=unit.wall,
            last_seen_at=unit.wall,
            idle_at=min(idle_at, expires_at),
            expires_at=expires_at,
            user_agent=user_agent[:200] or None,
        )
        unit.record(made.event(EventKind.SESSION_STARTED, member.id))
        return made

    @classmethod
    async def standing(cls, session_id: UUID, wall: datetime) -> Standing | None:
        """Null once it is over, or its member was removed."""
        found = await cls.standings([session_id], wall)
        return found[0] if found else None

    @classmethod
    async def standings(cls, session_ids: Collection[UUID], wall: datetime) -> list[Standing]:
        """Of those that hold."""
        return await _standings("id", session_ids, wall)

    @classmethod
    async def known_by(cls, token_hash: str, wall: datetime) -> Standing | None:
        """By the hash of what the browser keeps."""
        found = await _standings("token_hash", [token_hash], wall)
        return found[0] if found else None

    @classmethod
    async def seen(cls, session_id: UUID, wall: datetime, before: datetime, idle_at: datetime) -> None:
        """Unless that is on record as later than `before`. Its time as a whole is not lengthened."""
        stale = cls.filter(id=session_id, last_seen_at__lt=before)
        await stale.update(last_seen_at=wall, idle_at=idle_at)

    @classmethod
    async def lapsed(cls, session_id: UUID, wall: datetime) -> bool:
        """Whether nothing but time ended it, so that signing in anew helps."""
        found = await cls.get_or_none(id=session_id)
        return found is not None and found.ended_at is None and not found.lasts(wall)

    @classmethod
    async def of_user(cls, unit: Unit, user_id: UUID) -> list[Self]:
        """Those that were neither ended nor have run out, locked."""
        where = "user_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY id"
        return await rows.load(unit.connection, cls, where, [user_id, unit.wall], lock="FOR UPDATE")

    @classmethod
    async def workspaces_of(cls, user_id: UUID) -> Sequence[UUID]:
        """Where they were last, first; once each session."""
        found = await cls.filter(user_id=user_id).order_by("-created_at", "-id").limit(50).values_list("workspace_id")
        return [workspace_id for (workspace_id,) in found]

    def lasts(self, wall: datetime) -> bool:
        return self.expires_at > wall and self.idle_at is not None and self.idle_at > wall

    async def end(self, unit: Unit, reason: str) -> None:
        """Raises Conflict where it is ended already."""
        await change(self, {"ended_at": None}, ended_at=unit.wall)
        member = await Member.of_anyone(self.workspace_id, self.user_id)
        unit.record(self.event(EventKind.SESSION_ENDED, member.id if member else None, reason=reason))

    @classmethod
    async def end_all(
        cls, unit: Unit, user_id: UUID, reason: str, *, workspace_id: UUID | None = None, but: UUID | None = None
    ) -> int:
        """Of one person, in one workspace or wherever they are; gives how many they were."""
        found = [one for one in await cls.of_user(unit, user_id) if one.id != but]
        chosen = [one for one in found if workspace_id in {None, one.workspace_id}]
        for one in chosen:
            await one.end(unit, reason)
        return len(chosen)

    def event(self, kind: EventKind, member_id: UUID | None, **data: str) -> NewEvent:
        return NewEvent(kind, workspace_id=self.workspace_id, subject_id=self.id, member_id=member_id, data=data)


_STANDING = (
    "SELECT s.id, s.user_id, s.workspace_id, m.id AS member_id, m.role, s.last_seen_at FROM session s"
    " JOIN member m ON m.user_id = s.user_id AND m.workspace_id = s.workspace_id AND m.removed_at IS NULL"
    " WHERE s.{column} IN {wanted} AND s.ended_at IS NULL AND s.expires_at > $1 AND s.idle_at > $1"
)


async def _standings(column: str, values: Collection[object], wall: datetime) -> list[Standing]:
    statement = _STANDING.format(column=column, wanted=sql.in_list(2, len(values)))
    return [_of(row) for row in await sql.rows(connections.get("default"), statement, [wall, *values])]


def _of(row: Mapping[str, Any]) -> Standing:
    ids = {name: sql.as_id(row[name]) for name in ("id", "user_id", "workspace_id", "member_id")}
    return Standing(**ids, role=Role(row["role"]), seen_at=sql.as_time(row["last_seen_at"]))
