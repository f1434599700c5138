"""Signs each call over exactly what goes out on the wire."""

import base64
import hashlib
import hmac
from collections.abc import Generator
from dataclasses import dataclass, field

import httpx

HEADER = "X-Dux-Signature"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A Dux-Soup user id with its key; the key is in no representation of it."""

    user_id: str
    auth_key: str = field(repr=False)


class Signature(httpx.Auth):
    """Signs the body of a POST, the whole address of a GET."""

    __slots__ = ("_key",)

    requires_request_body = True

    def __init__(self, auth_key: str) -> None:
        self._key = auth_key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        message = address(request.url) if request.method == "GET" else request.content
        request.headers[HEADER] = sign(self._key, message)
        yield request


def sign(auth_key: str, message: bytes) -> str:
    return base64.b64encode(hmac.new(auth_key.encode(), message, hashlib.sha1).digest()).decode()


def address(url: httpx.URL) -> bytes:
    """The URL as the server sees it: what stands in the Host header and the request line."""
    return url.raw_scheme + b"://" + url.netloc + url.raw_path
