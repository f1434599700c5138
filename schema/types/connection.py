"""Pages of a list: edges with keyset cursors, and a count that is only made when somebody asks for it."""

from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import strawberry

from schema.cost import FREE, weighs
from schema.scalars import Cursor

Value = TypeVar("Value")


@strawberry.type(description="Where a page stands in its list.", directives=FREE)
class PageInfo:
    has_next_page: bool = strawberry.field(
        description="With `first`: whether more follow; with `last`: whether a `before` was given."
    )
    has_previous_page: bool = strawberry.field(
        description="With `last`: whether more come before; with `first`: whether an `after` was given."
    )
    start_cursor: Cursor | None = strawberry.field(
        description="Of the first item, for `before`. null: the page is empty."
    )
    end_cursor: Cursor | None = strawberry.field(description="Of the last item, for `after`. null: the page is empty.")


@strawberry.type(description="An item with its place in the list.", directives=FREE)
class Edge(Generic[Value]):
    cursor: Cursor = strawberry.field(description="Its place, for `after` or `before`.")
    node: Value = strawberry.field(description="The item itself.")


async def _total(root: Any) -> int:
    total: int = await root.counted()
    return total


@strawberry.type(description="A page of a list: say `first` or `last`, at most 100.")
class Connection(Generic[Value]):
    edges: list[Edge[Value]] = strawberry.field(description="The items with their cursors, in the order of the list.")
    nodes: list[Value] = strawberry.field(description="The items alone, in the same order.")
    page_info: PageInfo = strawberry.field(description="Whether there is more, and how to ask for it.")
    counted: strawberry.Private[Callable[[], Awaitable[int]]]
    total_count: int = strawberry.field(
        resolver=_total,
        description="Of the whole list under its filter; counted only when asked for.",
        directives=weighs(10),
    )
