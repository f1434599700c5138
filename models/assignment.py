"""A contact in a campaign, worked by one member: facts, the status they amount to, and where in the sequence it stands."""

from collections.abc import Collection
from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import Self
from uuid import UUID

from tortoise import fields

from models.account import DuxSoupAccount
from models.campaign import Campaign
from models.contact import Contact
from models.errors import Conflict, IllegalTransition
from models.event import EventKind, NewEvent
from models.facts import AssignmentStatus, Fact, Facts
from models.lifecycle import change
from models.member import Member
from models.record import Record
from models.step import SequenceVersion
from models.unit import Unit
from models.workspace import Workspace

RUNNING_STATUSES = frozenset({AssignmentStatus.ACTIVE, AssignmentStatus.ACCEPTED, AssignmentStatus.RESPONDED})

# Blockers that a person lifts by saying that it may go on; if their cause still holds, the next claim sets them again.
LIFTABLE = frozenset({"missing_field", "text_too_long", "invalid_template", "no_identity"})

_TOGETHER = 500


class Assignment(Record):
    """`running_contact_id` is the contact while this assignment runs, else null; unique per workspace, it lets one person run in
    one assignment at most. `blocker` is the assignment's own reason for not moving; those of its account and campaign are
    found by join, and since when somebody's own letter holds it stands apart (`answered_by_hand_at`): no other reason may cover it. `degree` is the network distance that the account last saw. `next_at` is when its next action is due, `deadline_at` when time alone changes its status.
    """

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    campaign: fields.ForeignKeyRelation[Campaign] = fields.ForeignKeyField(
        "models.Campaign", related_name=False, on_delete=fields.RESTRICT
    )
    campaign_id: UUID
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "models.Contact", related_name=False, on_delete=fields.RESTRICT
    )
    contact_id: UUID
    member: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "models.Member", related_name=False, on_delete=fields.RESTRICT, null=True
    )
    member_id: UUID | None
    account: fields.ForeignKeyNullableRelation[DuxSoupAccount] = fields.ForeignKeyField(
        "models.DuxSoupAccount", related_name=False, on_delete=fields.RESTRICT, null=True
    )
    account_id: UUID | None
    sequence: fields.ForeignKeyNullableRelation[SequenceVersion] = fields.ForeignKeyField(
        "models.SequenceVersion", related_name=False, on_delete=fields.RESTRICT, null=True
    )
    sequence_id: UUID | None
    status = fields.CharEnumField(AssignmentStatus, max_length=16, default=AssignmentStatus.PENDING, description="")
    launched_at = fields.DatetimeField(null=True)
    accepted_at = fields.DatetimeField(null=True)
    implied = fields.BooleanField(default=False)
    responded_at = fields.DatetimeField(null=True)
    completed_at = fields.DatetimeField(null=True)
    not_accepted_at = fields.DatetimeField(null=True)
    blacklisted_at = fields.DatetimeField(null=True)
    reinstated_at = fields.DatetimeField(null=True)
    touched_at = fields.DatetimeField(null=True)
    invited_at = fields.DatetimeField(null=True)
    executed_at = fields.DatetimeField(null=True)
    replied_at = fields.DatetimeField(null=True)
    stopped_at = fields.DatetimeField(null=True)
    paused_at = fields.DatetimeField(null=True)
    answered_by_hand_at = fields.DatetimeField(null=True)
    degree = fields.SmallIntField(null=True)
    running_contact_id = fields.UUIDField(null=True)
    next_step = fields.IntField(null=True)
    next_at = fields.DatetimeField(null=True)
    deadline_at = fields.DatetimeField(null=True)
    blocker = fields.CharField(max_length=40, null=True)
    blocker_note = fields.CharField(max_length=300, null=True)
    version = fields.IntField(default=1)
    updated_at = fields.DatetimeField()

    class Meta:
        table = "assignment"
        unique_together = (("campaign_id", "contact_id"), ("workspace_id", "running_contact_id"))
        indexes = (
            ("workspace_id", "status", "id"),
            ("campaign_id", "member_id", "status"),
            ("workspace_id", "updated_at", "id"),
            ("workspace_id", "next_at", "id"),
            ("contact_id",),
            ("account_id", "status"),
            ("account_id", "invited_at"),
            ("account_id", "sequence_id", "next_step", "accepted_at", "degree"),
            ("deadline_at",),
        )

    @property
    def facts(self) -> Facts:
        return Facts(**{field.name: getattr(self, field.name) for field in dataclass_fields(Facts)})

    @property
    def runs(self) -> bool:
        """Launched, and not stopped, completed, not accepted or blacklisted."""
        return self.launched_at is not None and self.stopped_at is None and self.status in RUNNING_STATUSES

    @classmethod
    async def locked(cls, workspace_id: UUID, assignment_id: UUID) -> Self | None:
        return await cls.filter(id=assignment_id, workspace_id=workspace_id).select_for_update().get_or_none()

    @classmethod
    async def workers(cls, workspace_id: UUID, contact_ids: Collection[UUID]) -> set[UUID]:
        """Members who work one of these people."""
        theirs = cls.filter(workspace_id=workspace_id, contact_id__in=list(contact_ids), member_id__isnull=False)
        return {member_id for (member_id,) in await theirs.distinct().values_list("member_id")}

    @classmethod
    async def all_locked(cls, workspace_id: UUID, assignment_ids: Collection[UUID]) -> list[Self]:
        """Those of them that there are, in order of id, which is the order of locks."""
        wanted, found = sorted(set(assignment_ids)), list[Self]()
        for start in range(0, len(wanted), _TOGETHER):
            chunk = cls.filter(id__in=wanted[start : start + _TOGETHER], workspace_id=workspace_id)
            found += await chunk.order_by("id").select_for_update()
        return found

    def check_version(self, expected: int | None) -> None:
        if expected is not None and expected != self.version:
            raise Conflict(current_version=self.version, path=["expectedVersion"])

    async def changed(self, unit: Unit, **values: object) -> None:
        """Sets the values and counts the version up; raises Conflict if somebody was faster.

        The version is shown and asked for, so whoever follows the row hears of every change, if only that there was one.
        """
        await change(self, {"version": self.version}, version=self.version + 1, updated_at=unit.now, **values)
        unit.owe(self.event(EventKind.ASSIGNMENT_CHANGED))

    async def learn(
        self, unit: Unit, fact: Fact, at: datetime, reason: str | None = None, *, implied: bool = False
    ) -> bool:
        """Merges a fact, and records the change of status, or of its times only; true when the fact was news.

        The place in the running is given up here when the status no longer runs; taking it again is the engine's matter,
        because another assignment of the same person may hold it.
        """
        facts = self.facts.merged(fact, at, implied=implied)
        if facts == self.facts:
            return False
        before, status = self.status, facts.status()
        values: dict[str, object] = {field.name: getattr(facts, field.name) for field in dataclass_fields(Facts)}
        if status not in RUNNING_STATUSES:
            values["running_contact_id"] = None
        await self.changed(unit, status=status, **values)
        if status is not before:
            unit.record(self.status_event(before, status, reason))
        else:  # its times are shown, so whoever follows reads it again
            unit.record(self.event(EventKind.ASSIGNMENT_CHANGED, fact=fact.value))
        return True

    async def pause(self, unit: Unit, reason: str | None) -> None:
        if not self.runs or self.paused_at is not None:
            raise IllegalTransition(self.status.value.upper(), [], "Only what runs can be paused.", path=["id"])
        await self.changed(unit, paused_at=unit.now)
        unit.record(self.event(EventKind.ASSIGNMENT_PAUSED, reason=reason))

    async def resume(self, unit: Unit, reason: str | None) -> None:
        """Undoes a pause or a stop, and lifts what waited for a person's look; the place in the running is the caller's matter."""
        liftable = self.blocker in LIFTABLE
        if not liftable and (self.paused_at, self.stopped_at, self.answered_by_hand_at) == (None, None, None):
            raise IllegalTransition(
                self.status.value.upper(), [], "Only what is paused, stopped or held can be resumed.", path=["id"]
            )
        values = {"blocker": None, "blocker_note": None} if liftable else {}
        await self.changed(unit, paused_at=None, stopped_at=None, answered_by_hand_at=None, **values)
        unit.record(self.event(EventKind.ASSIGNMENT_RESUMED, reason=reason))

    async def stop(self, unit: Unit, reason: str | None) -> None:
        if not self.runs:
            raise IllegalTransition(self.status.value.upper(), [], "Only what runs can be stopped.", path=["id"])
        await self.changed(unit, stopped_at=unit.now, running_contact_id=None, next_at=None, deadline_at=None)
        unit.record(self.event(EventKind.ASSIGNMENT_STOPPED, reason=reason))

    async def block(self, unit: Unit, code: str, note: str | None = None) -> None:
        """It waits for a person (or for a fact) with this reason."""
        if (self.blocker, self.blocker_note) == (code, note):
            return
        await self.changed(unit, blocker=code, blocker_note=note[:300] if note else None)
        unit.record(self.event(EventKind.ASSIGNMENT_CHANGED, blocker=code))

    async def answered_by_hand(self, unit: Unit) -> None:
        """Somebody wrote to the person without us: nothing leaves until a person resumes."""
        if self.answered_by_hand_at is None:
            await self.changed(unit, answered_by_hand_at=unit.now)
            unit.record(self.event(EventKind.ASSIGNMENT_CHANGED, blocker="answered_by_hand"))

    async def unblock(self, unit: Unit) -> None:
        if self.blocker is None:
            return
        await self.changed(unit, blocker=None, blocker_note=None)
        unit.record(self.event(EventKind.ASSIGNMENT_CHANGED, blocker=None))

    def event(self, kind: EventKind, **data: object) -> NewEvent:
        return NewEvent(
            kind,
            workspace_id=self.workspace_id,
            campaign_id=self.campaign_id,
            assignment_id=self.id,
            contact_id=self.contact_id,
            account_id=self.account_id,
            member_id=self.member_id,
            subject_id=self.id,
            data=data,
        )

    def status_event(self, before: AssignmentStatus | None, to: AssignmentStatus, reason: str | None) -> NewEvent:
        data = {"from": before.value if before else None, "to": to.value, "reason": reason}
        return self.event(EventKind.STATUS_CHANGED, **data)
