"""What a workspace's rows say at one moment, read plainly and past the product's own words for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import connections

from models import sql

Row = dict[str, Any]

_ASSIGNMENTS = "SELECT * FROM assignment WHERE workspace_id = $1"
_ACTIONS = "SELECT a.*, t.position FROM action a JOIN step t ON t.id = a.step_id WHERE a.workspace_id = $1"
_EVENTS = "SELECT * FROM event WHERE workspace_id = $1 AND position > $2 ORDER BY position"
_CAMPAIGNS = "SELECT *, campaign_id AS id FROM campaigns_new WHERE workspace_id = $1"
_CONTACTS = "SELECT id, suppressed, tied_group, linkedin_url FROM contact WHERE workspace_id = $1"
_ACCOUNTS = "SELECT * FROM duxsoup_user WHERE workspace_id = $1"
_STAGES = "SELECT id, sequence_id, position, kind FROM step WHERE workspace_id = $1 ORDER BY position"
_LETTERS = "SELECT id, contact_id, at FROM message WHERE workspace_id = $1 AND direction = 'received'"
_MEMBERS = "SELECT id, absent_until FROM member WHERE workspace_id = $1"
_HOLDS = "SELECT id, kind, until, ended_at FROM limit_hold WHERE workspace_id = $1"
_PARTS = (_ASSIGNMENTS, _ACTIONS, _CAMPAIGNS, _CONTACTS, _STAGES, _LETTERS, _MEMBERS, _HOLDS, _ACCOUNTS)


@dataclass(frozen=True)
class Snapshot:
    """By id, as text; `events` are those since the snapshot before."""

    at: datetime
    wall: datetime
    assignments: dict[str, Row]
    actions: dict[str, Row]
    events: list[Row]
    campaigns: dict[str, Row]
    contacts: dict[str, Row]
    stages: dict[str, Row]
    letters: dict[str, Row]
    members: dict[str, Row]
    holds: dict[str, Row]
    account: Row

    @property
    def position(self) -> int:
        return int(self.events[-1]["position"]) if self.events else 0

    def actions_of(self, assignment_id: str) -> list[Row]:
        return [one for one in self.actions.values() if one["assignment_id"] == assignment_id]

    def stages_of(self, sequence_id: str | None) -> list[Row]:
        return [one for one in self.stages.values() if one["sequence_id"] == sequence_id]


async def snapshot(workspace_id: UUID, at: datetime, wall: datetime, after: int) -> Snapshot:
    parts = [{row["id"]: row for row in await _read(text, workspace_id)} for text in _PARTS]
    assignments, actions, campaigns, contacts, stages, letters, members, holds, accounts = parts
    events = await _read(_EVENTS, workspace_id, after)
    account = next(iter(accounts.values()))
    return Snapshot(
        at, wall, assignments, actions, events, campaigns, contacts, stages, letters, members, holds, account
    )


async def _read(statement: str, *values: object) -> list[Row]:
    found = await sql.rows(connections.get("default"), statement, values)
    return [{name: _plain(name, value) for name, value in row.items()} for row in found]


def _plain(name: str, value: Any) -> Any:
    """The same for both databases."""
    if value is None:
        return None
    if name.endswith(("_at", "_wall", "_until")) or name in {"scheduled_for", "at", "until"}:
        return sql.as_time(value)
    if name == "data":
        return sql.as_json(value)
    return str(value) if name == "id" or name.endswith("_id") else value
