"""Stands in for a server on bad days: lets everybody in, and what it does then the address says, a word for each connection."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

PASSING = 1012
LOG = 1_000
LARGE = 3_000_000


class FickleServer:
    """`asked` has the `after` of each subscription, by address; `called_off` has those addresses of which a subscription was ended
    by the client. Its log holds LOG events, one a message, and it tells them as fast as they are taken.
    """

    def __init__(self) -> None:
        self.asked: defaultdict[str, list[str]] = defaultdict(list)
        self.called_off: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        async with serve(self._talk, "127.0.0.1", 0, subprotocols=["graphql-transport-ws"]) as server:  # type: ignore[list-item]  # a NewType of str
            yield f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"

    async def _talk(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        address = connection.request.path.split("/")[1]
        telling: dict[str, asyncio.Task[None]] = {}
        with suppress(ConnectionClosed):
            async for frame in connection:
                message = json.loads(frame)
                match message["type"]:
                    case "connection_init":
                        await connection.send('{"type": "connection_ack"}')
                    case "subscribe":
                        telling[message["id"]] = asyncio.create_task(self._tell(connection, address, message))
                    case "complete":
                        telling[message["id"]].cancel()
                        self.called_off[address].set()
        for one in telling.values():
            one.cancel()

    async def _tell(self, connection: ServerConnection, address: str, message: dict[str, Any]) -> None:
        after, words = message["payload"]["variables"]["after"], address.split(",")
        self.asked[address].append(after)
        word = words[min(len(self.asked[address]), len(words)) - 1]
        with suppress(ConnectionClosed):
            match word:
                case "cut":
                    await connection.close(PASSING)
                case "error":
                    await _send(connection, message["id"], "error", [{"message": "the database restarts"}])
                case "message":
                    await _send(connection, message["id"], "next", _batch(int(after) + 1))
                    await connection.close(PASSING)
                case "large":
                    await _send(connection, message["id"], "next", _batch(int(after) + 1, "x" * LARGE))
                case "log" | "failing":
                    for number in range(int(after) + 1, LOG + 1):
                        await _send(connection, message["id"], "next", _batch(number))


def _batch(number: int, name: str = "Kim") -> dict[str, Any]:
    contact = {"fullName": name}
    events = [{"__typename": "RecordChanged", "id": str(number), "assignment": {"contact": contact}}]
    batch = {"__typename": "EventBatch", "cursor": str(number), "caughtUp": number == LOG, "events": events}
    return {"data": {"eventFeed": batch}}


async def _send(connection: ServerConnection, subscription: str, kind: str, payload: object) -> None:
    await connection.send(json.dumps({"id": subscription, "type": kind, "payload": payload}))
