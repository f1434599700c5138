"""Many who follow one feed with the product's own client, and what each of them was shown, held against what was committed."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from app import feed_client
from app.feed_client import Ask, Data, FeedClient
from events.cursor import decode, encode
from tests.faults.stage import Stage

DOCUMENT = """subscription ($after: Cursor) { eventFeed(after: $after) { __typename
  ... on EventBatch { cursor events { id cursor ... on RecordChanged { subjectId } } } ... on FeedReset { cursor reason } } }"""


@dataclass
class Listener:
    """`position`: the last that it was shown; `missed`: how many positions it was not shown, `doubled`: how many again or too late.
    `back`: the life of the server in which it was shown something again, and when.
    """

    stage: Stage
    position: int
    forgetful: bool = False
    missed: int = 0
    doubled: int = 0
    resets: int = 0
    heard: list[tuple[str, float]] = field(default_factory=list)
    back: dict[int, float] = field(default_factory=dict)
    _away: bool = True

    async def run(self) -> None:
        self._client = FeedClient(self.stage.url, self.stage.town.token, pause=self._pause, cursor=self._start())
        async with aclosing(self._client.follow(DOCUMENT, self._head)) as messages:
            async for message in messages:
                self._note(message, time.monotonic())

    def _start(self) -> str:
        return encode(self.stage.town.workspace_id, 1, self.position)

    def _pause(self, failures: int) -> float:
        self._away = True
        if self.forgetful:
            self._client.cursor = None
        return feed_client.pause(failures)

    async def _head(self, ask: Ask) -> str:
        found: str = (await ask("{ workspace { head } }"))["workspace"]["head"]
        return found

    def _note(self, message: Data, now: float) -> None:
        if self._away:
            self.back[len(self.stage.ended_at)] = now
            self._away = False
        self.resets += message["__typename"] == "FeedReset"
        for event in message.get("events", []):
            self._see(event["cursor"])
            self.heard.append((event.get("subjectId", ""), now))

    def _see(self, cursor: str) -> None:
        place = decode(self.stage.town.workspace_id, cursor)
        assert place is not None
        if place.position <= self.position:
            self.doubled += 1
            return
        self.missed += place.position - self.position - 1
        self.position = place.position


@dataclass(frozen=True)
class Shown:
    """Of all together: `behind` is what the last of them were not shown of the log's end."""

    listeners: int
    delivered: int
    missed: int
    doubled: int
    resets: int
    behind: int

    @property
    def whole(self) -> bool:
        return (self.missed, self.doubled, self.resets, self.behind) == (0, 0, 0, 0)


def shown(listeners: list[Listener], head: int) -> Shown:
    def total(of: Callable[[Listener], int]) -> int:
        return sum(map(of, listeners))

    return Shown(
        len(listeners),
        total(lambda one: len(one.heard)),
        total(lambda one: one.missed),
        total(lambda one: one.doubled),
        total(lambda one: one.resets),
        total(lambda one: head - one.position),
    )


@asynccontextmanager
async def seated(listeners: list[Listener], together: int = 25) -> AsyncIterator[None]:
    """Each follows in the block, and what one of them met is raised at its end. They come in groups, as people do."""
    running: list[asyncio.Task[None]] = []
    try:
        for first in range(0, len(listeners), together):
            running += [asyncio.create_task(one.run()) for one in listeners[first : first + together]]
            await until(partial(_all_in, listeners[: first + together]), "not everybody was let in")
        yield
    finally:
        for one in running:
            one.cancel()
        met = await asyncio.gather(*running, return_exceptions=True)
    assert [error for error in met if not isinstance(error, asyncio.CancelledError)] == []


def _all_in(listeners: list[Listener]) -> bool:
    return all(one.back for one in listeners)


async def until(holds: Callable[[], bool], otherwise: str, within: float = 120) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline, otherwise
        await asyncio.sleep(0.05)
