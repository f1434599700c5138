"""One thing to do at Dux-Soup for one step of one assignment: the row of the ledger."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.queryset import QuerySet

from models.account import DuxSoupAccount
from models.assignment import Assignment
from models.errors import IllegalTransition
from models.event import EventKind, NewEvent
from models.lifecycle import change
from models.record import Record
from models.step import Step, StepKind
from models.unit import Unit


class ActionState(StrEnum):
    PLANNED = "planned"
    SENDING = "sending"
    QUEUED = "queued"
    EXECUTED = "executed"
    FAILED = "failed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    PARKED = "parked"
    CANCELLED = "cancelled"


class LearnedBy(StrEnum):
    """How the latest about an action came to us: the answer to our call, a webhook, a look of ours, a person's word."""

    ANSWER = "answer"
    WEBHOOK = "webhook"
    SWEEP = "sweep"
    PERSON = "person"


_S = ActionState
# Every legal move, as docs/lifecycle.md draws it. From rejected and cancelled only a late receipt leads on: it proves that it went out.
# Straight from planned to unknown goes only what may have gone out all the same: after a backup was made, or as a late word says of what
# had been planned again.
MOVES: dict[ActionState, frozenset[ActionState]] = {
    _S.PLANNED: frozenset({_S.SENDING, _S.CANCELLED, _S.UNKNOWN}),
    _S.SENDING: frozenset({_S.QUEUED, _S.PLANNED, _S.REJECTED, _S.UNKNOWN, _S.EXECUTED, _S.FAILED}),
    _S.QUEUED: frozenset({_S.EXECUTED, _S.FAILED, _S.PARKED}),
    _S.UNKNOWN: frozenset({_S.QUEUED, _S.EXECUTED, _S.FAILED, _S.PLANNED, _S.PARKED}),
    _S.FAILED: frozenset({_S.EXECUTED}),
    _S.EXECUTED: frozenset({_S.FAILED}),
    _S.PARKED: frozenset({_S.EXECUTED, _S.PLANNED, _S.CANCELLED, _S.QUEUED, _S.FAILED}),
    _S.REJECTED: frozenset({_S.EXECUTED}),
    _S.CANCELLED: frozenset({_S.EXECUTED}),
}

# At Dux-Soup, or possibly so: at most three of an account at a time.
OUTSTANDING = frozenset({_S.SENDING, _S.QUEUED, _S.UNKNOWN})
# What takes up room in every window from the moment of sending.
RESERVING = OUTSTANDING | {_S.PARKED}
MAX_OUTSTANDING = 3
# Not at its end, or at one that a person has yet to decide about.
UNDECIDED = RESERVING | {_S.PLANNED, _S.FAILED, _S.REJECTED}


