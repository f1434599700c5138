"""Who is let in by a WebSocket, and as whom; why not, or why not any longer."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import cast

import structlog
from strawberry.types.unset import UnsetType
from tortoise.exceptions import OperationalError

from app.database import AWAY
from app.socket_adapter import OVERLOADED
from app.sockets import Sockets
from auth.tokens import bearer
from auth.viewer import Viewer, altered, lapsed, ran_out, spent, ticket_viewer, used, viewer_of
from schema.context import Context

# What graphql-ws does on each: 4403 fetches a new token and comes back, 4401 stops.
EXPIRED, REFUSED = 4403, 4401
# A database that closes amid a question may never answer it.
CHECK_SECONDS = 10
_log = structlog.get_logger("chaknal.sockets")


class SocketRefused(Exception):
    """Not let in, or not any longer."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


async def admit(context: Context, sockets: Sockets) -> UnsetType:
    """For the view's `on_ws_connect`: puts the viewer whom `connection_init` names, by a ticket or a token, into the context, or raises
    SocketRefused. No cookie counts here.
    """
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await _admitted(context, sockets)
    except SocketRefused:
        raise
    except Exception as error:  # whatever hinders the check, nobody is let in unchecked, nor left waiting
        _record(error)
        raise unchecked() from error


def unchecked() -> SocketRefused:
    """Nobody is let in, or stays, whose access is not known; they may come back."""
    return SocketRefused(OVERLOADED, "Access cannot be checked now")


async def refusal(context: Context) -> SocketRefused:
    """Time alone, or other rights than before, so that coming back with something newer helps; or for good."""
    params, wall = context.connection_params, context.clock.wall()
    if context.viewer is not None and await altered(context.viewer, wall):
        return SocketRefused(EXPIRED, "Access changed")
    if context.viewer is not None and context.viewer.session_id is not None:
        over = await lapsed(context.viewer, wall)
    else:
        over = await spent(_given(params, "ticket"), wall) or await ran_out(_token(params), wall)
    return SocketRefused(EXPIRED, "Expired") if over else SocketRefused(REFUSED, "Unauthorized")


async def _admitted(context: Context, sockets: Sockets) -> UnsetType:
    viewer = await _viewer(context.connection_params, context.clock.wall())
    if viewer is None:
        raise await refusal(context)
    if not sockets.let_in(viewer):
        raise SocketRefused(OVERLOADED, "Too many sockets of one viewer")
    context.viewer = viewer
    await used(viewer, context.clock.wall())
    return UnsetType()  # the acknowledgement has no payload; null would be one, and an illegal one


def _record(error: Exception) -> None:
    """A database that is away needs no traceback for each who comes."""
    known = isinstance(error, (OperationalError, *AWAY))
    _log.warning("socket.not_admitted", error=type(error).__name__, exc_info=None if known else error)


async def _viewer(params: object, wall: datetime) -> Viewer | None:
    if ticket := _given(params, "ticket"):
        return await ticket_viewer(ticket, wall)
    return await viewer_of(_token(params), wall)


def _token(params: object) -> str:
    return bearer(_given(params, "authorization")) or ""


def _given(params: object, name: str) -> str:
    given = cast("Mapping[str, object]", params).get(name) if isinstance(params, dict) else None
    return given if isinstance(given, str) else ""
