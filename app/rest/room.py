"""How many files are taken in at the same time in one process, so that nobody's slow ones keep others waiting."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from starlette.responses import Response

from webhooks.errors import Refusal, TooOften
from webhooks.problem import problem

AT_ONCE = 2
A_WORKSPACE = 4  # under way, those that are still coming in included: each of them is a file on our disk
WAIT = 60.0


class Busy(Refusal):
    status, reason, title = 503, "busy", "Other files are being read now."

    def answer(self) -> Response:
        return problem(self.status, self.title, code=self.reason, headers={"Retry-After": "60"})


@dataclass(slots=True)
class _Home:
    """What one workspace has under way; it reads one file after the other."""

    under_way: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Room:
    """Receiving takes as long as somebody's line is slow, and holds up nobody; reading takes a core."""

    def __init__(self) -> None:
        self._reading = asyncio.Semaphore(AT_ONCE)
        self._homes: dict[UUID, _Home] = {}

    @contextmanager
    def under_way(self, workspace_id: UUID) -> Iterator[None]:
        """Raises TooOften where the workspace has too many already."""
        home = self._homes.setdefault(workspace_id, _Home())
        if home.under_way >= A_WORKSPACE:
            raise TooOften
        home.under_way += 1
        try:
            yield
        finally:
            home.under_way -= 1
            if not home.under_way:
                del self._homes[workspace_id]

    @asynccontextmanager
    async def reading(self, workspace_id: UUID) -> AsyncIterator[None]:
        """Of what is under way. Raises Busy where its turn does not come in time."""
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout(WAIT):
                    await held.enter_async_context(self._homes[workspace_id].turn)
                    await held.enter_async_context(self._reading)
            except TimeoutError as late:
                raise Busy from late
            yield
