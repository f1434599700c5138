"""Answers those who ask while an answer is being fetched with the next one, together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

MOST = 64

Asked = TypeVar("Asked")
Found = TypeVar("Found")


class Gathering(Generic[Asked, Found]):
    """At rest whoever comes is served at once and alone; the more there are, the fewer round trips for each. `fetch` answers all
    that it is given, in their order, or raises.
    """

    def __init__(self, fetch: Callable[[list[Asked]], Awaitable[Sequence[Found]]]) -> None:
        self._fetch = fetch
        self._waiting: list[tuple[Asked, asyncio.Future[Found]]] = []
        self._serving: asyncio.Task[None] | None = None

    async def ask(self, one: Asked) -> Found:
        """Whoever goes away meanwhile is served all the same."""
        found: asyncio.Future[Found] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, found))
        if self._serving is None:
            self._serving = asyncio.create_task(self._serve())
        return await found

    async def _serve(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                await self._answer(together)
        finally:
            self._serving = None

    async def _answer(self, together: list[tuple[Asked, asyncio.Future[Found]]]) -> None:
        """If one of them cannot be served, none was: then each is by itself, so that it spoils no other."""
        try:
            served = list(zip(together, await self._fetch([asked for asked, _ in together]), strict=True))
        except Exception as error:  # noqa: BLE001 - whoever waits is told
            if len(together) > 1:
                for one in together:
                    await self._answer([one])
            elif not together[0][1].done():
                together[0][1].set_exception(error)
            return
        for (_, waits), answer in served:
            if not waits.done():
                waits.set_result(answer)
