"""A token of a member's for programs: what it may and since when it was not used; the token itself is shown once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry
from strawberry import UNSET

from models import Scope
from models.sql import as_json, as_time
from schema.cost import at_most
from schema.types.error import CommandError, no_errors
from schema.types.member import Member
from schema.types.node import one


@strawberry.type
class ApiToken:
    id: strawberry.ID
    name: str
    prefix: str = strawberry.field(description="How it begins, to tell it from others.")
    scopes: list[Scope] | None = strawberry.field(
        description="null: whatever the member may.",
        directives=at_most(len(Scope)),
    )
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    member_id: strawberry.Private[str]
    member: Member | None = one("member")

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "ApiToken":
        scopes = as_json(row["scopes"])
        return cls(
            id=strawberry.ID(str(row["id"])),
            name=row["name"],
            prefix=row["prefix"],
            scopes=None if scopes is None else [Scope(scope) for scope in scopes],
            created_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # the column is not null
            expires_at=as_time(row["expires_at"]),
            last_used_at=as_time(row["last_used_at"]),
            revoked_at=as_time(row["revoked_at"]),
            member_id=str(row["member_id"]),
        )


@strawberry.input
class CreateTokenInput:
    name: str
    scopes: list[Scope] | None = strawberry.field(default=UNSET, description="Left out: whatever the member may.")
    expires_at: datetime | None = UNSET
    member_id: strawberry.ID | None = strawberry.field(default=UNSET, description="Left out: oneself.")


@strawberry.type
class ApiTokenPayload:
    token: ApiToken | None = None
    text: str | None = strawberry.field(default=None, description="What the program sends; shown once.")
    errors: list[CommandError] = no_errors()
