"""The feed as the documentation of Strawberry has it: a generator for each subscriber, and a broadcast in the process."""

import asyncio
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from strawberry.asgi import GraphQL

from benchmarks import feed_events
from models import AssignmentStatus

_SUBSCRIBERS: set["asyncio.Queue[StatusChanged]"] = set()
_CAMPAIGN = sys.argv[1] if len(sys.argv) > 1 else ""


@strawberry.type
class StatusChanged:
    id: strawberry.ID
    cursor: str
    occurred_at: datetime
    from_status: AssignmentStatus
    to_status: AssignmentStatus
    reason: str | None


@strawberry.type
class EventBatch:
    cursor: str
    caught_up: bool
    events: list[StatusChanged]


@strawberry.type
class Query:
    idle: bool = True


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def event_feed(self, campaigns: list[strawberry.ID]) -> AsyncGenerator[EventBatch, None]:
        coming: asyncio.Queue[StatusChanged] = asyncio.Queue()
        _SUBSCRIBERS.add(coming)
        try:
            yield EventBatch(cursor=feed_events.cursor(0), caught_up=True, events=[])
            while True:
                found = await coming.get()
                if _CAMPAIGN in campaigns:
                    yield EventBatch(cursor=found.cursor, caught_up=True, events=[found])
        finally:
            _SUBSCRIBERS.discard(coming)


async def _broadcast() -> None:
    async for number in feed_events.asked():
        told = feed_events.event(number)
        made = StatusChanged(
            id=strawberry.ID(told["id"]),
            cursor=told["cursor"],
            occurred_at=datetime.fromisoformat(told["occurredAt"]),
            from_status=AssignmentStatus.ACTIVE,
            to_status=AssignmentStatus.ACCEPTED,
            reason=told["reason"],
        )
        for coming in _SUBSCRIBERS:
            coming.put_nowait(made)


@asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    running = asyncio.create_task(_broadcast())
    yield
    running.cancel()


if __name__ == "__main__":
    served: GraphQL[Any, Any] = GraphQL(strawberry.Schema(query=Query, subscription=Subscription))
    application = Starlette(routes=[WebSocketRoute("/graphql", served)], lifespan=_lifespan)
    uvicorn.run(application, port=int(sys.argv[2]), access_log=False, log_level="warning", ws_per_message_deflate=False)
