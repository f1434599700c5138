"""A person to be reached, as imports and visits describe them."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET
from strawberry.scalars import JSON

from engine.contact_row import MAX_TAGS
from models.sql import as_json, as_time
from schema.cost import MAX_PAGE, at_most
from schema.types.connection import Connection
from schema.types.error import CommandError, no_errors
from schema.types.node import Node, many, one

if TYPE_CHECKING:
    from schema.types.assignment import Assignment
    from schema.types.event import Event
    from schema.types.message import Message


@strawberry.type
class Contact(Node):
    first_name: str
    last_name: str
    full_name: str
    linkedin_url: str | None
    email: str | None
    company: str | None
    company_linkedin_url: str | None
    company_website: str | None
    title: str | None
    location: str | None
    custom_fields: JSON
    tags: list[str] = strawberry.field(directives=at_most(MAX_TAGS))
    suppressed: bool
    erased_at: datetime | None
    created_at: datetime
    updated_at: datetime
    merged_into_id: strawberry.Private[str | None]
    merged_into: Annotated["Contact", strawberry.lazy("schema.types.contact")] | None = one(
        "contact", "merged_into_id", description="Where its data went; nothing is left of this one."
    )
    possible_duplicates: list[Annotated["Contact", strawberry.lazy("schema.types.contact")]] = one(
        "duplicates_of_contact",
        "id",
        description="A webhook spoke of these and this one as one person: nothing is sent until they are merged or parted.",
        directives=at_most(MAX_PAGE),
    )
    assignments: Connection[Annotated["Assignment", strawberry.lazy("schema.types.assignment")]] = many(
        "assignments_of_contact"
    )
    messages: Connection[Annotated["Message", strawberry.lazy("schema.types.message")]] = many("messages_of_contact")
    history: Connection[Annotated["Event", strawberry.lazy("schema.types.event")]] = many(
        "history_of_contact", description="What happened to this person, over all campaigns."
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Contact":
        return cls(
            id=strawberry.ID(str(row["id"])),
            first_name=row["first_name"],
            last_name=row["last_name"],
            full_name=f"{row['first_name']} {row['last_name']}".strip(),
            linkedin_url=row["linkedin_url"],
            email=row["email"],
            company=row["company"],
            company_linkedin_url=row["company_linkedin_url"],
            company_website=row["company_website"],
            title=row["title"],
            location=row["location"],
            custom_fields=as_json(row["custom_fields"]),
            tags=as_json(row["tags"]),
            suppressed=bool(row["suppressed"]),
            erased_at=as_time(row["erased_at"]),
            merged_into_id=str(row["merged_into_id"]) if row["merged_into_id"] else None,
            created_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # the column is not null
            updated_at=as_time(row["updated_at"]),  # type: ignore[arg-type]  # as above
        )


@strawberry.input
class ContactInput:
    linkedin_url: str | None = UNSET
    first_name: str | None = UNSET
    last_name: str | None = UNSET
    email: str | None = UNSET
    company: str | None = UNSET
    company_linkedin_url: str | None = UNSET
    company_website: str | None = UNSET
    title: str | None = UNSET
    location: str | None = UNSET
    custom_fields: JSON | None = UNSET
    tags: list[str] | None = UNSET


@strawberry.input
class CreateContactInput:
    contact: ContactInput
    idempotency_key: str | None = UNSET


@strawberry.input(
    description="What is left out stays; null or blank clears. tags replaces all of them; customFields sets those that it names, null takes one away."
)
class UpdateContactInput:
    id: strawberry.ID
    contact: ContactInput


@strawberry.type
class ContactPayload:
    contact: Contact | None = None
    errors: list[CommandError] = no_errors()


@strawberry.type
class ErasePayload:
    erased_id: strawberry.ID | None = None
    errors: list[CommandError] = no_errors()


@strawberry.type(description="export: everything that is held about the person.")
class ExportContactPayload:
    export: JSON | None = None
    errors: list[CommandError] = no_errors()
