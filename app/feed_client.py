"""A client of the live feeds: it owns the cursor, comes back by itself, drops what it saw before and begins anew after a reset."""

import asyncio
import random
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit, urlunsplit

from gql import Client, GraphQLRequest, gql
from gql.client import AsyncClientSession
from gql.transport.exceptions import TransportError, TransportQueryError
from gql.transport.websockets import WebsocketsTransport
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

Data: TypeAlias = dict[str, Any]
Ask: TypeAlias = Callable[[str], Awaitable[Data]]
Refetch: TypeAlias = Callable[[Ask], Awaitable[str]]

Result = TypeVar("Result")

MOST_REMEMBERED = 1_000
MOST_ERRORS = 5
MOST_WAITING = 100
LONGEST_PAUSE = 3.0
_PROTOCOL = "graphql-transport-ws"
# web/src/feed/refusal.ts has the same: what is the client's own fault, and an order to stop; of the codes of the protocol below all
# but those of a server or a network that may be back.
_FATAL = frozenset({4004, 4005, 4400, 4401, 4406, 4409, 4429, 4500})
_PASSING = frozenset({1000, 1001, 1005, 1006, 1012, 1013, 1014})
NETWORK_ERRORS = (TransportError, WebSocketException, OSError, TimeoutError)


class FeedRefused(Exception):
    """The server does not let this client in, or not any longer."""


class FeedElsewhere(FeedRefused):
    """What listens there is no Chaknal: the token is not even looked at before the connection stands."""


def pause(failures: int) -> float:
    """Full jitter, so that not everybody comes back at the same moment; and never so long that somebody stays away well after the
    server is back, however long that was away.
    """
    return random.uniform(0.05, min(LONGEST_PAUSE, 0.5 * 2**failures))


def retry_after(error: BaseException) -> float:
    """In how many seconds the server says that it has something left for this viewer; 0 where it says nothing of the kind."""
    errors = error.errors or () if isinstance(error, TransportQueryError) else ()
    told = [(one.get("extensions") or {}).get("retryAfter") for one in errors]
    return float(max((seconds for seconds in told if isinstance(seconds, int | float) and seconds > 0), default=0))


