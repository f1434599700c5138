"""Carries calls to Dux-Soup, a few at a time: paced, signed, fenced, bounded in time and size."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import httpx

from integrations.duxsoup.answers import FOREIGN, refusal, translated
from integrations.duxsoup.errors import KeyRefused, Unreadable
from integrations.duxsoup.limiter import Limiter
from integrations.duxsoup.quiet import hush
from integrations.duxsoup.signing import Credentials, Signature

LONGEST_ANSWER = 1 << 20
# Calls under way in one moment, of those that hand something over and of all others, so that an answer that hangs holds up itself and
# who only asks holds up nobody who sends. Each has a client of its own with one connection: a client that is shared gets slower with every
# call that it carries at once.
LANES = 4

# Answers are read as they come and never unpacked, so that no small one becomes a large one behind the cap.
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "chaknal"}
# Idle connections go before a server would drop them: a call on one just dropped looks as if it was perhaps taken.
_LIMITS = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=2.0)
_USER_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,127}", re.ASCII)


class Fence(Protocol):
    """Says whether we may still send; what it raises comes out as it is, and then nothing has been sent."""

    async def extend(self) -> None:
        """Asked once all waits for others are over, for these may have taken long."""

    def check(self) -> None:
        """Asked before a connection is made, and in the last line before the first byte."""


class Wire:
    def __init__(self, base_url: str, *, limiter: Limiter, connect_timeout: float, deadline: float) -> None:
        self._base = _checked(base_url)
        self._limiter = limiter
        self._deadline = deadline
        timeout = httpx.Timeout(deadline, connect=connect_timeout)
        self._sending, self._asking = _Lanes(timeout), _Lanes(timeout)
        hush()

    async def aclose(self) -> None:
        await self._sending.aclose()
        await self._asking.aclose()

    async def get(self, credentials: Credentials, path: str, query: Mapping[str, str] | None = None) -> bytes:
        return await self._call(credentials, _Fenced(None), "GET", self.url(credentials, path, query))

    async def post(self, credentials: Credentials, path: str, body: bytes, fence: Fence | None = None) -> bytes:
        url, headers = self.url(credentials, path), {"Content-Type": "application/json"}
        return await self._call(credentials, _Fenced(fence), "POST", url, content=body, headers=headers)

    def url(self, credentials: Credentials, path: str, query: Mapping[str, str] | None = None) -> httpx.URL:
        """Built once in its final, encoded form, so that what is signed is what goes out."""
        if not _USER_ID.fullmatch(credentials.user_id):
            raise KeyRefused
        asked = "?" + urlencode(query, safe="", quote_via=quote, errors="replace") if query else ""
        return httpx.URL(f"{self._base}/remote/control/{credentials.user_id}/{path}{asked}")

    async def _call(
        self, credentials: Credentials, fence: "_Fenced", method: str, url: httpx.URL, **parts: Any
    ) -> bytes:
        await self._limiter.account(credentials.user_id)
        async with (self._asking if fence.open else self._sending).one() as client:
            await self._limiter.host(url.host)
            await fence.extend()
            request = client.build_request(method, url, extensions={"trace": fence.trace}, **parts)
            return await self._exchange(client, request, Signature(credentials.auth_key), fence)

    async def _exchange(
        self, client: httpx.AsyncClient, request: httpx.Request, signature: Signature, fence: "_Fenced"
    ) -> bytes:
        try:
            async with asyncio.timeout(self._deadline):
                fence.check()
                response = await client.send(request, auth=signature, stream=True)
                try:
                    return await _body(response)
                finally:
                    await response.aclose()
        except FOREIGN as error:
            if error is fence.raised:
                raise
            raise translated(error) from error


class _Lanes:
    def __init__(self, timeout: httpx.Timeout) -> None:
        self._clients = [_client(timeout) for _ in range(LANES)]
        self._free: asyncio.LifoQueue[httpx.AsyncClient] = asyncio.LifoQueue()  # the warmest connection first
        for client in self._clients:
            self._free.put_nowait(client)

    async def aclose(self) -> None:
        for client in self._clients:
            await client.aclose()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[httpx.AsyncClient]:
        client = await self._free.get()
        try:
            yield client
        finally:
            self._free.put_nowait(client)


class _Fenced:
    """A call that has no fence is open to all."""

    def __init__(self, fence: Fence | None) -> None:
        self._fence = fence
        self.raised: BaseException | None = None

    @property
    def open(self) -> bool:
        return self._fence is None

    async def extend(self) -> None:
        if self._fence is not None:
            await self._fence.extend()

    def check(self) -> None:
        if self._fence is None:
            return
        try:
            self._fence.check()
        except BaseException as error:
            self.raised = error
            raise

    async def trace(self, event: str, _: Mapping[str, Any]) -> None:
        if event == "http11.send_request_headers.started":
            self.check()


def _client(timeout: httpx.Timeout) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        headers=_HEADERS,
        cookies=_no_cookies(),
        limits=_LIMITS,
        timeout=timeout,
        verify=_authorities(),
        trust_env=False,
        follow_redirects=False,
    )


@cache
def _authorities() -> ssl.SSLContext:
    """Once a process: to read them takes longer than a call."""
    return httpx.create_ssl_context(trust_env=False)


def _checked(base_url: str) -> str:
    url = httpx.URL(base_url)
    if url.scheme not in {"http", "https"} or not url.host or url.userinfo or url.query or url.fragment:
        raise ValueError("the Dux-Soup address must be http(s)://host[:port]/path")
    return str(url).rstrip("/")


def _no_cookies() -> CookieJar:
    # Many accounts speak through one client: a cookie given to one would be shown for all the others.
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))


async def _body(response: httpx.Response) -> bytes:
    refused = refusal(response.status_code, response.headers)
    if refused is not None:
        raise refused
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > LONGEST_ANSWER:
            raise Unreadable(status=response.status_code)
    return bytes(body)
