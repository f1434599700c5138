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
        self._trailer = 0

    def data_received(self, data: bytes) -> None:
        """What came with the head's beginning is kept however long it is: so much the system's own buffers hold."""
        begun = self._head is not None
        super().data_received(data)
        if begun and self._head is not None:
            self._count(len(data))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head, self._trailer = 0, 0

    def on_headers_complete(self) -> None:
        self._head = None
        super().on_headers_complete()

    def on_header(self, name: bytes, value: bytes) -> None:
        """After the head: what trails a body of chunks."""
        if self._head is not None:
            super().on_header(name, value)
            return
        self._trailer += len(name) + len(value)
        if self._trailer > MOST_HEAD:
            self._refuse()

    def _count(self, length: int) -> None:
        self._head = (self._head or 0) + length
        if self._head > MOST_HEAD:
            self._refuse()

    def _refuse(self) -> None:
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.send_400_response(_TOO_LONG)
        else:
            self.transport.close()  # an answer is under way, and nothing may stand in the middle of it
