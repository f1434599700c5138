"""uvicorn's HTTP protocol with one more thing: an application may cut the connection, as broken networks do."""

import asyncio

from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_CUT = "sandbox.cut"


class CuttableProtocol(HttpToolsProtocol):
    """Hands the connection to the application."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        extensions: dict[str, dict[object, object]] = {_CUT: {"transport": self.transport}}
        self.scope["extensions"] = extensions


class Cut:
    """In a response's place: no answer at all, at once or after a while."""

    def __init__(self, after: float) -> None:
        self._after = after

    async def __call__(self, scope: Scope, receive: Receive, _: Send) -> None:
        """Waits, or until the caller gives up; then ends the connection."""
        gone = asyncio.ensure_future(_gone(receive))
        await asyncio.wait({gone}, timeout=self._after)
        transport: asyncio.Transport = scope["extensions"][_CUT]["transport"]
        transport.abort()
        await gone


async def _gone(receive: Receive) -> None:
    message: Message = {}
    while message.get("type") != "http.disconnect":
        message = await receive()
