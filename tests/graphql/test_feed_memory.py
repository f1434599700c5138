"""A subscription that has sent a thousand events takes no more memory than one that has sent a few."""

import gc
import tracemalloc
from contextlib import aclosing

import pytest
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.execution import ExecutionResult

from app.context import context_of
from app.parts import Parts
from auth.viewer import viewer_of
from events.cursor import encode
from models import EventKind, NewEvent, Unit
from schema.context import Context
from schema.executor import OperationExecutor
from schema.root import api
from tests import factories
from tests.graphql.conftest import Asker

EVENTS, WARM = 500, 200
# What an event leaves behind without the remedy is 4 KB with such a selection.
ALLOWED = 500 * (EVENTS - WARM)
FEED = """subscription ($after: Cursor) { eventFeed(after: $after, batchSize: 1) {
  ... on EventBatch { events { id assignment { id contact { fullName } } } } } }"""


pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # nothing here depends on the database


async def test_a_long_feed_keeps_nothing_of_what_it_sent(parts: Parts, member: Asker) -> None:
    assert await _growth(parts, member) < ALLOWED


async def test_without_the_remedy_it_would(parts: Parts, member: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: graphql-core's own executor for each event."""
    stock = StrawberryGraphQLCoreExecutionContext.build_per_event_executor
    monkeypatch.setattr(OperationExecutor, "build_per_event_executor", stock)
    assert await _growth(parts, member) > ALLOWED


async def _growth(parts: Parts, member: Asker) -> int:
    """In bytes, from the 200th message to the last."""
    await _write(parts, member)
    variables = {"after": encode(member.workspace_id, 1, 0)}
    stream = await api().stream(FEED, variable_values=variables, context_value=await _context(parts, member))
    sizes: dict[int, int] = {}
    tracemalloc.start()
    try:
        async with aclosing(stream) as answers:
            number = 0
            async for answer in answers:
                assert isinstance(answer, ExecutionResult)
                assert not answer.errors
                number += 1
                if number in {WARM, EVENTS}:
                    gc.collect()
                    sizes[number] = tracemalloc.get_traced_memory()[0]
                if number == EVENTS:
                    break
    finally:
        tracemalloc.stop()
    return sizes[EVENTS] - sizes[WARM]


async def _write(parts: Parts, member: Asker) -> None:
    campaign = await factories.campaign(await member.member.workspace)
    assignment = await factories.assignment(campaign)

    async def work(unit: Unit) -> None:
        unit.record(
            *(
                NewEvent(
                    EventKind.ASSIGNMENT_CHANGED,
                    workspace_id=member.workspace_id,
                    subject_id=assignment.id,
                    assignment_id=assignment.id,
                )
                for _ in range(EVENTS)
            )
        )

    await parts.units.run(work)


async def _context(parts: Parts, member: Asker) -> Context:
    return context_of(parts, await viewer_of(member.token, parts.clock.wall()), {})
