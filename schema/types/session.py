"""Signing in, and the sessions that come of it."""

from datetime import datetime

import strawberry

from schema.types.error import CommandError
from schema.types.viewer import Viewer


@strawberry.input
class SignInInput:
    email: str
    password: str


@strawberry.input
class SetPasswordInput:
    link: str = strawberry.field(description="The whole address, or what stands behind its #.")
    password: str


@strawberry.type
class SessionPayload:
    viewer: Viewer | None = None
    errors: list[CommandError] = strawberry.field(default_factory=list)


@strawberry.type(description="The ticket opens one socket within a minute: send it as `ticket` in connection_init.")
class SocketTicketPayload:
    ticket: str | None = None
    expires_at: datetime | None = None
    errors: list[CommandError] = strawberry.field(default_factory=list)
