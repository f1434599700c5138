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


@strawberry.type(description="A token of a member's for programs; the token itself is shown once.")
class ApiToken:
    id: strawberry.ID = strawberry.field(description="Opaque; `revokeToken` takes it.")
    name: str = strawberry.field(description="What it is for, as its maker called it.")
    prefix: str = strawberry.field(description="How it begins, to tell it from others.")
    scopes: list[Scope] | None = strawberry.field(
        description="null: whatever the member may.", directives=at_most(len(Scope))
    )
    created_at: datetime = strawberry.field(description="When it was made; the newest is listed first.")
    expires_at: datetime | None = strawberry.field(description="null: it lasts until it is revoked.")
    last_used_at: datetime | None = strawberry.field(description="To the minute. null: never.")
    revoked_at: datetime | None = strawberry.field(description="null: it is good, unless it has expired.")
    member_id: strawberry.Private[str]
    member: Member | None = one("member", description="For whom it speaks, or spoke until they were removed.")

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


@strawberry.input(description="What a new token is for and may do.")
class CreateTokenInput:
    name: str = strawberry.field(description="What it is for, for people.")
    scopes: list[Scope] | None = strawberry.field(default=UNSET, description="Left out: whatever the member may.")
    expires_at: datetime | None = strawberry.field(
        default=UNSET, description="In the future; left out or null: it does not expire."
    )
    member_id: strawberry.ID | None = strawberry.field(default=UNSET, description="Left out: oneself.")


@strawberry.type(description="The token after the command.")
class ApiTokenPayload:
    token: ApiToken | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    text: str | None = strawberry.field(default=None, description="What the program sends; shown once.")
    errors: list[CommandError] = no_errors()
