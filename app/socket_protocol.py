"""A WebSocket as this server has it: given up when its other end is gone or takes nothing, and written to without a detour."""

import asyncio
import logging
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

from app.socket_frame import framed

# Whoever is gone without a word is noticed after 13 seconds at the latest, and cut off within 15.
PING_SECONDS = 5.0
PONG_SECONDS = 8.0
# What waits for whoever is being cut off has so long to be taken; its transport would wait for ever.
FAREWELL_SECONDS = 1.0
# By what name an application finds the protocol of its socket in the scope.
LINE = "chaknal.line"
# Under this name nothing is said but warnings: of each socket it would be said three times what the access log says once.
LOGGER = "chaknal.sockets.protocol"


class SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's own closes a connection once all that was written is sent. To somebody who takes nothing it never is: the
    connection would stay, and at shutdown everybody would wait for it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.logger = self.conn.logger = logging.getLogger(LOGGER)
        self._leaving: asyncio.TimerHandle | None = None

    def take(self, text: bytes) -> bool:
        """Sends a text message now, as it stands; false where there is no room for it, or none is taken any more, and nothing was sent."""
        if not self.writable.is_set() or self.disconnected or self.close_sent or self.conn.state is not State.OPEN:
            return False
        self.transport.write(framed(text))
        return True

    def shutdown(self) -> None:
        super().shutdown()
        self._leave(FAREWELL_SECONDS)

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._leave(FAREWELL_SECONDS)

    async def run_asgi(self) -> None:
        cast("dict[str, Any]", self.scope)[LINE] = self
        await super().run_asgi()
        # A closing frame that was sent is waited for to be answered, as uvicorn does.
        self._leave(FAREWELL_SECONDS + (self.close_timeout if self.close_timer else 0))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
        super().connection_lost(exc)

    def _leave(self, seconds: float) -> None:
        if self._leaving is None and not self.disconnected:
            self._leaving = self.loop.call_later(seconds, self.transport.abort)