class Action(Record):
    """`id` is also the `campaignid` under which Dux-Soup knows this action and nothing else, so that one look there says whether
    it was taken. `epoch` is the account lease's at the time of sending: a later holder's writes win. `opens`: it is the first of
    its assignment that touches the person. Of reconciliation:
    `last_word_at` is the latest receipt that spoke of it; `looked_wall`, `answered_wall` (null: the last look got none) and
    `absent_wall` (the first that did not find it) are looks at the queue, and `absent_again_at` the simulated moment of the second
    that did not; `reachable_for` counts seconds in which looks were answered and settled nothing.
    """

    workspace_id = fields.UUIDField()
    assignment: fields.ForeignKeyRelation[Assignment] = fields.ForeignKeyField(
        "models.Assignment", related_name=False, on_delete=fields.RESTRICT
    )
    assignment_id: UUID
    step: fields.ForeignKeyRelation[Step] = fields.ForeignKeyField(
        "models.Step", related_name=False, on_delete=fields.RESTRICT
    )
    step_id: UUID
    account: fields.ForeignKeyRelation[DuxSoupAccount] = fields.ForeignKeyField(
        "models.DuxSoupAccount", related_name=False, on_delete=fields.RESTRICT
    )
    account_id: UUID
    campaign_id = fields.UUIDField()
    contact_id = fields.UUIDField()
    generation = fields.IntField(default=1)
    kind = fields.CharEnumField(StepKind, max_length=32, description="")
    state = fields.CharEnumField(ActionState, max_length=16, default=ActionState.PLANNED, description="")
    scheduled_for = fields.DatetimeField()
    epoch = fields.BigIntField(default=0)
    attempts = fields.IntField(default=0)
    with_note = fields.BooleanField(default=False)
    opens = fields.BooleanField(default=False, db_default=False)
    text = fields.TextField(null=True)
    subject = fields.TextField(null=True)
    payload_hash = fields.CharField(max_length=64, null=True)
    message_id = fields.CharField(max_length=200, null=True)
    sent_at = fields.DatetimeField(null=True)
    executed_at = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    outcome = fields.CharField(max_length=64, null=True)
    unconfirmed = fields.BooleanField(default=False)
    refusals = fields.IntField(default=0)
    failure_told_at = fields.DatetimeField(null=True)
    sent_wall = fields.DatetimeField(null=True)
    absent_wall = fields.DatetimeField(null=True)
    absent_again_at = fields.DatetimeField(null=True)
    looked_wall = fields.DatetimeField(null=True)
    answered_wall = fields.DatetimeField(null=True)
    reachable_for = fields.FloatField(null=True)
    last_word_at = fields.DatetimeField(null=True)
    learned_by = fields.CharEnumField(LearnedBy, max_length=8, null=True, description="")

    class Meta:
        table = "action"
        unique_together = (("assignment_id", "step_id", "generation"),)
        indexes = (
            ("account_id", "state", "scheduled_for", "id"),
            ("state", "looked_wall"),
            ("account_id", "sent_at"),
            ("account_id", "executed_at"),
            ("contact_id", "sent_at"),
            ("account_id", "message_id"),
            ("assignment_id", "state"),
            ("workspace_id", "state"),
            ("account_id", "state", "step_id", "opens", "scheduled_for", "id"),
        )

    @classmethod
    async def undecided_of(cls, assignment_ids: Collection[UUID]) -> list[Self]:
        """The oldest first."""
        found = cls.filter(assignment_id__in=list(assignment_ids), state__in=list(UNDECIDED))
        return await found.order_by("created_at", "id")

    @classmethod
    async def last_sent_after(cls, moment: datetime) -> Self | None:
        return await cls.filter(sent_at__gt=moment).order_by("-sent_at").first()

    @property
    def touches(self) -> bool:
        """The person has or may have seen it: the same that counts in a limit."""
        left = self.state is ActionState.CANCELLED and self.sent_at is not None
        return left or self.state is ActionState.EXECUTED or self.state in RESERVING

    def repeats(self) -> QuerySet["Action"]:
        """What was made in its place since: the same step of the same assignment, a later generation."""
        same = Action.filter(assignment_id=self.assignment_id, step_id=self.step_id)
        return same.filter(generation__gt=self.generation)

    def left_at(self, at: datetime) -> datetime:
        """When it left; where that is not on record any more, the time at which it was due, or a word's of it (`at`) if that is earlier:
        the same whichever word comes first.
        """
        return self.sent_at or min(self.scheduled_for, at)

    @classmethod
    async def labelled(cls, account_id: UUID, labels: Collection[UUID]) -> set[UUID]:
        """Which of the labels in an account's remote queue are actions of ours, through that account."""
        rows = await cls.filter(account_id=account_id, id__in=list(labels)).values("id") if labels else []
        return {row["id"] for row in rows}

    async def move(self, unit: Unit, to: ActionState, **values: object) -> None:
        """Compare and set from the state read; raises IllegalTransition for a move not in the table, Conflict if it moved meanwhile."""
        if to not in MOVES[self.state]:
            raise IllegalTransition(
                self.state.value.upper(), sorted(state.value.upper() for state in MOVES[self.state])
            )
        await change(self, {"state": self.state}, state=to, **values)
        unit.record(self.event())

    def event(self, kind: EventKind | None = None) -> NewEvent:
        """Null: that of its state."""
        return NewEvent(
            kind or EventKind(f"action.{self.state.value}"),
            workspace_id=self.workspace_id,
            campaign_id=self.campaign_id,
            assignment_id=self.assignment_id,
            action_id=self.id,
            contact_id=self.contact_id,
            account_id=self.account_id,
            subject_id=self.id,
            data={"state": self.state.value, "kind": self.kind.value, "outcome": self.outcome},
        )
