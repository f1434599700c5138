"""Runs operations with nothing shared that must not be: each has a context of its own, and so has each event of a feed."""

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import ExecutionResult, GraphQLError
from graphql.execution import Executor
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from strawberry.types.graphql import OperationType


class FreshContext(SchemaExtension):
    """A socket has one context for all its operations; loaders that served one would serve stale rows to the next."""

    def on_operation(self) -> Iterator[None]:
        self.execution_context.context = self.execution_context.context.fresh()
        yield


@dataclass(frozen=True, slots=True)
class Operation:
    """As it was asked for, once it is known to be valid."""

    text: str
    name: str | None
    variables: Mapping[str, Any]


class FeedsOverSockets(SchemaExtension):
    """Over HTTP nobody would look again whether access still holds, and there is one answer only."""

    def on_execute(self) -> Iterator[None]:
        running = self.execution_context
        if running.operation_type is OperationType.SUBSCRIPTION:
            if running.context.over_socket:
                asked = Operation(running.query or "", running.operation_name, running.variables or {})
                running.context.course.asked(asked)
            else:
                told = GraphQLError("Feeds go over a WebSocket.", extensions={"code": "NOT_OVER_HTTP"})
                running.result = ExecutionResult(None, [told])
        yield


# Of a feed each event, not the feed.
SECONDS = {OperationType.QUERY: 15.0, OperationType.MUTATION: 60.0, OperationType.SUBSCRIPTION: 15.0}
TOO_LONG: Final = {
    OperationType.QUERY: "This took too long: ask for less of it.",
    OperationType.MUTATION: "This takes too long to wait for and may be done all the same: look, or ask again under the same idempotency key.",
    OperationType.SUBSCRIPTION: "This took too long: ask for less of each event.",
}


class OperationExecutor(StrawberryGraphQLCoreExecutionContext):
    """Nobody waits for ever; and graphql-core copies one executor for all events of a subscription, whose cache of selections then
    grows with each.
    """

    def execute_operation(self, serially: bool | None = None) -> Any:
        result = super().execute_operation(serially)
        return self._within(result) if self.is_awaitable(result) else result

    async def _within(self, result: Awaitable[Any]) -> Any:
        """What a command does is sheltered from this and ends as it will."""
        kind = OperationType(self.operation.operation.value)
        try:
            async with asyncio.timeout(SECONDS[kind]):
                return await result
        except TimeoutError:
            raise GraphQLError(TOO_LONG[kind], self.operation, extensions={"code": "TIMEOUT"}) from None

    def build_per_event_executor(self, payload: Any) -> Executor[Any]:
        executor = super().build_per_event_executor(payload)
        executor._relevant_sub_fields = {}  # noqa: SLF001 - the cache that would grow; tests/graphql/test_feed_memory.py
        executor.context_value = self.context_value.fresh()
        return executor
