"""A person who signs in, as the API shows them."""

from collections.abc import Mapping
from typing import Any

import strawberry

from schema.types.node import Node


@strawberry.type
class User(Node):
    email: str
    first_name: str
    last_name: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "User":
        return cls(
            id=strawberry.ID(str(row["id"])),
            email=row["email"],
            first_name=row["first_name"],
            last_name=row["last_name"],
        )
