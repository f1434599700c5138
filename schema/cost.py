"""What a field costs and how long its list can be, declared beside it in the words of the cost directives of IBM's draft."""

import strawberry
from strawberry import UNSET
from strawberry.schema_directive import Location

MAX_PAGE = 100


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION, Location.OBJECT],
    name="cost",
    description="Of a field: what asking for it costs, beside the objects in it. Of a type: what each object of it costs, which else is 1.",
)
class Cost:
    weight: str


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="listSize",
    description="How long the list can be: never longer than assumedSize, or as long as a slicing argument says, which for a list of values"
    " is how many they are. sizedFields: which fields of what is answered hold the list.",
)
class ListSize:
    """In the order of their names, or a sorted schema has the directive twice."""

    assumed_size: int | None = UNSET
    require_one_slicing_argument: bool | None = True
    sized_fields: list[str] | None = UNSET
    slicing_arguments: list[str] | None = UNSET


def weighs(weight: int) -> list[object]:
    """For what does more than reading rows that lie together."""
    return [Cost(weight=str(weight))]


# For what is no row of its own, and comes with what holds it.
FREE = weighs(0)


def at_most(size: int) -> list[object]:
    """`size` is the constant by which the list is held to it."""
    return [ListSize(assumed_size=size, require_one_slicing_argument=UNSET)]


def sliced(*arguments: str, fields: tuple[str, ...] = ()) -> list[object]:
    return [
        ListSize(slicing_arguments=[*arguments], sized_fields=[*fields] or UNSET, require_one_slicing_argument=UNSET)
    ]


# Held by resolvers/keyset.py.
PAGED = sliced("first", "last", fields=("edges", "nodes"))
