"""How a WebSocket is written to and closed: within a time, and in frames that every client understands."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.async_base_view import AsyncBaseHTTPView
from strawberry.http.exceptions import WebSocketDisconnected

from app.begun import Begun
from app.feeds.subscriber import Sending
from app.socket_protocol import LINE, SocketProtocol

SEND_SECONDS = 10
# What graphql-ws does on it: comes back later.
OVERLOADED = 1013
_LONGEST_REASON = 123


class SocketAdapter(ASGIWebSocketAdapter):
    """A reason longer than a control frame ends the connection in a way that clients take for a network failure and retry.
    `reading` is what waits for the next message.
    """

    def __init__(
        self, view: AsyncBaseHTTPView[Any, Any, Any, Any, Any, Any, Any], request: WebSocket, response: WebSocket
    ) -> None:
        super().__init__(view, request, response)
        self.reading: asyncio.Task[Any] | None = None
        self._line: SocketProtocol | None = request.scope.get(LINE)

    async def close(self, code: int, reason: str) -> None:
        await self._close(code, reason, SEND_SECONDS)

    async def send_json(self, message: Mapping[str, object]) -> None:
        await self.send_text(orjson.dumps(message))

    async def send_text(self, text: bytes) -> None:
        if sending := self.offer(text):
            await sending()

    def offer(self, text: bytes) -> Sending | None:
        """Sends as far as there is room now; what is left is for the one to whom it is told. Raises WebSocketDisconnected."""
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            raise WebSocketDisconnected
        if self._line is not None and self._line.take(text):
            return None
        try:
            sending = Begun(self.ws.send_text(text.decode()))
        except WebSocketDisconnect as gone:
            raise WebSocketDisconnected from gone
        return None if sending.done else partial(self._finish, sending)

    async def _finish(self, sending: Begun) -> None:
        """Whoever takes nothing for ten seconds is cut off; their cursor is where they go on."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await sending
        except WebSocketDisconnect as gone:
            raise WebSocketDisconnected from gone
        except TimeoutError as late:
            await self._close(OVERLOADED, "Too slow", 1)  # who takes nothing does not take the closing frame either
            raise WebSocketDisconnected from late

    async def _close(self, code: int, reason: str, seconds: float) -> None:
        if self.ws.application_state is WebSocketState.DISCONNECTED:
            return
        cut = reason.encode()[:_LONGEST_REASON].decode(errors="ignore")
        try:
            async with asyncio.timeout(seconds):
                await self.ws.close(code=code, reason=cut)
        except TimeoutError:
            self._drop()

    def _drop(self) -> None:
        """When the reading ends, the server drops the connection. It ends by itself where it was the one that sent: cancelled, it
        would not get to clearing up.
        """
        if self.reading is not None and self.reading is not asyncio.current_task():
            self.reading.cancel()
