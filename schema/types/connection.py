"""Pages of a list: edges with keyset cursors, and a count that is only made when somebody asks for it."""

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import strawberry

from schema.cost import FREE, weighs
from schema.scalars import Cursor

Value = TypeVar("Value")


@strawberry.type(directives=FREE)
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: Cursor | None
    end_cursor: Cursor | None


@strawberry.type(directives=FREE)
class Edge(Generic[Value]):
    cursor: Cursor
    node: Value


async def _count(root: Any) -> int:
    counted: int = await root.counted()
    return counted


@strawberry.type
class Connection(Generic[Value]):
    edges: list[Edge[Value]]
    nodes: list[Value]
    page_info: PageInfo
    counted: strawberry.Private[Callable[[], Awaitable[int]]]
    total_count: int = strawberry.field(resolver=_count, directives=weighs(10))
