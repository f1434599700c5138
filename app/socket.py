"""The WebSocket's manners: how long it waits for who comes, how much they may send, and what a malformed frame is answered."""

import asyncio
import logging
from array import array
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing, contextmanager, suppress
from datetime import timedelta
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

from app.asked_document import name_of
from app.feeds.frame import Frame
from app.feeds.groups import Groups
from app.feeds.subscriber import Sending, Subscriber
from app.socket_access import SocketRefused
from app.socket_adapter import OVERLOADED, SocketAdapter
from app.socket_watch import SocketWatch
from app.sockets import Sockets
from schema.context import Context
from schema.masking import UNEXPECTED, mask

_log = logging.getLogger("chaknal.graphql")
PROTOCOLS = (GRAPHQL_TRANSPORT_WS_PROTOCOL,)
INIT_WAIT = timedelta(seconds=5)
MOST_OPERATIONS = 20
MOST_MESSAGES_A_MINUTE = 100


class View(Protocol):
    """What all sockets of this process share."""

    groups: Groups
    sockets: Sockets
    watch: SocketWatch


class SocketHandler(BaseGraphQLTransportWSHandler[Context, None]):
    """Checks the shape of what comes before Strawberry reads it."""

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
        self._arrivals = array("d")

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
        """The protocol lets a payload be null, Strawberry does not."""
        if message.get("payload") is None:
            message = {"type": "connection_init"}
        try:
            await super().handle_connection_init(message)
        except SocketRefused as refused:
            await self.dismiss(refused)
            return
        if self.connection_acknowledged:
            self.connection_init_timeout_task = None  # called off; kept, it would keep what it was doing
            self._view.watch.begin(self)

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
        """Strawberry hands a name on to nobody, so the text takes its place; an empty name of an operation is as none."""
        payload, documents = message["payload"], self.context.documents
        text, operation = documents.text(payload.get("query"), name_of(payload)), payload.get("operationName") or None
        documents.check(self.context.viewer, text)
        return {**message, "payload": {**payload, "query": text or "", "operationName": operation}}

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

        with self._masked():
            async with aclosing(source):
                async for result in source:
                    if isinstance(result, Subscriber):
                        result.offer = offer
                    elif isinstance(result, Frame):
                        await adapter.send_text(b"%b%b}" % (before, result.payload))
                    else:
                        yield result

    @contextmanager
    def _masked(self) -> Iterator[None]:
        """What fails round an operation is told as one of its fields is that fails; Strawberry would only say that it is complete."""
        try:
            yield
        except (GraphQLError, WebSocketDisconnected):
            raise
        except Exception as error:  # whatever it was, it is on record and the client knows
            request_id, told = self.context.request_id, GraphQLError(UNEXPECTED)
            _log.error("graphql.unexpected", exc_info=error, extra={"request_id": request_id})
            mask(told, request_id)
            raise told from error

    async def shutdown(self) -> None:
        await self._view.watch.end(self)
        await super().shutdown()

    async def dismiss(self, refused: SocketRefused) -> None:
        await self.websocket.close(refused.code, refused.reason)

    def _too_many(self) -> bool:
        now = self.context.clock.monotonic()
        full = len(self._arrivals) == MOST_MESSAGES_A_MINUTE
        oldest = self._arrivals.pop(0) if full else 0.0
        self._arrivals.append(now)
        return full and now - oldest < 60

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
