"""The GraphQL endpoint over HTTP and WebSocket: who is asking, how much they may send, and in which words they are answered."""

from dataclasses import replace
from typing import Any, cast

import orjson
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult
from strawberry.types.unset import UnsetType

from app import rate_limit, strangers
from app.asked_document import name_in, sent_in
from app.bounded_body import BODY_SECONDS, BodyTooLarge, BodyTooSlow, bounded
from app.context import context_of, context_with_door
from app.feeds.groups import Groups
from app.graphql_answer import GRAPHQL, JSON, answer, media_type_of, refusal
from app.parts import Parts
from app.session_cookie import HEADER, preflighted
from app.socket import INIT_WAIT, MOST_OPERATIONS, PROTOCOLS, SocketHandler
from app.socket_access import admit
from app.socket_adapter import SocketAdapter
from app.socket_watch import SocketWatch
from app.sockets import Sockets
from app.trusted_documents import trusted_documents
from auth.tokens import bearer
from auth.viewer import Viewer, session_viewer, used, viewer_of
from engine.request_budget import RequestBudget, Standing
from schema.context import Context
from schema.root import api

_WHO = f"Sign in, or send a valid token; a browser's session counts together with the header {HEADER}."


class GraphQLEndpoint(GraphQL[Context, None]):
    """Whoever brings neither a valid token nor a session is told so before anything of the document is run, unless it asks to let
    them in and asks nothing else.
    """

    websocket_adapter_class = SocketAdapter
    graphql_transport_ws_handler_class = SocketHandler

    def __init__(self, parts: Parts) -> None:
        schema = api(introspection=parts.settings.introspection)
        super().__init__(
            schema,
            graphql_ide=None,
            allow_queries_via_get=True,  # which of them may, is said below
            subscription_protocols=PROTOCOLS,
            connection_init_wait_timeout=INIT_WAIT,
            max_subscriptions_per_connection=MOST_OPERATIONS,
            allowed_origins=parts.settings.origins,
        )
        self.groups = Groups(self.schema)
        self.sockets = Sockets(parts.settings.sockets, parts.settings.sockets_of_one)
        self.watch = SocketWatch(parts.access)
        self._parts = parts
        self._budget = RequestBudget(parts.settings.request_budget)
        self._documents = trusted_documents(parts.settings, schema)
        self._methods = ("GET", "POST") if parts.settings.graphql_get or self._documents.texts else ("POST",)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        request = Request(scope, bounded(receive))
        kind = media_type_of(request)
        try:
            response = await self._refusal(request, kind) or await self.run(request)
        except BodyTooLarge:
            response = refusal(kind, 413, "PAYLOAD_TOO_LARGE", "A request has at most 1 MiB.")
        except BodyTooSlow:
            late = f"A request has {BODY_SECONDS} seconds to arrive."
            response = refusal(kind, 408, "REQUEST_TIMEOUT", late, {"connection": "close"})
        except HTTPException as refused:
            response = self._refused(refused, request.method, kind)
        except GraphQLError as refused:
            told = {"data": None, "errors": [refused.formatted]}
            response = answer(told, kind or JSON, headers={"cache-control": "no-store"})
        rate_limit.tell(response, self._standing(request))
        await response(scope, receive, send)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        viewer = request.scope.get("chaknal.viewer")
        if isinstance(request, Request) and isinstance(response, Response):
            context = context_with_door(self._parts, viewer, request, response)
        else:
            context = context_of(self._parts, None, request.scope)
        context.budget, context.documents = self._budget, self._documents
        return context

    async def on_ws_connect(self, context: Context) -> UnsetType:
        return await admit(context, self.sockets)

    def decode_json(self, data: str | bytes) -> object:
        """Refuses lone surrogates, which nothing further on could write out again."""
        return orjson.loads(data)

    def parse_json(self, data: str | bytes) -> Any:
        """A body is bytes, and an object; what else it may be Strawberry takes for one."""
        parsed = super().parse_json(data)
        if isinstance(data, bytes) and not isinstance(parsed, dict | list):
            raise HTTPException(400, "Send an object with a query.")
        return parsed

    def _check_websocket_origin(self, request: WebSocket) -> bool:
        """By the list alone. For Strawberry whoever comes from the host that it names is at home too, and both names are the caller's."""
        origin = request.headers.get("origin")
        return origin is None or self.is_websocket_origin_allowed(request, origin)

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:  # noqa: ARG002 - there is none for any
        """Strawberry takes a GET without a text for a call for one."""
        return False

    async def execute_single(
        self,
        request: Request,
        request_adapter: AsyncHTTPRequestAdapter,
        sub_response: Response,
        context: Context,
        root_value: None,
        request_data: GraphQLRequestData,
    ) -> ExecutionResult:
        text = self._documents.text(request_data.query, await name_in(request))
        asked = replace(request_data, query=text, operation_name=_named(request_data.operation_name))
        return await super().execute_single(request, request_adapter, sub_response, context, root_value, asked)

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        response = await super().get_sub_response(request)
        response.media_type = media_type_of(cast("Request", request))
        return response

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        status = rate_limit.status_of(cast("GraphQLHTTPResponse", response_data))
        response = answer(response_data, sub_response.media_type or JSON, status=status)
        response.headers.raw.extend(sub_response.headers.raw)
        response.headers["cache-control"] = "no-store"
        return response

    async def _refusal(self, request: Request, kind: str | None) -> Response | None:
        """Feeds go over the socket, where access is looked at again and again; a streamed answer has nobody to do that."""
        if request.method not in self._methods:
            return self._not_by(request.method, kind)
        if request.method == "GET" and not await self._may_be_got(request):
            return self._not_by("GET", kind, "POST")
        if kind is None:
            return refusal(kind, 406, "NOT_ACCEPTABLE", f"Answers are {GRAPHQL} or {JSON}; feeds go over a WebSocket.")
        if request.method == "POST" and _content_type(request) != JSON:
            return refusal(kind, 400, "BAD_REQUEST", "Send application/json.")
        viewer = await self._viewer(request)
        if viewer is None and not await self._may_come_in(request):
            return refusal(kind, 401, "UNAUTHENTICATED", _WHO, {"www-authenticate": "Bearer"})
        request.scope["chaknal.viewer"] = viewer
        return None

    def _standing(self, request: Request) -> Standing | None:
        viewer = request.scope.get("chaknal.viewer")
        return self._budget.standing(viewer.came_by, self._parts.clock.monotonic()) if viewer else None

    async def _may_be_got(self, request: Request) -> bool:
        """A text has no place in an address, where proxies keep it, unless the operator wants it so."""
        named = "query" not in request.query_params and await name_in(request) is not None
        return named or self._parts.settings.graphql_get

    async def _may_come_in(self, request: Request) -> bool:
        """Whoever is nobody is read no further than it takes to see that all they want is to be somebody."""
        if "authorization" in request.headers or not preflighted(request):
            return False
        sent = sent_in(await request.body()).get("query")
        text = self._documents.text(sent, await name_in(request)) if isinstance(sent, str | None) else None
        return text is not None and strangers.ask_to_be_let_in(text)

    def _refused(self, refused: HTTPException, method: str, kind: str | None) -> Response:
        """By Strawberry, which has 400 for a command by GET too."""
        if isinstance(refused.__cause__, InvalidOperationTypeError):
            return self._not_by(method, kind, "POST")
        return refusal(kind, refused.status_code, "BAD_REQUEST", refused.reason)

    def _not_by(self, method: str, kind: str | None, *allowed: str) -> Response:
        """`allowed` where less is than for queries: whatever changes something goes by POST alone."""
        ways = allowed or self._methods
        told = f"What you ask for goes by {' or '.join(ways)}, not by {method}."
        return refusal(kind, 405, "METHOD_NOT_ALLOWED", told, {"allow": ", ".join(ways)})

    async def _viewer(self, request: Request) -> Viewer | None:
        """By the token, where one is sent; else by the cookie."""
        wall, settings = self._parts.clock.wall(), self._parts.settings
        given = request.headers.get("authorization")
        if given is not None:
            viewer = await viewer_of(bearer(given) or "", wall)
        else:
            viewer = await session_viewer(settings.cookie.of(request) or "", wall)
        if viewer is not None:
            await used(viewer, wall, settings.lifetimes.idle)
        return viewer


def _named(operation_name: str | None) -> str | None:
    """An empty name is as none; what is no text at all is refused further on."""
    return None if operation_name == "" else operation_name


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
