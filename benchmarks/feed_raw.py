"""The most that can be: a WebSocket of Starlette's that sends all who asked alike one frame, built once."""

import asyncio
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import orjson
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from benchmarks.feed_events import asked, cursor, event


class Broadcast:
    def __init__(self) -> None:
        self._groups: dict[bytes, list[Send]] = defaultdict(list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        await socket.accept("graphql-transport-ws")
        await socket.receive_text()
        await socket.send_text('{"type":"connection_ack"}')
        subscribe = orjson.loads(await socket.receive_text())
        await socket.send_text(_message([], 0))
        group = self._groups[orjson.dumps(subscribe["payload"]["variables"])]
        group.append(send)
        with suppress(WebSocketDisconnect):
            while True:
                await socket.receive_text()
        group.remove(send)

    async def run(self) -> None:
        async for number in asked():
            for group in list(self._groups.values()):
                frame = {
                    "type": "websocket.send",
                    "text": _message([event(number)], number),
                }
                for send in list(group):
                    await send(frame)
            await asyncio.sleep(0)


def _message(events: list[dict[str, Any]], number: int) -> str:
    batch = {"__typename": "EventBatch", "cursor": cursor(number), "caughtUp": True, "events": events}
    return orjson.dumps({"id": "0001", "type": "next", "payload": {"data": {"eventFeed": batch}}}).decode()


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    running = asyncio.create_task(BROADCAST.run())
    yield
    running.cancel()


BROADCAST = Broadcast()
if __name__ == "__main__":
    application = Starlette(routes=[WebSocketRoute("/graphql", BROADCAST)], lifespan=_lifespan)
    uvicorn.run(application, port=int(sys.argv[1]), access_log=False, log_level="warning", ws_per_message_deflate=False)
