"""Reads a workspace's log as plain values, and proves on the way that nothing is missing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import connections

from events.cursor import Place
from models import sql
from models.event import EventKind


class LogBroken(RuntimeError):
    """The log has a hole where an event was committed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it was committed."""

    id: UUID
    workspace_id: UUID
    position: int
    kind: EventKind
    occurred_at: datetime
    actor_id: UUID | None
    subject_id: UUID
    campaign_id: UUID | None
    assignment_id: UUID | None
    action_id: UUID | None
    contact_id: UUID | None
    account_id: UUID | None
    member_id: UUID | None
    data: dict[str, Any]


async def heads(workspace_ids: Collection[UUID]) -> dict[UUID, Place]:
    """The newest committed place of each workspace, in one statement."""
    if not workspace_ids:
        return {}
    wanted = sql.in_list(1, len(workspace_ids))
    found = await sql.rows(
        _connection(),
        f"SELECT id, epoch, head FROM workspace WHERE id IN {wanted}",  # noqa: S608 - placeholders only
        list(workspace_ids),
    )
    return {sql.as_id(row["id"]): Place(row["epoch"], row["head"]) for row in found}


async def read(workspace_id: UUID, after: int, limit: int) -> list[Entry]:
    """At least one event is known to follow; raises LogBroken unless they are the very next ones."""
    found = await sql.rows(_connection(), _READ, [workspace_id, after, limit])
    entries = [_entry(row) for row in found]
    if not entries or any(entry.position != after + 1 + index for index, entry in enumerate(entries)):
        raise LogBroken(f"workspace {workspace_id}, after position {after}")
    return entries


async def written_at(workspace_id: UUID, position: int) -> datetime | None:
    """When the event at this position was committed; null if there is none."""
    found = await sql.rows(_connection(), _WRITTEN_AT, [workspace_id, position])
    return sql.as_time(found[0]["created_at"]) if found else None


_READ = (
    "SELECT id, workspace_id, position, kind, occurred_at, actor_id, subject_id, campaign_id, assignment_id, action_id,"
    " contact_id, account_id, member_id, data"
    " FROM event WHERE workspace_id = $1 AND position > $2 ORDER BY position LIMIT $3"
)
_WRITTEN_AT = "SELECT created_at FROM event WHERE workspace_id = $1 AND position = $2"
_IDS = (
    "id", "workspace_id", "actor_id", "subject_id", "campaign_id", "assignment_id", "action_id", "contact_id",
    "account_id", "member_id",
)  # fmt: skip


def _connection() -> sql.Connection:
    connection: sql.Connection = connections.get("default")
    return connection


def _entry(row: Mapping[str, Any]) -> Entry:
    ids = {name: row[name] and sql.as_id(row[name]) for name in _IDS}
    occurred_at = sql.as_time(row["occurred_at"])
    kind, data = EventKind(row["kind"]), sql.as_json(row["data"])
    return Entry(position=row["position"], kind=kind, occurred_at=occurred_at, data=data, **ids)  # type: ignore[arg-type]  # the column is not null
