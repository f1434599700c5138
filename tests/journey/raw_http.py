"""Speaks HTTP by the byte, as clients and proxies do that keep no rule, and reads whatever comes back."""

import re
import socket
from dataclasses import dataclass

from tests.journey.product_process import PATIENCE

_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")


@dataclass(frozen=True)
class Post:
    """One that keeps the rules, to be changed."""

    path: str
    body: bytes
    host: str
    token: str

    def sent(self, *lines: bytes, length: int | None = None, target: str = "", body: bytes | None = None) -> bytes:
        """`lines` stand before the own ones of the head, and in the place of those of the same name that are given as `name:`."""
        content = self.body if body is None else body
        own = {
            b"host": self.host.encode(),
            b"authorization": b"Bearer " + self.token.encode(),
            b"content-type": b"application/json",
            b"content-length": str(len(content) if length is None else length).encode(),
            b"connection": b"close",
        }
        dropped = {line[:-1] for line in lines if line.endswith(b":")}
        head = [line for line in lines if not line.endswith(b":")]
        head += [name + b": " + value for name, value in own.items() if name not in dropped]
        return b"\r\n".join([f"POST {target or self.path} HTTP/1.1".encode(), *head, b"", content])

    def chunked(self, *lines: bytes, cut: int | None = None) -> bytes:
        """In two chunks; `cut` off after so many bytes of it."""
        half = len(self.body) // 2
        parts = (self.body[:half], self.body[half:], b"")
        chunks = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts)
        return self.sent(b"transfer-encoding: chunked", *lines, body=chunks[:cut])


def said(port: int, text: bytes, *, cut: bool = False) -> bytes:
    """All that is answered until the server closes. `cut`: the client goes away as soon as it has sent this."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        taken = bytearray()
        try:
            line.sendall(text)
            if cut:
                line.shutdown(socket.SHUT_WR)
            while block := line.recv(65_536):
                taken += block
        except (BrokenPipeError, ConnectionResetError):
            return bytes(taken)  # closed in the middle of our sending: what it had said before counts
        return bytes(taken)


def statuses(answer: bytes) -> list[int]:
    """Of all answers on one connection."""
    return [int(found) for found in _STATUS.findall(answer)]
