"""Someone who listens to a feed without a socket: what is told, and how much of it was made for many."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import orjson

from app.context import context_of
from app.feeds.frame import Frame
from app.feeds.groups import Groups
from app.feeds.subscriber import Sending, Subscriber
from app.parts import Parts
from auth.viewer import viewer_of
from events.cursor import Place
from tests.graphql.feed.client import Data
from tests.graphql.feed.conftest import Person

ANYWHERE = Place(0, 0)


class Listener:
    """Takes what comes until it is stopped; `held_back`: takes nothing for as long as that is set."""

    def __init__(self, groups: Groups, parts: Parts, person: Person, document: str, **variables: Any) -> None:
        self.told: list[Data] = []
        self.shared = 0
        self.errors: list[Any] = []
        self.context: dict[str, Any] = {"over_socket": True}
        self.free = asyncio.Event()
        self.free.set()
        self._groups = groups
        self._parts = parts
        self._person = person
        self._document = document
        self._variables = variables
        self._heard = asyncio.Event()
        self._random = Random(document)
        self._task = asyncio.create_task(self._listen())

    @property
    def events(self) -> list[Data]:
        return [event for message in self.told for event in message.get("events", ())]

    async def heard(self, count: int) -> None:
        async with asyncio.timeout(30):
            while len(self.told) < count:
                await self._next()

    async def heard_events(self, count: int) -> None:
        async with asyncio.timeout(30):
            while len(self.events) < count:
                await self._next()

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task])

    async def ended(self) -> None:
        async with asyncio.timeout(30):
            await self._task

    async def _next(self) -> None:
        self._heard.clear()
        waiting = asyncio.create_task(self._heard.wait())
        await asyncio.wait([waiting, self._task], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._task.done():
            self._task.result()
            raise AssertionError(f"It ended: {self.told} {self.errors}")

    async def _listen(self) -> None:
        context = context_of(self._parts, await viewer_of(self._person.token, self._parts.clock.wall()), {})
        stream = await self._groups.stream(
            self._document, variable_values=self._variables, context_value=replace(context, **self.context)
        )
        async with aclosing(stream) as answers:
            async for answer in answers:
                if isinstance(answer, Subscriber):
                    answer.offer = self._offer
                else:
                    await self._read(answer)

    async def _read(self, answer: Any) -> None:
        self._take(answer)
        self._heard.set()
        await self.free.wait()

    def _offer(self, payload: bytes) -> Sending | None:
        """As a socket does: at times there is room for it, at times it is to be waited for."""
        frame = Frame(payload, ANYWHERE)
        if self.free.is_set() and self._random.random() < 0.5:
            self._take(frame)
            self._heard.set()
            return None
        return partial(self._read_later, frame)

    async def _read_later(self, frame: Frame) -> None:
        await asyncio.sleep(self._random.choice((0, 0, 0.002)))
        await self._read(frame)

    def _take(self, answer: Any) -> None:
        shared = isinstance(answer, Frame)
        self.shared += shared
        payload = orjson.loads(answer.payload) if shared else {"data": answer.data, "errors": answer.errors}
        self.errors += payload.get("errors") or ()
        self.told += list((payload["data"] or {}).values())
