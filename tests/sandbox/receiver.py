"""A small real receiver of webhooks, which may be slow or refuse."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """Keeps every body it was sent, with its headers."""

    def __init__(self, status: int = 202, delay: float = 0) -> None:
        self.status = status
        self.delay = delay
        self.bodies: list[dict[str, Any]] = []
        self.content_types: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook/secret-part"

    def await_bodies(self, count: int, within: float = 20, **about: Any) -> list[dict[str, Any]]:
        deadline = time.monotonic() + within
        while len(found := [body for body in self.bodies if about.items() <= body.items()]) < count:
            assert time.monotonic() < deadline, f"{len(found)} of {count} webhooks {about}"
            time.sleep(0.01)
        return found

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"]))
            if len(sent) < int(self.headers["content-length"]):
                return  # the sender was killed while it wrote
            body = json.loads(sent)
            time.sleep(receiver.delay)
            receiver.content_types.append(self.headers["content-type"])
            receiver.bodies.append(body)
            self.send_response(receiver.status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Says nothing on standard error."""

    return Handler
