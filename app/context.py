"""Makes what one operation works with, the same for GraphQL and REST."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from app.parts import Parts
from app.request_id import request_id
from app.session_cookie import preflighted
from auth.viewer import Viewer
from engine.session import Door
from resolvers.loaders import Loaders
from schema.context import Context


def context_of(parts: Parts, viewer: Viewer | None, scope: Scope) -> Context:
    """Nobody comes in by it."""
    return Context(
        viewer=viewer,
        clock=parts.clock,
        units=parts.units,
        ring=parts.ring,
        duxsoup=parts.duxsoup,
        broker=parts.broker,
        access=parts.access,
        new_loaders=Loaders,
        refusals=parts.refusals,
        request_id=request_id(scope),
        public_url=parts.settings.public_url,
        over_socket=scope.get("type") == "websocket",
    )


def context_with_door(parts: Parts, viewer: Viewer | None, request: Request, response: Response) -> Context:
    """For a POST that no other site can have made: whoever comes in by it has the cookie put into the response."""
    context = context_of(parts, viewer, request.scope)
    if preflighted(request):
        context.door = Door(
            address=request.client.host if request.client else "",
            user_agent=request.headers.get("user-agent", ""),
            lifetimes=parts.settings.lifetimes,
            request_id=context.request_id,
            replaces=viewer.session_id if viewer else None,
        )
        context.keep_session = partial(parts.settings.cookie.keep, response)
    return context
