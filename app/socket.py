"""The WebSocket's manners: who is let in, for how long, how much they may send, and what a malformed frame is answered."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, suppress
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol, cast

import orjson
from graphql import GraphQLError
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.schema import BaseSchema
from strawberry.schema.schema import StreamResult
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    Message,
    SubscribeMessage,
)
from strawberry.types.execution import PreExecutionError
from strawberry.types.unset import UnsetType

from app.asked_document import name_of
from app.feeds.frame import Frame
from app.feeds.groups import Groups
from app.feeds.subscriber import Sending, Subscriber
from app.socket_adapter import OVERLOADED, SocketAdapter
from app.sockets import Sockets
from auth.tokens import bearer
from auth.viewer import Viewer, lapsed, ran_out, spent, ticket_viewer, used, viewer_of
from schema.context import Context

PROTOCOLS = (GRAPHQL_TRANSPORT_WS_PROTOCOL,)
INIT_WAIT = timedelta(seconds=5)
MOST_OPERATIONS = 20
MOST_MESSAGES_A_MINUTE = 100
RECHECK_SECONDS = 3
# A database that closes amid a question may never answer it.
CHECK_SECONDS = 10

# What graphql-ws does on each: 4403 fetches a new token and comes back, 4401 stops.
EXPIRED, REFUSED = 4403, 4401


class View(Protocol):
    """What all sockets of this process share."""

    groups: Groups
    sockets: Sockets


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
        raise await _refusal(context)
    if not sockets.let_in(viewer):
        raise SocketRefused(OVERLOADED, "Too many sockets of one viewer")
    context.viewer = viewer
    await used(viewer, context.clock.wall())
    return UnsetType()  # the acknowledgement has no payload; null would be one, and an illegal one


class SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """Checks the shape of what comes before Strawberry reads it, and the viewer's access for as long as the socket is open."""

    _SHAPES: ClassVar[dict[str, dict[str, tuple[type, ...]]]] = {
        "subscribe": {"id": (str,), "payload": (dict,)},
        "complete": {"id": (str,)},
    }
    _SUBSCRIBE_SHAPE: ClassVar[dict[str, tuple[type, ...]]] = {
        "query": (str, type(None)),
        "variables": (dict, type(None)),
        "operationName": (str, type(None)),
        "extensions": (dict, type(None)),
        "documentId": (str, type(None)),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._view = cast("View", self.view)
        self.schema = cast("BaseSchema", self._view.groups)
        self._watching: asyncio.Task[None] | None = None
        self._arrivals: deque[float] = deque(maxlen=MOST_MESSAGES_A_MINUTE)

    async def handle(self) -> None:
        """Cut off for taking nothing, or by a server that waits no longer: either way this was all there was to do."""
        cast("SocketAdapter", self.websocket).reading = asyncio.current_task()
        if self._view.sockets.full():
            await self.websocket.close(OVERLOADED, "Too many sockets")
            return
        self._view.sockets.opened()
        try:
            with suppress(asyncio.CancelledError):
                await super().handle()
        finally:
            self._view.sockets.closed(self.context.viewer)

    async def handle_message(self, message: Message) -> None:
        if self._too_many():
            await self.websocket.close(OVERLOADED, "Too many messages")
        elif not self._well_formed(message):
            await self.handle_invalid_message("Malformed message")
        else:
            await super().handle_message(message)

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        try:
            await super().handle_connection_init(message)
        except SocketRefused as refused:
            await self.websocket.close(refused.code, refused.reason)
            return
        if self.connection_acknowledged and self._watching is None:
            self._watching = asyncio.create_task(self._watch())
            self._watching.add_done_callback(self._task_done)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """What is refused takes none of the socket's places."""
        if self.connection_acknowledged and message["id"] not in self.operations:
            try:
                message = self._spelled_out(message)
            except GraphQLError as refused:
                await self.send_message({"id": message["id"], "type": "error", "payload": [refused.formatted]})
                return
        await super().handle_subscribe(message)

    def _spelled_out(self, message: SubscribeMessage) -> SubscribeMessage:
        """Strawberry hands a name on to nobody, so the text takes its place."""
        payload, documents = message["payload"], self.context.documents
        text = documents.text(payload.get("query"), name_of(payload))
        documents.check(self.context.viewer, text)
        return {**message, "payload": {**payload, "query": text or ""}}

    async def handle_task_exception(self, error: Exception) -> None:
        """A peer who is gone is no failure of ours."""
        if not isinstance(error, WebSocketDisconnected):
            await super().handle_task_exception(error)

    async def _send_result_stream(self, operation: Operation[Context, None], result_source: StreamResult) -> None:
        """What is raised while a document is parsed, by the cache for one, comes out here instead of being a result."""
        try:
            await super()._send_result_stream(operation, self._own(operation, result_source))
        except GraphQLError as error:
            await self._handle_pre_execution_error(operation, PreExecutionError(data=None, errors=[error]))

    async def _own(self, operation: Operation[Context, None], source: StreamResult) -> AsyncGenerator[Any, None]:
        """What is made for this socket alone; what is made for many is sent as it stands, at once to whoever waits for it."""
        before = b'{"id":%b,"type":"next","payload":' % orjson.dumps(operation.id)
        adapter = cast("SocketAdapter", self.websocket)

        def offer(payload: bytes) -> Sending | None:
            return adapter.offer(b"%b%b}" % (before, payload))

        async with aclosing(source):
            async for result in source:
                if isinstance(result, Subscriber):
                    result.offer = offer
                elif isinstance(result, Frame):
                    await adapter.send_text(b"%b%b}" % (before, result.payload))
                else:
                    yield result

    async def shutdown(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait([self._watching])
        await super().shutdown()

    async def _watch(self) -> None:
        """Revoked, expired, removed or given another role: whatever the socket shows ends with the access it was opened with."""
        ended = None
        while ended is None:
            await asyncio.sleep(_until_next(RECHECK_SECONDS))  # it was let in a moment ago
            ended = await self._ended()
        await self.websocket.close(ended.code, ended.reason)

    async def _ended(self) -> SocketRefused | None:
        viewer = self.context.viewer
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                if viewer is not None and await self.context.access.holds(viewer):
                    return None
                return await _refusal(self.context)
        except Exception:  # noqa: BLE001 - whatever hinders the check, no socket goes on unwatched
            return SocketRefused(OVERLOADED, "Access cannot be checked now")

    def _too_many(self) -> bool:
        now = self.context.clock.monotonic()
        full = len(self._arrivals) == MOST_MESSAGES_A_MINUTE and now - self._arrivals[0] < 60
        self._arrivals.append(now)
        return full

    def _well_formed(self, message: object) -> bool:
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            return False
        if not _has(message, self._SHAPES.get(message["type"], {})):
            return False
        return message["type"] != "subscribe" or self._asks(message["payload"])

    def _asks(self, payload: Mapping[str, object]) -> bool:
        named = payload.get("query") is not None or name_of(payload) is not None
        return named and _has(payload, self._SUBSCRIBE_SHAPE)


def _has(message: Mapping[str, object], shape: Mapping[str, tuple[type, ...]]) -> bool:
    return all(isinstance(message.get(name), kinds) for name, kinds in shape.items())


async def _viewer(params: object, wall: datetime) -> Viewer | None:
    if ticket := _given(params, "ticket"):
        return await ticket_viewer(ticket, wall)
    return await viewer_of(_token(params), wall)


def _token(params: object) -> str:
    return bearer(_given(params, "authorization")) or ""


def _given(params: object, name: str) -> str:
    given = cast("Mapping[str, object]", params).get(name) if isinstance(params, dict) else None
    return given if isinstance(given, str) else ""


async def _refusal(context: Context) -> SocketRefused:
    """Time alone, so that coming back with something newer helps; or for good."""
    params, wall = context.connection_params, context.clock.wall()
    if context.viewer is not None and context.viewer.session_id is not None:
        over = await lapsed(context.viewer, wall)
    else:
        over = await spent(_given(params, "ticket"), wall) or await ran_out(_token(params), wall)
    return SocketRefused(EXPIRED, "Expired") if over else SocketRefused(REFUSED, "Unauthorized")


def _until_next(seconds: float) -> float:
    """How long to wait, so that all who look so often look in the same moment."""
    return seconds - asyncio.get_running_loop().time() % seconds
