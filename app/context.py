"""Makes what one operation works with, the same for GraphQL and REST."""

from starlette.types import Scope

from app.parts import Parts
from app.request_id import request_id
from auth.viewer import Viewer
from resolvers.loaders import Loaders
from schema.context import Context


def context_of(parts: Parts, viewer: Viewer | None, scope: Scope) -> Context:
    return Context(
        viewer=viewer,
        clock=parts.clock,
        units=parts.units,
        ring=parts.ring,
        duxsoup=parts.duxsoup,
        broker=parts.broker,
        new_loaders=Loaders,
        refusals=parts.refusals,
        request_id=request_id(scope),
        public_url=parts.settings.public_url,
        over_socket=scope.get("type") == "websocket",
    )
