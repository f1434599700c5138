"""The append-only log: what happened, to whom, by whom, in one contiguous order per workspace."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models import sql
from models.ids import new_id


class EventKind(StrEnum):
    WORKSPACE_CREATED = "workspace.created"
    WORKSPACE_RESTORED = "workspace.restored"
    MEMBER_ADDED = "member.added"
    ABSENCE_CHANGED = "member.absence_changed"
    MEMBER_ROLE_CHANGED = "member.role_changed"
    MEMBER_REMOVED = "member.removed"
    TOKEN_CREATED = "token.created"  # noqa: S105 - the name of an event, not a secret
    TOKEN_REVOKED = "token.revoked"  # noqa: S105 - as above
    PASSWORD_LINK_MADE = "password.link_made"  # noqa: S105 - as above
    PASSWORD_SET = "password.set"  # noqa: S105 - as above
    SESSION_STARTED = "session.started"
    SESSION_ENDED = "session.ended"
    SIGN_IN_REFUSED = "sign_in.refused"
    COMMAND_REFUSED = "command.refused"
    ACCOUNT_CONNECTED = "account.connected"
    ACCOUNT_DISCONNECTED = "account.disconnected"
    ACCOUNT_ADOPTED = "account.adopted"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_VERIFIED = "account.verified"
    ACCOUNT_PAUSED = "account.paused"
    ACCOUNT_RESUMED = "account.resumed"
    ACCOUNT_HEALTH_CHANGED = "account.health_changed"
    LIMIT_WARNED = "account.limit_warned"
    GUARDRAIL_CLOSED = "account.guardrail_closed"
    GUARDRAIL_LIFTED = "account.guardrail_lifted"
    KEY_REPLACED = "key.replaced"
    KEYS_ROTATED = "key.rotated"
    WEBHOOK_ROTATED = "webhook.rotated"
    WEBHOOK_REVOKED = "webhook.revoked"
    RECEIPTS_REPLAYED = "receipt.replayed"
    CAMPAIGN_CREATED = "campaign.created"
    CAMPAIGN_CHANGED = "campaign.changed"
    CAMPAIGN_STATE_CHANGED = "campaign.state_changed"
    SEQUENCE_CHANGED = "sequence.changed"
    CONTACT_ADDED = "contact.added"
    CONTACT_CHANGED = "contact.changed"
    CONTACT_SUPPRESSED = "contact.suppressed"
    SUPPRESSION_LIFTED = "suppression.lifted"
    SUPPRESSIONS_EXPORTED = "suppression.exported"
    CONTACTS_TIED = "contact.tied"
    CONTACTS_PARTED = "contact.parted"
    CONTACTS_MERGED = "contact.merged"
    CONTACT_ERASED = "contact.erased"
    CONTACT_EXPORTED = "contact.exported"
    IMPORT_STORED = "import.stored"
    IMPORT_CHECKED = "import.checked"
    IMPORT_STARTED = "import.started"
    IMPORT_PROGRESSED = "import.progressed"
    IMPORT_FINISHED = "import.finished"
    ASSIGNMENT_CREATED = "assignment.created"
    ASSIGNMENT_CHANGED = "assignment.changed"
    ASSIGNMENT_PAUSED = "assignment.paused"
    ASSIGNMENT_RESUMED = "assignment.resumed"
    ASSIGNMENT_STOPPED = "assignment.stopped"
    ASSIGNMENT_MERGED = "assignment.merged"
    ASSIGNMENT_REASSIGNED = "assignment.reassigned"
    STATUS_CHANGED = "assignment.status_changed"
    ACTION_PLANNED = "action.planned"
    ACTION_SENDING = "action.sending"
    ACTION_QUEUED = "action.queued"
    ACTION_EXECUTED = "action.executed"
    ACTION_FAILED = "action.failed"
    ACTION_REJECTED = "action.rejected"
    ACTION_UNKNOWN = "action.unknown"
    ACTION_PARKED = "action.parked"
    ACTION_CANCELLED = "action.cancelled"
    ACTION_REPEATED = "action.repeated"
    ACTION_NOT_RECALLED = "action.not_recalled"
    MESSAGE_RECORDED = "message.recorded"


# About access: seen by admins only.
ACCESS_KINDS = frozenset({
    EventKind.COMMAND_REFUSED, EventKind.TOKEN_CREATED, EventKind.TOKEN_REVOKED, EventKind.KEY_REPLACED,
    EventKind.KEYS_ROTATED, EventKind.RECEIPTS_REPLAYED, EventKind.CONTACT_EXPORTED, EventKind.PASSWORD_LINK_MADE,
    EventKind.PASSWORD_SET, EventKind.SESSION_STARTED, EventKind.SESSION_ENDED, EventKind.SIGN_IN_REFUSED,
    EventKind.MEMBER_ROLE_CHANGED, EventKind.SUPPRESSIONS_EXPORTED,
})  # fmt: skip


class Event(Model):
    """Positions are contiguous per workspace: a reader that finds a hole has found a bug. The ids carry no foreign keys, because
    the log outlives what it speaks of. `occurred_at` is simulated time, `created_at` wall time, by which the log is kept. `data` holds ids and codes, never names or texts.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    workspace_id = fields.UUIDField()
    position = fields.BigIntField()
    kind = fields.CharEnumField(EventKind, max_length=40, description="")
    occurred_at = fields.DatetimeField()
    created_at = fields.DatetimeField()
    actor_id = fields.UUIDField(null=True)
    request_id = fields.CharField(max_length=64, null=True)
    subject_id = fields.UUIDField()
    campaign_id = fields.UUIDField(null=True)
    assignment_id = fields.UUIDField(null=True)
    action_id = fields.UUIDField(null=True)
    contact_id = fields.UUIDField(null=True)
    account_id = fields.UUIDField(null=True)
    member_id = fields.UUIDField(null=True)
    data: fields.Field[dict[str, Any]] = fields.JSONField()

    class Meta:
        table = "event"
        unique_together = (("workspace_id", "position"),)
        indexes = (
            ("workspace_id", "assignment_id", "position"),
            ("workspace_id", "campaign_id", "position"),
            ("contact_id", "position"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subjects:
    workspace_id: UUID
    subject_id: UUID
    campaign_id: UUID | None = None
    assignment_id: UUID | None = None
    action_id: UUID | None = None
    contact_id: UUID | None = None
    account_id: UUID | None = None
    member_id: UUID | None = None
    at: datetime | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewEvent(_Subjects):
    """An event that has no position yet; `member_id` is who works the assignment, not who acted. `at` null: the unit's now."""

    kind: EventKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it, and by which request; both null when the engine acts by itself."""

    member_id: UUID | None = None
    request_id: str | None = None


async def append(
    connection: sql.Connection, events: Iterable[NewEvent], now: datetime, wall: datetime, actor: Actor
) -> dict[UUID, int]:
    """Gives the events their positions and writes them; returns the new head per workspace.

    Taking the positions locks the workspace's row until the transaction ends, so this comes last in a unit, and several
    workspaces are taken in order of id.
    """
    by_workspace: dict[UUID, list[NewEvent]] = {}
    for event in events:
        by_workspace.setdefault(event.workspace_id, []).append(event)
    heads = {}
    for workspace_id in sorted(by_workspace):
        batch = by_workspace[workspace_id]
        heads[workspace_id] = await _take_positions(connection, workspace_id, len(batch))
        first = heads[workspace_id] - len(batch) + 1
        rows = [_row(event, first + index, now, wall, actor) for index, event in enumerate(batch)]
        await sql.insert(connection, "event", _COLUMNS, rows)
    return heads


async def _take_positions(connection: sql.Connection, workspace_id: UUID, count: int) -> int:
    taken = await sql.rows(
        connection, "UPDATE workspace SET head = head + $1 WHERE id = $2 RETURNING head", [count, workspace_id]
    )
    return int(taken[0]["head"])


_COLUMNS = (
    "id", "workspace_id", "position", "kind", "occurred_at", "created_at", "actor_id", "request_id", "subject_id",
    "campaign_id", "assignment_id", "action_id", "contact_id", "account_id", "member_id", "data",
)  # fmt: skip


def _row(event: NewEvent, position: int, now: datetime, wall: datetime, actor: Actor) -> tuple[object, ...]:
    return (
        new_id(), event.workspace_id, position, event.kind, event.at or now, wall, actor.member_id, actor.request_id,
        event.subject_id, event.campaign_id, event.assignment_id, event.action_id, event.contact_id, event.account_id,
        event.member_id, event.data,
    )  # fmt: skip
