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
from schema.types.command_input import ONCE
from schema.types.connection import Connection
from schema.types.error import CommandError, no_errors
from schema.types.node import Node, many, one

if TYPE_CHECKING:
    from schema.types.assignment import Assignment
    from schema.types.event import Event
    from schema.types.message import Message


@strawberry.type(description="A person to be reached, as imports and visits describe them.")
class Contact(Node):
    first_name: str = strawberry.field(description="May be empty; empty once erased.")
    last_name: str = strawberry.field(description="May be empty; empty once erased.")
    full_name: str = strawberry.field(description="First and last name with a space between them.")
    linkedin_url: str | None = strawberry.field(
        description="In its canonical form. null: not known, so nothing can be sent."
    )
    email: str | None = strawberry.field(description="null: not known, or erased.")
    company: str | None = strawberry.field(description="Where they work, as it was told last. null: not known.")
    company_linkedin_url: str | None = strawberry.field(description="Of the company's page. null: not known.")
    company_website: str | None = strawberry.field(
        description="As it came; nothing is fetched from there. null: not known."
    )
    title: str | None = strawberry.field(description="What they do there. null: not known.")
    location: str | None = strawberry.field(description="As LinkedIn words it. null: not known.")
    custom_fields: JSON = strawberry.field(
        description="An object of names and values; templates have each as custom.<name>."
    )
    tags: list[str] = strawberry.field(
        description="In the order in which they were put on.", directives=at_most(MAX_TAGS)
    )
    suppressed: bool = strawberry.field(
        description="Whether an entry of the do-not-contact list covers this person now."
    )
    erased_at: datetime | None = strawberry.field(
        description="When all that names the person was erased. null: it was not."
    )
    created_at: datetime = strawberry.field(description="When they came in; lists of contacts are in this order.")
    updated_at: datetime = strawberry.field(description="When anything that is known of them changed last.")
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
        "assignments_of_contact", description="In every campaign, newest change first."
    )
    messages: Connection[Annotated["Message", strawberry.lazy("schema.types.message")]] = many(
        "messages_of_contact", description="In both directions and through every account, oldest first."
    )
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


@strawberry.input(description="A person as somebody describes them; blank counts as left out.")
class ContactInput:
    linkedin_url: str | None = strawberry.field(
        default=UNSET, description="A profile at linkedin.com or of Sales Navigator; by it persons are known again."
    )
    first_name: str | None = strawberry.field(
        default=UNSET, description="Needed together with a last name where no URL names them."
    )
    last_name: str | None = strawberry.field(
        default=UNSET, description="Needed together with a first name where no URL names them."
    )
    email: str | None = strawberry.field(
        default=UNSET, description="One address; persons are known again by it as well."
    )
    company: str | None = strawberry.field(default=UNSET, description="Where they work.")
    company_linkedin_url: str | None = strawberry.field(
        default=UNSET, description="Of the company's page at linkedin.com."
    )
    company_website: str | None = strawberry.field(
        default=UNSET, description="Kept as it is; nothing is fetched from there."
    )
    title: str | None = strawberry.field(default=UNSET, description="What they do there.")
    location: str | None = strawberry.field(default=UNSET, description="In any words.")
    custom_fields: JSON | None = strawberry.field(
        default=UNSET, description="An object of names with texts, numbers or booleans."
    )
    tags: list[str] | None = strawberry.field(default=UNSET, description="Words to find them by.")


@strawberry.input(description="One new person, or what becomes known of one who is there.")
class CreateContactInput:
    contact: ContactInput = strawberry.field(description="Who it is.")
    idempotency_key: str | None = strawberry.field(default=UNSET, description=ONCE)


@strawberry.input(
    description="What is left out stays; null or blank clears. tags replaces all of them; customFields sets those that it names, null takes one away."
)
class UpdateContactInput:
    id: strawberry.ID = strawberry.field(description="Which one is meant.")
    contact: ContactInput = strawberry.field(description="What becomes of the fields that it names.")


@strawberry.type(description="The contact after the command.")
class ContactPayload:
    contact: Contact | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    errors: list[CommandError] = no_errors()


@strawberry.type(description="Says of whom nothing is kept any more.")
class ErasePayload:
    erased_id: strawberry.ID | None = strawberry.field(
        default=None, description="The contact's id, which stays. null where nothing was done."
    )
    errors: list[CommandError] = no_errors()


@strawberry.type(description="export: everything that is held about the person.")
class ExportContactPayload:
    export: JSON | None = strawberry.field(
        default=None, description="An object with a list for each kind of thing. null where nothing was done."
    )
    errors: list[CommandError] = no_errors()
