"""Signing in, and the sessions that come of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import strawberry

from models.sql import as_time
from schema.types.error import CommandError, no_errors
from schema.types.viewer import Viewer


@strawberry.input(description="An e-mail address and its password.")
class SignInInput:
    email: str = strawberry.field(description="Upper and lower case are one.")
    password: str = strawberry.field(description="Wrong ones are counted, and slow down whoever tries on.")


@strawberry.input(description="A link that an admin or the command line made.")
class SetPasswordInput:
    link: str = strawberry.field(description="The whole address, or what stands behind its #.")
    password: str = strawberry.field(description="8 to 128 characters, and none of the most used ones.")


@strawberry.input(description="The old password proves who asks.")
class ChangePasswordInput:
    current_password: str = strawberry.field(description="Wrong ones are counted as at signing in.")
    password: str = strawberry.field(description="8 to 128 characters, and none of the most used ones.")


@strawberry.type(description="Of the person who asks: one browser that is signed in, in one workspace.")
class Session:
    id: strawberry.ID = strawberry.field(description="Opaque; `endSession` takes it.")
    workspace_name: str = strawberry.field(description="Where it is signed in.")
    user_agent: str | None = strawberry.field(description="As the browser named itself.")
    current: bool = strawberry.field(description="Whether it is the one that asks.")
    created_at: datetime = strawberry.field(description="When it was signed in; the newest is listed first.")
    last_seen_at: datetime = strawberry.field(description="To the minute.")
    expires_at: datetime = strawberry.field(description="At the latest; it ends sooner where nothing is asked.")

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


@strawberry.type(description="How many browsers were signed out.")
class EndSessionsPayload:
    ended: int = strawberry.field(default=0, description="0 where nothing was done.")
    errors: list[CommandError] = no_errors()


@strawberry.type(description="Who one is from now on.")
class SessionPayload:
    viewer: Viewer | None = strawberry.field(
        default=None, description="null: nobody, by having signed out or been refused."
    )
    errors: list[CommandError] = no_errors()


@strawberry.type(description="The ticket opens one socket within a minute: send it as `ticket` in connection_init.")
class SocketTicketPayload:
    ticket: str | None = strawberry.field(default=None, description="null where none was made.")
    expires_at: datetime | None = strawberry.field(
        default=None, description="One minute from now. null where none was made."
    )
    errors: list[CommandError] = no_errors()
