"""Whom nobody here may approach: persons, companies, domains; kept as keyed hashes, so that it survives erasure."""

import hashlib
import hmac
from enum import StrEnum
from uuid import UUID

from tortoise import fields

from models.member import Member
from models.record import Record
from models.workspace import Workspace


class SuppressionScope(StrEnum):
    PERSON = "person"
    COMPANY = "company"
    DOMAIN = "domain"


class Suppression(Record):
    """`sealed_label` is what people see; it is blanked on erasure, the hashes stay."""

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    scope = fields.CharEnumField(SuppressionScope, max_length=16, description="")
    sealed_label = fields.TextField(null=True)
    reason = fields.CharField(max_length=300)
    contact_id = fields.UUIDField(null=True)
    created_by: fields.ForeignKeyNullableRelation[Member] = fields.ForeignKeyField(
        "models.Member", related_name=False, on_delete=fields.SET_NULL, null=True
    )
    created_by_id: UUID | None

    class Meta:
        table = "suppression"
        indexes = (("workspace_id", "created_at"), ("workspace_id", "contact_id"))


class SuppressionHash(Record):
    """One keyed hash of an entry; a person has one for every identity and e-mail address."""

    workspace_id = fields.UUIDField()
    suppression: fields.ForeignKeyRelation[Suppression] = fields.ForeignKeyField(
        "models.Suppression", related_name=False, on_delete=fields.CASCADE
    )
    suppression_id: UUID
    hash = fields.CharField(max_length=64)

    class Meta:
        table = "suppression_hash"
        unique_together = (("suppression_id", "hash"),)
        indexes = (("workspace_id", "hash"),)


def keyed_hash(key: bytes, scope: SuppressionScope, value: str) -> str:
    """HMAC-SHA256 in hex: without the workspace's key nobody can try names against the list."""
    return hmac.new(key, f"{scope}:{value}".encode(), hashlib.sha256).hexdigest()
