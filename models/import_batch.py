"""One import of contacts: from where, how far, and what became of its rows."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import fields
from tortoise.queryset import QuerySet

from models.errors import IllegalTransition
from models.event import EventKind, NewEvent
from models.member import Member
from models.record import Record
from models.workspace import Workspace


class ImportState(StrEnum):
    """storing: its rows come in; checking: it is found out what it would do; ready: that is known, and a person has to start it"""

    STORING = "storing"
    CHECKING = "checking"
    READY = "ready"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportPreset(StrEnum):
    """Whose export a file is, by the names of its columns."""

    DUX_SOUP = "dux_soup"
    SALES_NAVIGATOR = "sales_navigator"
    APOLLO = "apollo"
    ZOOMINFO = "zoominfo"


AT_WORK = (ImportState.CHECKING, ImportState.RUNNING)
WAITING = (ImportState.STORING, ImportState.READY)
STARTABLE = (ImportState.CHECKING, ImportState.READY)
ENDED = (ImportState.FINISHED, ImportState.FAILED, ImportState.CANCELLED)
CANCELLABLE = (*AT_WORK, ImportState.READY)
COUNTS = ("added", "updated", "duplicates", "refused")
STORED_WITHIN = timedelta(hours=1)
STARTED_WITHIN = timedelta(days=7)
REPORT_KEPT_FOR = timedelta(days=35)


class ImportBatch(Record):
    """`rows_done` counts the rows that are committed: whoever goes on does so after them. `header` has the names of the columns,
    `mapping` what each of them is to be (null: left out). `until` is the wall time until which rows are kept that nobody starts, and
    the report of one that has ended; null: neither is there.
    """

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    member: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "models.Member", related_name=False, on_delete=fields.SET_NULL, null=True
    )
    member_id: UUID | None
    source = fields.CharField(max_length=200)
    state = fields.CharEnumField(ImportState, max_length=16, default=ImportState.RUNNING, description="")
    rows_done = fields.IntField(default=0)
    added = fields.IntField(default=0)
    updated = fields.IntField(default=0)
    duplicates = fields.IntField(default=0)
    refused = fields.IntField(default=0)
    finished_at = fields.DatetimeField(null=True)
    total = fields.IntField(default=0, db_default=0)
    assigned = fields.IntField(default=0, db_default=0)
    preset = fields.CharEnumField(ImportPreset, max_length=32, null=True, description="")
    encoding = fields.CharField(max_length=32, null=True)
    header: fields.Field[list[str] | None] = fields.JSONField(null=True)
    mapping: fields.Field[list[str | None] | None] = fields.JSONField(null=True)
    campaign_id = fields.UUIDField(null=True)
    member_ids: fields.Field[list[str] | None] = fields.JSONField(null=True)
    reason = fields.CharField(max_length=300, null=True)
    until = fields.DatetimeField(null=True)

    class Meta:
        table = "import_batch"
        indexes = (("workspace_id", "created_at"), ("state", "created_at"), ("until",))

    @classmethod
    def at_work(cls) -> QuerySet[Self]:
        """What a worker goes on with, the oldest first."""
        return cls.filter(state__in=AT_WORK).order_by("created_at", "id")

    @classmethod
    def left_alone(cls, wall: datetime) -> QuerySet[Self]:
        """Those whose rows nobody wants any more."""
        return cls.filter(state__in=WAITING, until__lte=wall)

    @classmethod
    def over(cls, wall: datetime) -> QuerySet[Self]:
        """Those whose report was kept long enough."""
        return cls.filter(state__in=ENDED, until__lte=wall)

    @classmethod
    def stored(cls, workspace_id: UUID) -> QuerySet[Self]:
        """Those that have not ended, whose rows lie there."""
        return cls.filter(workspace_id=workspace_id, state__in=(*AT_WORK, *WAITING))

    @property
    def shares(self) -> list[UUID]:
        """The members among whom its contacts are shared."""
        return [UUID(one) for one in self.member_ids or []]

    def check_startable(self) -> None:
        if self.state not in STARTABLE:
            raise IllegalTransition(
                self.state.value.upper(), [], "This import was started or ended already.", path=["id"]
            )

    def check_cancellable(self) -> None:
        if self.state not in CANCELLABLE:
            raise IllegalTransition(self.state.value.upper(), [], "This import has ended already.", path=["id"])

    def restart(self, state: ImportState) -> None:
        """From the first row, with nothing counted."""
        self.state, self.rows_done, self.assigned = state, 0, 0
        for name in COUNTS:
            setattr(self, name, 0)

    def end(self, state: ImportState, at: datetime, wall: datetime, reason: str | None = None) -> None:
        self.state, self.finished_at, self.until = state, at, wall + REPORT_KEPT_FOR
        self.reason = reason[:300] if reason else None

    def event(self, kind: EventKind) -> NewEvent:
        """With how far it is."""
        data: dict[str, Any] = {name: getattr(self, name) for name in ("rows_done", "total", "assigned", *COUNTS)}
        data["state"] = self.state.value
        return NewEvent(
            kind, workspace_id=self.workspace_id, subject_id=self.id, campaign_id=self.campaign_id, data=data
        )


class ImportChunk(Record):  # a part, as everything else says; renaming its table would need a migration
    """Some hundred rows of a file, from `place` on, as cells (null: the person was erased): sealed, and gone as soon as the import
    has ended.
    """

    workspace_id = fields.UUIDField()
    batch: fields.ForeignKeyRelation[ImportBatch] = fields.ForeignKeyField(
        "models.ImportBatch", related_name=False, on_delete=fields.CASCADE
    )
    batch_id: UUID
    place = fields.IntField()
    rows = fields.IntField()
    sealed_rows = fields.TextField()

    class Meta:
        table = "import_chunk"
        unique_together = (("batch_id", "place"),)

    @classmethod
    def beginnings(cls, workspace_id: UUID, batch_ids: Collection[UUID]) -> QuerySet[Self]:
        """The first part of each."""
        return cls.filter(workspace_id=workspace_id, batch_id__in=list(batch_ids), place=0)


class ImportRow(Record):
    """What became of one row, or would become of it while nothing was started. `place` counts from 0. The contact carries no
    foreign key, because the report outlives it; who was erased is not named any more, since whoever has the file would know them.
    """

    workspace_id = fields.UUIDField()
    batch: fields.ForeignKeyRelation[ImportBatch] = fields.ForeignKeyField(
        "models.ImportBatch", related_name=False, on_delete=fields.CASCADE
    )
    batch_id: UUID
    place = fields.IntField()
    outcome = fields.CharField(max_length=16)
    reason = fields.CharField(max_length=500, null=True)
    contact_id = fields.UUIDField(null=True)

    class Meta:
        table = "import_row"
        unique_together = (("batch_id", "place"),)
        indexes = (("batch_id", "contact_id"),)

    @classmethod
    def report_of(cls, batch_id: UUID, *, after: int = -1, besides: str | None = None) -> QuerySet[Self]:
        """Its rows behind a place, in their order; `besides` one outcome."""
        rows = cls.filter(batch_id=batch_id, place__gt=after).order_by("place")
        return rows if besides is None else rows.exclude(outcome=besides)
