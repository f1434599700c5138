"""Runs operations with nothing shared that must not be: each has a context of its own, and so has each event of a feed."""

from collections.abc import Iterator
from typing import Any

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


class FeedsOverSockets(SchemaExtension):
    """Over HTTP nobody would look again whether access still holds, and there is one answer only."""

    def on_execute(self) -> Iterator[None]:
        running = self.execution_context
        if running.operation_type is OperationType.SUBSCRIPTION and not running.context.over_socket:
            told = GraphQLError("Feeds go over a WebSocket.", extensions={"code": "NOT_OVER_HTTP"})
            running.result = ExecutionResult(None, [told])
        yield


class OperationExecutor(StrawberryGraphQLCoreExecutionContext):
    """graphql-core copies one executor for all events of a subscription, whose cache of selections then grows with each."""

    def build_per_event_executor(self, payload: Any) -> Executor[Any]:
        executor = super().build_per_event_executor(payload)
        executor._relevant_sub_fields = {}  # noqa: SLF001 - the cache that would grow; tests/graphql/test_feed_memory.py
        executor.context_value = self.context_value.fresh()
        return executor
