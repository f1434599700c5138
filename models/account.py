"""A Dux-Soup seat: remote user id, sealed key, working hours, limits, health, and who dispatches for it now."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q
from tortoise.fields.db_defaults import Now
from tortoise.queryset import QuerySet

from models.account_setting import LimitOverride, RemoteLimits, Window
from models.errors import IllegalTransition
from models.event import EventKind, NewEvent
from models.health import AccountHealth, health_of
from models.ids import RandomUuid, new_id
from models.member import Member
from models.record import Record
from models.unit import Unit
from models.workspace import Workspace

__all__ = ["REFUSALS", "DuxSoupAccount", "LimitOverride", "RemoteLimits", "Window"]

PREVIOUS_WEBHOOK_FOR = timedelta(days=7)
# Pauses that end by themselves, once the account is verified again; they never take the place of a person's.
REFUSALS = frozenset({"key_refused", "licence_refused"})
# LinkedIn asks the account to prove itself.
CHALLENGE = "challenge"
# What only a person may end, and that outweighs whatever else pauses the account meanwhile.
_WEIGHT = {"restored": 1, CHALLENGE: 2}
_HOOKS = (
    "webhook_hash", "webhook_previous_hash", "webhook_previous_until", "webhook_used_at", "webhook_previous_used_at",
    "webhook_general_used_at",
)  # fmt: skip
# What a disconnected account has no more.
_LOST = (
    *_HOOKS, "sealed_auth_key", "dux_soup_auth_key", "key_last_four", "key_updated_at", "verified_at", "probed_wall",
    "lease_owner", "lease_until",
)  # fmt: skip


class DuxSoupAccount(Record):
    """The table and its first columns are the integration guide's, whose INSERT must work as printed: so the workspace may be
    null until the row is adopted, and every other column that is NOT NULL has a database default. `dux_soup_auth_key`
    holds a key in clear only between that INSERT and the adoption; the sealed one stands in `sealed_auth_key`. After failures
    in a row nothing is handed over before `retry_at`, which is wall time, as are the last round of reconciliation and the
    last try to verify a refused key (`..._wall`). Seen is any sign of the extension, `ready_at` its latest heartbeat,
    `command_word_at` its latest word about commands (`command_word_stored_at`: when we received that one), `silent_at` since when it
    is held for saying nothing. `webhook_..._used_at` is the wall time at which it last spoke through one of its ways: its own two addresses,
    and the general one with a bearer token.
    """

    id = fields.UUIDField(primary_key=True, default=new_id, db_default=RandomUuid())
    created_at = fields.DatetimeField(db_default=Now())
    workspace: fields.ForeignKeyNullableRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT, null=True
    )
    workspace_id: UUID | None
    dux_soup_user_id = fields.CharField(max_length=64)
    dux_soup_auth_key = fields.CharField(max_length=512, null=True)
    email = fields.CharField(max_length=254, db_default="")
    first_name = fields.CharField(max_length=100, db_default="")
    last_name = fields.CharField(max_length=100, db_default="")
    sealed_auth_key = fields.TextField(null=True)
    key_last_four = fields.CharField(max_length=4, null=True)
    key_updated_at = fields.DatetimeField(null=True)
    member: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "models.Member", related_name=False, on_delete=fields.SET_NULL, null=True
    )
    member_id: UUID | None
    verified_at = fields.DatetimeField(null=True)
    proven_at = fields.DatetimeField(null=True)
    health = fields.CharEnumField(AccountHealth, max_length=16, db_default=AccountHealth.DEGRADED.value, description="")
    health_reason = fields.CharField(max_length=300, null=True)
    last_seen_at = fields.DatetimeField(null=True)
    ready_at = fields.DatetimeField(null=True)
    command_word_at = fields.DatetimeField(null=True)
    command_word_stored_at = fields.DatetimeField(null=True)
    silent_at = fields.DatetimeField(null=True)
    reconciled_wall = fields.DatetimeField(null=True)
    probed_wall = fields.DatetimeField(null=True)
    timezone = fields.CharField(max_length=64, db_default="UTC")
    working_hours: fields.Field[list[Window] | None] = fields.JSONField(null=True)
    holiday_country = fields.CharField(max_length=2, null=True)
    limits: fields.Field[list[LimitOverride] | None] = fields.JSONField(null=True)
    remote_limits: fields.Field[RemoteLimits | None] = fields.JSONField(null=True)
    remote_followups = fields.BooleanField(null=True)
    remote_due_wall = fields.DatetimeField(null=True)
    undecided_invites = fields.IntField(null=True)
    paid_linkedin = fields.BooleanField(null=True)
    ramp_started_on = fields.DateField(null=True)
    paused_at = fields.DatetimeField(null=True)
    paused_until = fields.DatetimeField(null=True)
    pause_code = fields.CharField(max_length=40, null=True)
    pause_reason = fields.CharField(max_length=300, null=True)
    failures = fields.IntField(db_default=0)
    retry_at = fields.DatetimeField(null=True)
    disconnected_at = fields.DatetimeField(null=True)
    webhook_hash = fields.CharField(max_length=64, null=True, unique=True)
    webhook_previous_hash = fields.CharField(max_length=64, null=True, unique=True)
    webhook_previous_until = fields.DatetimeField(null=True)
    webhook_used_at = fields.DatetimeField(null=True)
    webhook_previous_used_at = fields.DatetimeField(null=True)
    webhook_general_used_at = fields.DatetimeField(null=True)
    lease_owner = fields.CharField(max_length=64, null=True)
    lease_epoch = fields.BigIntField(db_default=0)
    lease_until = fields.DatetimeField(null=True)

    class Meta:
        table = "duxsoup_user"
        unique_together = (("workspace_id", "dux_soup_user_id"),)
        indexes = (("dux_soup_user_id",), ("lease_until",))

    @property
    def home(self) -> UUID:
        """Only of an account that a workspace has adopted."""
        if self.workspace_id is None:
            raise ValueError(self.id)
        return self.workspace_id

    @property
    def usable(self) -> bool:
        """Whether anything may be sent through it at all, pauses apart."""
        return self.workspace_id is not None and self.sealed_auth_key is not None and self.disconnected_at is None

    async def contested(self) -> bool:
        """Whether another workspace holds this seat too, or has proven once that it did, while the key here is not proven: each would
        send within limits of its own.
        """
        if self.verified_at is not None:
            return False
        held = Q(disconnected_at__isnull=True, sealed_auth_key__isnull=False) | Q(proven_at__isnull=False)
        rivals = DuxSoupAccount.filter(held, dux_soup_user_id=self.dux_soup_user_id, workspace_id__isnull=False)
        return await rivals.exclude(workspace_id=self.workspace_id).exists()

    @classmethod
    async def named(cls, workspace_id: UUID, dux_soup_user_id: str) -> Self | None:
        """Disconnected or not: a seat has one row in a workspace."""
        return await cls.get_or_none(workspace_id=workspace_id, dux_soup_user_id=dux_soup_user_id)

    @classmethod
    def of_workspace(cls, workspace_id: UUID) -> QuerySet[Self]:
        return cls.filter(workspace_id=workspace_id).order_by("created_at", "id")  # disconnected or not

    @classmethod
    def of_members(cls, workspace_id: UUID, member_ids: Collection[UUID]) -> QuerySet[Self]:
        """Connected; of several that one member has, the first is the one that sends."""
        found = cls.filter(workspace_id=workspace_id, member_id__in=list(member_ids), disconnected_at=None)
        return found.order_by("id")

    @classmethod
    async def belongs(cls, workspace_id: UUID, account_id: UUID, member_id: UUID) -> bool:
        return await cls.filter(id=account_id, workspace_id=workspace_id, member_id=member_id).exists()

    @classmethod
    async def locked(cls, account_id: UUID) -> Self:
        """First of all that a transaction locks, in a way that lets receipts of it be stored meanwhile. Of any workspace: the id is one of
        ours, not one that somebody named.
        """
        return await cls.filter(id=account_id).select_for_update(no_key=True).get()

    @classmethod
    async def lock_claims(cls, dux_soup_user_id: str) -> list[Self]:
        """Of every workspace on one seat, in order of id: of two that prove one key at once, one is refused."""
        return await cls.filter(dux_soup_user_id=dux_soup_user_id).order_by("id").select_for_update(no_key=True)

    async def disconnect(self, unit: Unit) -> None:
        """The key is destroyed, both addresses end, and whoever holds the lease may write no more. What is planned stays, and waits."""
        self.update_from_dict(dict.fromkeys(_LOST))
        self.disconnected_at, self.lease_epoch = unit.now, self.lease_epoch + 1
        await self.save(update_fields=[*_LOST, "disconnected_at", "lease_epoch"])
        await self._read_health()
        unit.record(self.event(EventKind.ACCOUNT_DISCONNECTED))

    async def reconnect(self) -> None:
        """It was given a key again: what waited for it goes on; a pause stays."""
        self.disconnected_at = None
        await self.save(update_fields=["disconnected_at"])
        await self._start_afresh()
        await self._read_health()

    async def rotate_webhook(self, unit: Unit, token_hash: str) -> None:
        """The address before stays valid for seven days of wall time: a person has to edit the extension. Where it still has the one
        before that, and nothing ever came to this one, that one stays until its own seven days are over.
        """
        if self.webhook_hash is not None and not (self._previous_valid(unit.wall) and self.webhook_used_at is None):
            self.webhook_previous_hash = self.webhook_hash
            self.webhook_previous_until = unit.wall + PREVIOUS_WEBHOOK_FOR
            self.webhook_previous_used_at, self.webhook_used_at = self.webhook_used_at, None
            self.webhook_general_used_at = None
        self.webhook_hash = token_hash
        await self.save(update_fields=_HOOKS)
        unit.record(self.event(EventKind.WEBHOOK_ROTATED))

    async def revoke_previous_webhook(self, unit: Unit) -> None:
        """Before its seven days are over: it leaked, or the extension has the new one."""
        if not self._previous_valid(unit.wall):
            raise IllegalTransition("rotated", [], "No earlier address is valid any more.", path=["accountId"])
        # Known still, so that what comes there is told from noise.
        self.webhook_previous_until = self.webhook_previous_used_at = None
        await self.save(update_fields=_HOOKS)
        unit.record(self.event(EventKind.WEBHOOK_REVOKED))

    async def pause(self, unit: Unit, code: str, reason: str, until: datetime | None = None) -> None:
        """Nothing more is handed over until `until` (or a person); what Dux-Soup already has goes on. What only a person may end no
        lesser pause ends for them.
        """
        if self._paused(unit.now):
            if code in REFUSALS:
                return
            if self.pause_code is not None and _WEIGHT.get(self.pause_code, 0) > _WEIGHT.get(code, 0):
                code, until = self.pause_code, None
        self.paused_at, self.paused_until = unit.now, until
        self.pause_code, self.pause_reason = code, reason[:300]
        await self._save_pause()
        unit.record(self.event(EventKind.ACCOUNT_PAUSED, code=code, reason=self.pause_reason))

    async def resume(self, unit: Unit, *, ran_out: bool = False) -> None:
        """Goes on, and the next round of reconciliation is due. At once, with no backoff left over, where a person or a proof says so;
        where the pause just ran out, whatever else there is to wait for goes on.
        """
        if self.paused_at is None:
            raise IllegalTransition("active", ["paused"], "The account is not paused.", path=["id"])
        self.paused_at = self.paused_until = None
        self.pause_code = self.pause_reason = None
        if ran_out:
            self.reconciled_wall = None
            await self.save(update_fields=["reconciled_wall"])
        else:
            await self._start_afresh()
        await self._save_pause()
        unit.record(self.event(EventKind.ACCOUNT_RESUMED))

    async def verified(self, unit: Unit) -> None:
        """The remote profile answered with this key: what waited for that goes on; a person's pause stays."""
        self.verified_at = self.proven_at = unit.now
        await self._start_afresh()
        await self.save(update_fields=["verified_at", "proven_at"])
        unit.record(self.event(EventKind.ACCOUNT_VERIFIED))
        if self.paused_at is not None and self.pause_code in REFUSALS:
            await self.resume(unit)
        else:
            await self.judge_health(unit)

    async def failed(self, unit: Unit, times: int, retry_at: datetime | None) -> None:
        """So many times in a row; 0 when it went well."""
        self.failures, self.retry_at = times, retry_at
        await self.save(update_fields=["failures", "retry_at"])
        await self.judge_health(unit)

    async def judge_health(self, unit: Unit) -> None:
        """After anything that health is read off has changed."""
        before = self.health
        if await self._read_health() and self.health is not before:
            data = {"health": self.health.value, "reason": self.health_reason}
            unit.record(self.event(EventKind.ACCOUNT_HEALTH_CHANGED, **data))

    def event(self, kind: EventKind, **data: object) -> NewEvent:
        return NewEvent(
            kind,
            workspace_id=self.home,
            account_id=self.id,
            member_id=self.member_id,
            subject_id=self.id,
            data=data,
        )

    def _paused(self, now: datetime) -> bool:
        return self.paused_at is not None and (self.paused_until is None or self.paused_until > now)

    def _previous_valid(self, wall: datetime) -> bool:
        return self.webhook_previous_until is not None and self.webhook_previous_until > wall

    async def _start_afresh(self) -> None:
        self.failures, self.retry_at, self.reconciled_wall = 0, None, None
        await self.save(update_fields=["failures", "retry_at", "reconciled_wall"])

    async def _save_pause(self) -> None:
        """Its own event says what the change of health would."""
        await self.save(update_fields=["paused_at", "paused_until", "pause_code", "pause_reason"])
        await self._read_health()

    async def _read_health(self) -> bool:
        health, reason = health_of(self)
        if (health, reason) == (self.health, self.health_reason):
            return False
        self.health, self.health_reason = health, reason
        await self.save(update_fields=["health", "health_reason"])
        return True
