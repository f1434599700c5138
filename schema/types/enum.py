"""What the values of an enum mean to the API; the enums themselves lie below it and know nothing of GraphQL."""

from enum import Enum
from typing import Any

import strawberry


def described(kind: type[Enum], description: str, *, name: str | None = None, **values: str) -> None:
    """Every value needs its words: one without raises KeyError when the API is built."""
    made: Any = strawberry.enum(kind, name=name, description=description)
    for value in made.__strawberry_definition__.values:
        value.description = values[value.name]
