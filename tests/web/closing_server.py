"""Stands in for what may lie between a client and us: lets everybody in, sends one event, and closes with the code in the address."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

# No code: the line stands, and nobody answers on it any more.
SILENT = "silent"


class ClosingServer:
    """`asked` has the `after` of each subscription, by code."""

    def __init__(self) -> None:
        self.asked: defaultdict[str, list[str]] = defaultdict(list)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        async with serve(self._talk, "127.0.0.1", 0, subprotocols=["graphql-transport-ws"]) as server:  # type: ignore[list-item]  # a NewType of str
            yield f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"

    async def _talk(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        code = connection.request.path.split("/")[1]
        with suppress(ConnectionClosed):
            async for frame in connection:
                await self._answer(connection, code, json.loads(frame))

    async def _answer(self, connection: ServerConnection, code: str, message: dict[str, Any]) -> None:
        if message["type"] == "connection_init":
            await connection.send('{"type": "connection_ack"}')
        if message["type"] == "subscribe":
            self.asked[code].append(message["payload"]["variables"]["after"])
            cursor, events = str(len(self.asked[code])), [{"id": "the same each time"}]
            batch = {"__typename": "EventBatch", "cursor": cursor, "caughtUp": True, "events": events}
            payload = {"data": {"eventFeed": batch}}
            await connection.send(json.dumps({"id": message["id"], "type": "next", "payload": payload}))
            await self._close(connection, code)

    async def _close(self, connection: ServerConnection, code: str) -> None:
        if code != SILENT:
            await connection.close(int(code))