def socket_url(url: str) -> str:
    """The socket's address beside the public address of an installation."""
    parts = urlsplit(url)
    scheme = {"http": "ws", "https": "wss"}.get(parts.scheme, parts.scheme)
    path = parts.path.rstrip("/")
    return urlunsplit((scheme, parts.netloc, path if path.endswith("/graphql") else f"{path}/graphql", "", ""))


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: how often a silent server is asked for a sign of life, and how long it has for it."""

    every: float = 12.0
    within: float = 5.0


@dataclass(slots=True)
class FeedClient:
    """`refetch` reads the position first and the state after it, and returns the position; `document` takes it as $after. `away`:
    the connection is lost, and it is coming back by itself. A `token` that is asked for is so for each connection anew. A message
    is dealt with, and `cursor` behind it, once the next is asked for.
    """

    url: str
    token: str | Callable[[], Awaitable[str]] = field(repr=False)
    pause: Callable[[int], float] = pause
    patience: Patience = Patience()
    cursor: str | None = None
    away: bool = False
    _seen: "OrderedDict[str, None]" = field(default_factory=OrderedDict)

    async def visit(self, asking: Callable[[Ask], Awaitable[Result]]) -> Result:
        """Questions that belong together, on a connection of their own; raises FeedRefused like `follow`."""
        try:
            async with self._session() as session:
                return await asking(_asking(session))
        except NETWORK_ERRORS as error:
            _heed_cancellation()
            if _refused(error, errors=0):
                raise _refusal(error) from error
            raise

    async def follow(
        self, document: str, refetch: Refetch, variables: Mapping[str, object] | None = None
    ) -> AsyncGenerator[Data, None]:
        """The feed's messages for as long as the caller takes them. Raises FeedRefused when coming back would not help: by the close
        code, or after MOST_ERRORS answers with errors and no message between them, however often the network failed meanwhile.
        """
        failures = errors = 0
        while True:
            told_to_wait = 0.0
            try:
                async with aclosing(self._connected(document, refetch, dict(variables or {}))) as messages:
                    async for message in messages:
                        failures = errors = 0
                        yield message
            except NETWORK_ERRORS as error:
                _heed_cancellation()
                told_to_wait = retry_after(error)
                errors += isinstance(error, TransportQueryError) and not told_to_wait
                if not told_to_wait and _refused(error, errors):
                    raise _refusal(error) from error
            if not told_to_wait:
                failures += 1
            self.away = True
            await asyncio.sleep(told_to_wait + self.pause(failures))

    async def _connected(
        self, document: str, refetch: Refetch, variables: dict[str, object]
    ) -> AsyncGenerator[Data, None]:
        async with self._session() as session:
            if self.cursor is None:
                self.cursor = await refetch(_asking(session))
            self.away = False
            cut = True
            while cut:
                request = GraphQLRequest(gql(document), variable_values={**variables, "after": self.cursor})
                answers = _Answers(session.subscribe(request))
                async with aclosing(answers.taken()) as taken:
                    async for answer in taken:
                        [message] = answer.values()
                        if message["__typename"] == "FeedReset":
                            await refetch(_asking(session))
                        yield self._without_repeats(message)
                        self._remember(message)
                cut = answers.cut

    def _without_repeats(self, message: Data) -> Data:
        """A batch that was shown just before the connection broke may come once more."""
        if "events" not in message:
            return message
        return {**message, "events": [event for event in message["events"] if event["id"] not in self._seen]}

    def _remember(self, message: Data) -> None:
        """Both at once: a message that the caller failed at is neither behind the cursor nor a repeat."""
        self._seen.update((event["id"], None) for event in message.get("events", []))
        while len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)
        self.cursor = message["cursor"]

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncClientSession]:
        """A connection that broke must not be waited for when it is closed. How large a message is, the document decides: with a
        bound, one that is larger would break each connection anew.
        """
        token = self.token if isinstance(self.token, str) else await self.token()
        transport = WebsocketsTransport(
            url=socket_url(self.url),
            init_payload={"authorization": f"Bearer {token}"},
            subprotocols=[_PROTOCOL],
            close_timeout=1,
            ping_interval=self.patience.every,
            pong_timeout=self.patience.within,
            connect_args={"max_size": None, "close_timeout": 1},
        )
        async with Client(transport=transport, fetch_schema_from_transport=False) as session:
            yield session


@dataclass(slots=True)
class _Answers:
    """Of a subscription: so many wait for a slow caller and no more. Then it is ended, and `cut` says that what came after them is
    to be asked for again.
    """

    told: AsyncGenerator[Data, None]
    cut: bool = False
    _waiting: "asyncio.Queue[Data | None]" = field(default_factory=asyncio.Queue)

    async def taken(self) -> AsyncGenerator[Data, None]:
        reading = asyncio.create_task(self._read())
        try:
            while (answer := await self._waiting.get()) is not None:
                yield answer
            await reading
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _read(self) -> None:
        try:
            async with aclosing(self.told):
                async for answer in self.told:
                    self._waiting.put_nowait(answer)
                    if self._waiting.qsize() >= MOST_WAITING:
                        self.cut = True
                        return
        finally:
            self._waiting.put_nowait(None)


def _heed_cancellation() -> None:
    """Where both happen at once, the transport tells of the broken connection alone, and whoever called this off would wait for ever."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def _asking(session: AsyncClientSession) -> Ask:
    async def ask(document: str) -> Data:
        answer: Data = await session.execute(gql(document))
        return answer

    return ask


def _refused(error: BaseException, errors: int) -> bool:
    """By the close code where there is one; an answer with errors may pass, for example while the database restarts."""
    if isinstance(error, TransportQueryError):
        return errors >= MOST_ERRORS
    return any(_fatal(cause) for cause in _causes(error))


def _refusal(error: BaseException) -> FeedRefused:
    elsewhere = any(isinstance(cause, InvalidStatus) for cause in _causes(error))
    return (FeedElsewhere if elsewhere else FeedRefused)(str(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _fatal(error: BaseException) -> bool:
    if isinstance(error, InvalidStatus):
        return error.response.status_code in {403, 404}
    if not isinstance(error, ConnectionClosed) or error.rcvd is None:
        return False
    code = error.rcvd.code
    return code in _FATAL or (code < 2000 and code not in _PASSING)
