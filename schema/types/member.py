"""A person in a workspace, with a role, an account and a share of the work."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import UNSET

from models import Role
from models.sql import as_time
from schema.cost import weighs
from schema.types.connection import Connection
from schema.types.error import CommandError, no_errors
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
    absent_until: datetime | None = strawberry.field(description="Nothing that is theirs leaves until then.")
    user_id: strawberry.Private[str]
    user: User = one("user")
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one(
        "account_of_member", "id"
    )
    capacity: MemberCapacity = one("capacity", "id", directives=weighs(5))
    assignments: Connection[Annotated["Assignment", strawberry.lazy("schema.types.assignment")]] = sifted(
        "assignments_of_member"
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Member":
        return cls(
            id=strawberry.ID(str(row["id"])),
            role=Role(row["role"]),
            absent_until=as_time(row["absent_until"]),
            user_id=str(row["user_id"]),
        )


@strawberry.input(description="Their own, or anybody's for an admin; until null: back again.")
class SetAbsenceInput:
    member_id: strawberry.ID
    until: datetime | None = UNSET


@strawberry.input
class InviteMemberInput:
    email: str
    role: Role
    first_name: str = ""
    last_name: str = ""


@strawberry.input
class ChangeMemberRoleInput:
    id: strawberry.ID
    role: Role


@strawberry.type
class MemberPayload:
    member: Member | None = None
    errors: list[CommandError] = no_errors()


@strawberry.type(description="The link sets the password once, within seven days; it is shown once.")
class PasswordLinkPayload:
    member: Member | None = None
    link: str | None = strawberry.field(default=None, description="null for who can sign in already.")
    expires_at: datetime | None = None
    errors: list[CommandError] = no_errors()
