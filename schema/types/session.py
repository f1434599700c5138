"""Signing in, and the sessions that come of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from models.sql import as_time
from schema.types.error import CommandError, no_errors
from schema.types.viewer import Viewer


@strawberry.input
class SignInInput:
    email: str
    password: str


@strawberry.input
class SetPasswordInput:
    link: str = strawberry.field(description="The whole address, or what stands behind its #.")
    password: str


@strawberry.input
class ChangePasswordInput:
    current_password: str
    password: str


@strawberry.type(description="Of the person who asks: one browser that is signed in, in one workspace.")
class Session:
    id: strawberry.ID
    workspace_name: str
    user_agent: str | None = strawberry.field(description="As the browser named itself.")
    current: bool = strawberry.field(description="Whether it is the one that asks.")
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, row: Mapping[str, Any], current: object) -> "Session":
        """`current` is the id of the session that asks."""
        return cls(
            id=strawberry.ID(str(row["id"])),
            workspace_name=row["workspace_name"],
            user_agent=row["user_agent"],
            current=str(row["id"]) == str(current),
            created_at=as_time(row["created_at"]),  # type: ignore[arg-type]  # none of the three is null
            last_seen_at=as_time(row["last_seen_at"]),  # type: ignore[arg-type]  # as above
            expires_at=as_time(row["expires_at"]),  # type: ignore[arg-type]  # as above
        )


@strawberry.type
class EndSessionsPayload:
    ended: int = 0
    errors: list[CommandError] = no_errors()


@strawberry.type
class SessionPayload:
    viewer: Viewer | None = None
    errors: list[CommandError] = no_errors()


@strawberry.type(description="The ticket opens one socket within a minute: send it as `ticket` in connection_init.")
class SocketTicketPayload:
    ticket: str | None = None
    expires_at: datetime | None = None
    errors: list[CommandError] = no_errors()
