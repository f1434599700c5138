"""A person who signs in, as the API shows them."""

from collections.abc import Mapping
from typing import Any

import strawberry

from schema.types.node import Node


@strawberry.type(description="A person who signs in, whatever workspaces they belong to.")
class User(Node):
    email: str = strawberry.field(description="Their address, by which they sign in.")
    first_name: str = strawberry.field(description="May be empty.")
    last_name: str = strawberry.field(description="May be empty.")

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "User":
        return cls(
            id=strawberry.ID(str(row["id"])),
            email=row["email"],
            first_name=row["first_name"],
            last_name=row["last_name"],
        )
