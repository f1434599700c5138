"""Gives every request an id, says it in the answer and in every log line of it, and logs what became of it."""

import time
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.logging import redacted
from models.ids import new_id

HEADER: Final = b"x-request-id"
_PROBES = frozenset({"/healthz", "/readyz"})
_log = structlog.get_logger("chaknal.access")


class AccessLog:
    """The outermost middleware. Paths are logged without query and without webhook tokens, bodies and headers never; probes are
    logged only when they fail. The id stands in `scope["state"]["request_id"]`; what stands in `scope["state"]["logged"]` is said in the line.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        entry = _Entry(scope, send)
        structlog.contextvars.bind_contextvars(request_id=entry.request_id)
        try:
            await self._app(scope, receive, entry.send)
        finally:
            entry.write()
            structlog.contextvars.clear_contextvars()


class _Entry:
    def __init__(self, scope: Scope, send: Send) -> None:
        self.request_id = new_id().hex
        scope.setdefault("state", {})["request_id"] = self.request_id
        self._scope = scope
        self._send = send
        self._status = 500
        self._began = time.perf_counter()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            message["headers"] = [*message.get("headers", ()), (HEADER, self.request_id.encode())]
        elif message["type"] == "websocket.accept":
            self._status = 101
        elif message["type"] == "websocket.close":
            self._status = message.get("code", 1000)
        await self._send(message)

    def write(self) -> None:
        path = redacted(self._scope["path"])
        if path in _PROBES and self._status < 400:
            return
        milliseconds = round((time.perf_counter() - self._began) * 1000, 1)
        method = self._scope.get("method", "WEBSOCKET")
        said = self._scope["state"].get("logged", {})
        _log.info("request", method=method, path=path, status=self._status, ms=milliseconds, **said)
