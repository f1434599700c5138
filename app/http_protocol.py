"""HTTP as this server speaks it: the head of a request has an end."""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_HEAD = 64 * 1024
_TOO_LONG = "The head of a request has at most 64 KiB."


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's own keeps a head for as long as it goes on coming, whoever sends it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head: int | None = None

    def data_received(self, data: bytes) -> None:
        """What arrives at once with its end is kept however long it is: so much the system's own buffers hold."""
        super().data_received(data)
        if self._head is None:
            return
        self._head += len(data)
        if self._head > MOST_HEAD and not self.transport.is_closing():
            self.send_400_response(_TOO_LONG)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0

    def on_headers_complete(self) -> None:
        self._head = None
        super().on_headers_complete()
