"""A person to be reached, as imports and visits describe them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET
from strawberry.scalars import JSON

from models.sql import as_json
from schema.types.connection import Connection
from schema.types.node import Node, many

if TYPE_CHECKING:
    from schema.types.assignment import Assignment
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
    tags: list[str]
    suppressed: bool
    assignments: Connection[Annotated["Assignment", strawberry.lazy("schema.types.assignment")]] = many(
        "assignments_of_contact"
    )
    messages: Connection[Annotated["Message", strawberry.lazy("schema.types.message")]] = many("messages_of_contact")

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
