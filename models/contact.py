"""A person, known by LinkedIn identities."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields

from models.record import Record
from models.workspace import Workspace


class IdentityKind(StrEnum):
    """vanity slug (case-folded), member id (ACoA...), Sales Navigator id (ACwA...), Dux-Soup's id.<n>; of a contact that came without
    an address the hash of its row, by which the same row finds it again
    """

    SLUG = "slug"
    MEMBER_ID = "member_id"
    SALES_ID = "sales_id"
    DUX_ID = "dux_id"
    ROW = "row"


class Contact(Record):
    """`suppressed` mirrors the suppression list for filters; a claim asks the list itself. `tied_group` is set while one receipt
    spoke of two contacts as one person, and neither is sent anything until somebody merges or parts them.
    """

    workspace: fields.ForeignKeyRelation[Workspace] = fields.ForeignKeyField(
        "models.Workspace", related_name=False, on_delete=fields.RESTRICT
    )
    workspace_id: UUID
    first_name = fields.CharField(max_length=200, default="")
    last_name = fields.CharField(max_length=200, default="")
    sort_name = fields.CharField(max_length=401, default="")
    linkedin_url = fields.CharField(max_length=512, null=True)
    email = fields.CharField(max_length=254, null=True)
    company = fields.CharField(max_length=300, null=True)
    company_linkedin_url = fields.CharField(max_length=512, null=True)
    company_website = fields.CharField(max_length=512, null=True)
    title = fields.CharField(max_length=300, null=True)
    location = fields.CharField(max_length=300, null=True)
    custom_fields: fields.Field[dict[str, Any]] = fields.JSONField()
    tags: fields.Field[list[str]] = fields.JSONField()
    suppressed = fields.BooleanField(default=False)
    tied_group = fields.UUIDField(null=True)
    erased_at = fields.DatetimeField(null=True)
    updated_at = fields.DatetimeField()

    class Meta:
        table = "contact"
        indexes = (("workspace_id", "sort_name"), ("workspace_id", "email"), ("workspace_id", "created_at"))

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class ContactIdentity(Record):
    """One name that LinkedIn or Dux-Soup has for a contact; unique in a workspace, so a person cannot be two contacts."""

    workspace_id = fields.UUIDField()
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "models.Contact", related_name=False, on_delete=fields.CASCADE
    )
    contact_id: UUID
    kind = fields.CharEnumField(IdentityKind, max_length=16, description="")
    value = fields.CharField(max_length=200)

    class Meta:
        table = "contact_identity"
        unique_together = (("workspace_id", "kind", "value"),)
        indexes = (("contact_id",),)
