"""The tenant: everything else that the viewer sees lies in it."""

from collections.abc import Mapping
from typing import Any

import strawberry

from schema.scalars import Cursor
from schema.types.node import Node


@strawberry.type(description="The tenant: everything else that the viewer sees lies in it.")
class Workspace(Node):
    name: str = strawberry.field(description="What people call it.")
    timezone: str = strawberry.field(description="An IANA name; accounts begin with it.")
    head: Cursor = strawberry.field(
        description="Log position now. Read it before a snapshot query, then follow from it."
    )

    @classmethod
    def of(cls, row: Mapping[str, Any], head: str) -> "Workspace":
        return cls(
            id=strawberry.ID(str(row["id"])),
            name=row["name"],
            timezone=row["timezone"],
            head=Cursor(head),
        )
