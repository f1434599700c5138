"""The GraphQL endpoint over HTTP and WebSocket: who is asking, how much they may send, and in which words they are answered."""

from collections.abc import Mapping

import orjson
from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.types.unset import UnsetType

from app.context import context_of
from app.parts import Parts
from app.socket import INIT_WAIT, MOST_OPERATIONS, PROTOCOLS, SocketHandler, admit
from app.socket_adapter import SocketAdapter
from auth.tokens import bearer
from auth.viewer import Viewer, used, viewer_of
from resolvers.permissions import Unauthenticated
from schema.context import Context
from schema.root import api

MAX_BODY = 1024 * 1024
_STREAMED = ("text/event-stream", "multipart/mixed")


class BodyTooLarge(Exception):
    """More than 1 MiB."""


class GraphQLEndpoint(GraphQL[Context, None]):
    """Whoever brings no valid token is told so before anything of the document is read."""

    websocket_adapter_class = SocketAdapter
    graphql_transport_ws_handler_class = SocketHandler

    def __init__(self, parts: Parts) -> None:
        super().__init__(
            api(introspection=parts.settings.introspection),
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=PROTOCOLS,
            connection_init_wait_timeout=INIT_WAIT,
            max_subscriptions_per_connection=MOST_OPERATIONS,
            allowed_origins=parts.settings.origins,
        )
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        try:
            answer = await self._refusal(scope) or await self.run(Request(scope, _capped(receive)))
        except BodyTooLarge:
            answer = _refused(413, "PAYLOAD_TOO_LARGE", "A request has at most 1 MiB.")
        except HTTPException as refused:
            answer = _refused(refused.status_code, "BAD_REQUEST", refused.reason)
        await answer(scope, receive, send)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:  # noqa: ARG002 - Strawberry names it
        return context_of(self._parts, request.scope.get("chaknal.viewer"), request.scope)

    async def on_ws_connect(self, context: Context) -> UnsetType:
        return await admit(context)

    def decode_json(self, data: str | bytes) -> object:
        """Refuses lone surrogates, which nothing further on could write out again."""
        return orjson.loads(data)

    def encode_json(self, data: object) -> str:
        """A string: bytes would go out as binary frames, which clients of the protocol refuse."""
        return orjson.dumps(data).decode()

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        response = super().create_response(response_data, sub_response)
        response.headers["cache-control"] = "no-store"
        return response

    async def _refusal(self, scope: Scope) -> Response | None:
        """Feeds go over the socket, where access is looked at again and again; a streamed answer has nobody to do that."""
        request = Request(scope)
        if request.method != "POST":
            return _refused(405, "METHOD_NOT_ALLOWED", "Send a POST with application/json.", {"allow": "POST"})
        if any(kind in request.headers.get("accept", "") for kind in _STREAMED):
            return _refused(406, "NOT_ACCEPTABLE", "Answers are application/json; feeds go over a WebSocket.")
        viewer = await self._viewer(request)
        if viewer is None:
            return _refused(401, "UNAUTHENTICATED", Unauthenticated().message, {"www-authenticate": "Bearer"})
        scope["chaknal.viewer"] = viewer
        return None

    async def _viewer(self, request: Request) -> Viewer | None:
        wall = self._parts.clock.wall()
        viewer = await viewer_of(bearer(request.headers.get("authorization")) or "", wall)
        if viewer is not None:
            await used(viewer, wall)
        return viewer


def _capped(receive: Receive) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            raise BodyTooLarge
        return message

    return limited


def _refused(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
    body = orjson.dumps({"data": None, "errors": [{"message": message, "extensions": {"code": code}}]})
    return Response(body, status, headers, media_type="application/json")
