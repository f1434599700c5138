"""A client that speaks graphql-transport-ws word by word, so that a test sees every frame and every close code."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

Data = dict[str, Any]
PATIENCE = 10


class Socket:
    """Frames of other operations than the one asked for are kept for later."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self._numbers = count(1)
        self._kept: dict[str | None, list[Data]] = defaultdict(list)

    async def init(self, token: str | None) -> Self:
        await self.send({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"} if token else {}})
        assert (await self.frame())["type"] == "connection_ack"
        return self

    async def send(self, frame: object) -> None:
        await self.connection.send(frame if isinstance(frame, str) else json.dumps(frame))

    async def subscribe(self, document: str, **variables: object) -> str:
        number = str(next(self._numbers))
        payload = {"query": document, "variables": variables}
        await self.send({"id": number, "type": "subscribe", "payload": payload})
        return number

    async def complete(self, operation: str) -> None:
        await self.send({"id": operation, "type": "complete"})

    async def frame(self, operation: str | None = None) -> Data:
        if self._kept[operation]:
            return self._kept[operation].pop(0)
        while True:
            async with asyncio.timeout(PATIENCE):
                frame: Data = json.loads(await self.connection.recv())
            if operation is None or frame.get("id") == operation:
                return frame
            self._kept[frame.get("id")].append(frame)

    async def message(self, operation: str) -> Data:
        """The one root field of the operation's next answer."""
        frame = await self.frame(operation)
        assert frame["type"] == "next", frame
        assert "errors" not in frame["payload"], frame
        [message] = frame["payload"]["data"].values()
        assert isinstance(message, dict)
        return message

    async def quiet(self, operation: str, seconds: float = 0.3) -> bool:
        try:
            async with asyncio.timeout(seconds):
                self._kept[operation].append(await self.frame(operation))
        except TimeoutError:
            return True
        return False

    async def closed(self) -> tuple[int, str]:
        """The code and reason with which the server closes; whatever it says before is passed over."""
        try:
            async with asyncio.timeout(PATIENCE):
                async for _ in self.connection:
                    continue
        except ConnectionClosed:
            pass
        assert self.connection.close_code is not None
        return self.connection.close_code, self.connection.close_reason or ""


@asynccontextmanager
async def socket(url: str, **options: Any) -> AsyncIterator[Socket]:
    given: dict[str, Any] = {"subprotocols": ["graphql-transport-ws"], "close_timeout": 1, "proxy": None} | options
    async with connect(url, **given) as connection:
        yield Socket(connection)
