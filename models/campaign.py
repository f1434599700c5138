"""A named audience with one sequence, worked by members through their accounts."""

from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.fields.db_defaults import Now

from models.errors import IllegalTransition
from models.event import EventKind, NewEvent
from models.ids import RandomUuid, new_id
from models.lifecycle import change
from models.member import Member
from models.record import Record
from models.unit import Unit
from models.workspace import Workspace


class CampaignState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    ARCHIVED = "archived"


class SequenceKind(StrEnum):
    CONNECTION = "connection"
    DIRECT_MESSAGE = "direct_message"
    CUSTOM = "custom"


MOVES: dict[CampaignState, tuple[CampaignState, ...]] = {
    CampaignState.DRAFT: (CampaignState.RUNNING, CampaignState.ARCHIVED),
    CampaignState.RUNNING: (CampaignState.PAUSED, CampaignState.ARCHIVED),
    CampaignState.PAUSED: (CampaignState.RUNNING, CampaignState.ARCHIVED),
    CampaignState.ARCHIVED: (),
}


class Campaign(Record):
    """The table and the names of its key and of `dux_user_id` are the integration guide's, whose UPDATE must work as printed.
    `account_share` is in percent, null for all; `new_contacts_per_day` null for no maximum.
    `drain_members` are given whom nobody works, as long as fewer than `drain_open` are open with them; null: nobody is.
    """

    id = fields.UUIDField(primary_key=True, default=new_id, source_field="campaign_id", db_default=RandomUuid())
    created_at = fields.DatetimeField(db_default=Now())
    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    name = fields.CharField(max_length=200)
    description = fields.TextField(null=True)
    state = fields.CharEnumField(CampaignState, max_length=16, default=CampaignState.DRAFT, description="")
    sequence_kind = fields.CharEnumField(SequenceKind, max_length=20, description="")
    sequence_number = fields.IntField(default=1)
    stop_on_reply = fields.BooleanField(default=True)
    resume_on_late_acceptance = fields.BooleanField(default=True)
    acceptance_window_days = fields.IntField(default=21)
    reply_window_days = fields.IntField(default=3)
    account_share = fields.IntField(null=True)
    new_contacts_per_day = fields.IntField(null=True)
    new_contacts_first = fields.BooleanField(default=False, db_default=False)
    drain_members: fields.Field[list[str] | None] = fields.JSONField(null=True)
    drain_open = fields.IntField(null=True)
    dux_user_id = fields.CharField(max_length=64, null=True)
    created_by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "models.Member", related_name=False, on_delete=fields.SET_NULL, null=True
    )
    created_by_id: UUID | None
    version = fields.IntField(default=1)
    updated_at = fields.DatetimeField()

    class Meta:
        table = "campaigns_new"
        indexes = (
            ("workspace_id", "state"),
            ("workspace_id", "created_at"),
            ("workspace_id", "account_share"),
            ("workspace_id", "new_contacts_per_day"),
        )

    @classmethod
    async def first_named(cls, workspace_id: UUID, name: str) -> Self | None:
        return await cls.filter(workspace_id=workspace_id, name=name).order_by("created_at", "id").first()

    @classmethod
    async def first_open(cls, workspace_id: UUID, kind: SequenceKind) -> Self | None:
        """The oldest of the kind that was not archived."""
        found = cls.filter(workspace_id=workspace_id, sequence_kind=kind).exclude(state=CampaignState.ARCHIVED)
        return await found.order_by("created_at", "id").first()

    async def move(self, unit: Unit, to: CampaignState) -> None:
        """Raises IllegalTransition for a move that is not in the table; moving to where it is changes nothing."""
        if to is self.state:
            return
        allowed = MOVES[self.state]
        if to not in allowed:
            raise IllegalTransition(self.state.value.upper(), [state.value.upper() for state in allowed])
        before = self.state
        await self.changed(unit, state=to)
        unit.record(self.event(EventKind.CAMPAIGN_STATE_CHANGED, **{"from": before.value, "to": to.value}))

    async def changed(self, unit: Unit, **values: object) -> None:
        """Sets the values and counts the version up; raises Conflict if somebody was faster."""
        await change(self, {"version": self.version}, version=self.version + 1, updated_at=unit.now, **values)

    def event(self, kind: EventKind, **data: object) -> NewEvent:
        return NewEvent(kind, workspace_id=self.workspace_id, campaign_id=self.id, subject_id=self.id, data=data)
