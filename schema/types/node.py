"""What every noun of the API shares: an id, and fields that lead to other nouns through the operation's loaders."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import strawberry
from strawberry import UNSET

from schema.cost import PAGED
from schema.scalars import Cursor

Info: TypeAlias = strawberry.Info[Any, None]


@strawberry.interface(description="Anything that `node` and `nodes` find by its id alone.")
class Node:
    id: strawberry.ID = strawberry.field(description="Opaque, and the same for ever.")


def one(loader: str, key: str | None = None, *, description: str, directives: Sequence[object] = ()) -> Any:
    """A field that leads to one other thing: by the id that stands in `key`, or by the own id."""
    key = key or f"{loader}_id"

    def resolve(root: Any, info: Info) -> Any:
        """What is to be waited for is handed on: a coroutine around it costs as much again, for each row of a page."""
        found = getattr(root, key)
        return None if found is None else getattr(info.context.loaders, loader).load(found)

    return strawberry.field(resolver=resolve, description=description, directives=directives)


def some(loader: str, key: str, *, description: str, directives: Sequence[object] = ()) -> Any:
    """A field that leads to the things whose ids stand in `key`; what is not there any more is left out."""

    async def resolve(root: Any, info: Info) -> Any:
        found = await getattr(info.context.loaders, loader).load_many(getattr(root, key))
        return [thing for thing in found if thing is not None]

    return strawberry.field(resolver=resolve, description=description, directives=directives)


def many(listing: str, *, description: str) -> Any:
    """A field that leads to a list without filter, in pages."""

    async def resolve(
        root: Any,
        info: Info,
        first: int | None = UNSET,
        after: Cursor | None = UNSET,
        last: int | None = UNSET,
        before: Cursor | None = UNSET,
    ) -> Any:
        return await getattr(info.context.loaders, listing)(root.id, (first, after, last, before))

    return strawberry.field(resolver=resolve, description=description, directives=PAGED)
