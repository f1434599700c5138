"""Who is let in by a WebSocket, and as whom; why not, or why not any longer."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from strawberry.types.unset import UnsetType

from app.socket_adapter import OVERLOADED
from app.sockets import Sockets
from auth.tokens import bearer
from auth.viewer import Viewer, lapsed, ran_out, spent, ticket_viewer, used, viewer_of
from schema.context import Context

# What graphql-ws does on each: 4403 fetches a new token and comes back, 4401 stops.
EXPIRED, REFUSED = 4403, 4401


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
    viewer = await _viewer(context.connection_params, context.clock.wall())
    if viewer is None:
        raise await refusal(context)
    if not sockets.let_in(viewer):
        raise SocketRefused(OVERLOADED, "Too many sockets of one viewer")
    context.viewer = viewer
    await used(viewer, context.clock.wall())
    return UnsetType()  # the acknowledgement has no payload; null would be one, and an illegal one


async def refusal(context: Context) -> SocketRefused:
    """Time alone, so that coming back with something newer helps; or for good."""
    params, wall = context.connection_params, context.clock.wall()
    if context.viewer is not None and context.viewer.session_id is not None:
        over = await lapsed(context.viewer, wall)
    else:
        over = await spent(_given(params, "ticket"), wall) or await ran_out(_token(params), wall)
    return SocketRefused(EXPIRED, "Expired") if over else SocketRefused(REFUSED, "Unauthorized")


async def _viewer(params: object, wall: datetime) -> Viewer | None:
    if ticket := _given(params, "ticket"):
        return await ticket_viewer(ticket, wall)
    return await viewer_of(_token(params), wall)


def _token(params: object) -> str:
    return bearer(_given(params, "authorization")) or ""


def _given(params: object, name: str) -> str:
    given = cast("Mapping[str, object]", params).get(name) if isinstance(params, dict) else None
    return given if isinstance(given, str) else ""
