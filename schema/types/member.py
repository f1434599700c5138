"""A person in a workspace, with a role, an account and a share of the work."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from models import Role
from schema.types.connection import Connection
from schema.types.filter import sifted
from schema.types.node import Node, one
from schema.types.user import User

if TYPE_CHECKING:
    from schema.types.account import DuxSoupAccount
    from schema.types.assignment import Assignment


@strawberry.type(description="Room left for new contacts, from the account's limits and what is already planned.")
class MemberCapacity:
    open_assignments: int
    invites_left_this_week: int
    expected_finish: datetime | None


@strawberry.type
class Member(Node):
    role: Role
    user_id: strawberry.Private[str]
    user: User = one("user")
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one(
        "account_of_member", "id"
    )
    capacity: MemberCapacity = one("capacity", "id")
    assignments: Connection[Annotated["Assignment", strawberry.lazy("schema.types.assignment")]] = sifted(
        "assignments_of_member"
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Member":
        return cls(id=strawberry.ID(str(row["id"])), role=Role(row["role"]), user_id=str(row["user_id"]))
