"""A person, known by LinkedIn identities."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from tortoise import fields

from models.errors import IllegalTransition, NotFound
from models.record import Record
from models.workspace import Workspace

LONGEST_NAME = 200


class IdentityKind(StrEnum):
    """vanity slug (case-folded), member id (ACoA...), Sales Navigator id (ACwA...), Dux-Soup's id.<n>; of a contact that came without
    an address the hash of its row, by which the same row finds it again; the e-mail address of a contact that was merged into one with another
    """

    SLUG = "slug"
    MEMBER_ID = "member_id"
    SALES_ID = "sales_id"
    DUX_ID = "dux_id"
    ROW = "row"
    EMAIL = "email"


class Contact(Record):
    """`suppressed` mirrors the do-not-contact list for filters; a claim asks the list itself. `tied_group` is set while one receipt
    spoke of two contacts as one person, and neither is sent anything until somebody merges or parts them. `filled` says of each field
    that a visit filled in, and nobody has written since, when that visit was. `folded_company` and `folded_email` are what is compared:
    neither database folds the case of every script.
    `merged_into_id`: its data went to that one, and what is left of it counts as erased.
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
    folded_email = fields.CharField(max_length=600, null=True)
    company = fields.CharField(max_length=300, null=True)
    folded_company = fields.CharField(max_length=900, null=True)  # one letter may become three
    company_linkedin_url = fields.CharField(max_length=512, null=True)
    company_website = fields.CharField(max_length=512, null=True)
    title = fields.CharField(max_length=300, null=True)
    location = fields.CharField(max_length=300, null=True)
    custom_fields: fields.Field[dict[str, Any]] = fields.JSONField()
    tags: fields.Field[list[str]] = fields.JSONField()
    filled: fields.Field[dict[str, str] | None] = fields.JSONField(null=True)
    suppressed = fields.BooleanField(default=False)
    tied_group = fields.UUIDField(null=True)
    erased_at = fields.DatetimeField(null=True)
    merged_into_id = fields.UUIDField(null=True)
    updated_at = fields.DatetimeField()

    class Meta:
        table = "contact"
        indexes = (("workspace_id", "sort_name"), ("workspace_id", "created_at"), ("workspace_id", "folded_email"))

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @classmethod
    async def pages(cls, workspace_id: UUID, size: int) -> list[list[Self]]:
        """All whose data is there, oldest first."""
        found = await cls.filter(workspace_id=workspace_id, erased_at=None).order_by("id")
        return [found[start : start + size] for start in range(0, len(found), size)]

    @classmethod
    async def locked(cls, workspace_id: UUID, contact_id: UUID, path: tuple[str, ...] = ("id",)) -> Self:
        """For a change; NotFound for a foreign id as for an unknown one, IllegalTransition where the data is there no more."""
        found = await cls.filter(id=contact_id, workspace_id=workspace_id).select_for_update().get_or_none()
        if found is None:
            raise NotFound(contact_id, path=path)
        found.check_there(path)
        return found

    @classmethod
    async def led_to(cls, workspace_id: UUID, contact_id: UUID) -> Self | None:
        """The contact, or the one it was merged into; locked, so that it is not merged away while something is made of it."""
        mine = cls.filter(workspace_id=workspace_id)
        found = await mine.filter(id=contact_id).select_for_update(no_key=True).get_or_none()
        while found is not None and found.merged_into_id is not None:
            found = await mine.filter(id=found.merged_into_id).select_for_update(no_key=True).get_or_none()
        return found

    async def ids(self) -> list[UUID]:
        """Its own, and those of whoever was merged into it."""
        merged = type(self).filter(workspace_id=self.workspace_id, merged_into_id=self.id)
        return [self.id, *[id_ for (id_,) in await merged.values_list("id")]]

    def gone(self) -> tuple[str, str] | None:
        """In a word and in a sentence, where nothing of the person is in this row any more."""
        if self.merged_into_id is not None:
            return "merged", f"This contact was merged into {self.merged_into_id}."
        return ("erased", "This person's data was erased.") if self.erased_at is not None else None

    def check_there(self, path: tuple[str, ...]) -> None:
        gone = self.gone()
        if gone is not None:
            raise IllegalTransition(gone[0].upper(), [], gone[1], path=path)

    def may_fill(self, name: str, value: str, at: datetime) -> bool:
        """What is empty, or was filled by a later visit; of two at the same moment the value decides, never which was read first."""
        known: str | None = getattr(self, name)
        if not known:
            return True
        since = (self.filled or {}).get(name)
        return since is not None and (at, value) < (datetime.fromisoformat(since), known)

    def written(self, names: Collection[str]) -> None:
        """By a person or an import: no visit fills these in any more."""
        self.filled = {name: at for name, at in (self.filled or {}).items() if name not in names} or None


class ContactIdentity(Record):
    """One name by which a contact is known; unique in a workspace, so a person cannot be two contacts."""

    workspace_id = fields.UUIDField()
    contact: fields.ForeignKeyRelation[Contact] = fields.ForeignKeyField(
        "models.Contact", related_name=False, on_delete=fields.CASCADE
    )
    contact_id: UUID
    kind = fields.CharEnumField(IdentityKind, max_length=16, description="")
    value = fields.CharField(max_length=LONGEST_NAME)

    class Meta:
        table = "contact_identity"
        unique_together = (("workspace_id", "kind", "value"),)
        indexes = (("contact_id",),)
