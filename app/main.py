"""The ASGI application: which address is answered by what."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Route, WebSocketRoute

from app import health, problem, start_page
from app.access_log import AccessLog
from app.context import context_of
from app.documentation import served
from app.graphql import GraphQLEndpoint
from app.hearing import Hearing
from app.parts import Parts
from app.rest import imports, launch
from app.worker import Worker
from auth.viewer import Viewer
from schema.context import Context
from webhooks.duxsoup import endpoint

GRAPHQL = "/graphql"


def create_app(parts: Parts, worker: Worker | None = None, hearing: Hearing | None = None) -> Starlette:
    """`worker` is the one in this process, if there is one: readiness then means that it turns too. `hearing` is told of webhooks
    that could not be stored.
    """
    graphql = GraphQLEndpoint(parts)
    intake = endpoint.Intake(parts.units, parts.ring, missed=(hearing or Hearing(parts.clock)).missed)

    def rest_context(viewer: Viewer | None, request: Request) -> Context:
        return context_of(parts, viewer, request.scope)

    return Starlette(
        routes=[
            *endpoint.routes(intake),  # first, since they are asked for most
            *start_page.routes(parts),
            *health.routes(parts, worker),
            *served.routes(),
            Route(GRAPHQL, graphql),
            WebSocketRoute(GRAPHQL, graphql),
            *launch.routes(parts.clock, rest_context),
            *imports.routes(parts.clock, rest_context, parts.settings.cookie),
        ],
        middleware=[Middleware(AccessLog)],
        exception_handlers=problem.HANDLERS,
    )
