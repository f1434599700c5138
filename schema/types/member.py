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
    open_assignments: int = strawberry.field(description="Pending or running, in every campaign that is not archived.")
    invites_left_this_week: int = strawberry.field(
        description="Of the last seven days' allowance, less what is planned."
    )
    expected_finish: datetime | None = strawberry.field(
        description="When the last waiting invitation goes out at this pace. null: none waits, or none may go."
    )


@strawberry.type(description="A person in a workspace, with a role, an account and a share of the work.")
class Member(Node):
    role: Role = strawberry.field(description="What they may do here.")
    absent_until: datetime | None = strawberry.field(
        description="Nothing that is theirs leaves until then. null: they are here."
    )
    user_id: strawberry.Private[str]
    user: User = one("user", description="Who they are; the same person in every workspace.")
    account: Annotated["DuxSoupAccount", strawberry.lazy("schema.types.account")] | None = one(
        "account_of_member", "id", description="The seat that sends for them. null: they have none."
    )
    capacity: MemberCapacity = one(
        "capacity", "id", description="How much new work they have room for.", directives=weighs(5)
    )
    assignments: Connection[Annotated["Assignment", strawberry.lazy("schema.types.assignment")]] = sifted(
        "assignments_of_member", description="What they work, newest change first."
    )

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Member":
        return cls(
            id=strawberry.ID(str(row["id"])),
            role=Role(row["role"]),
            absent_until=as_time(row["absent_until"]),
            user_id=str(row["user_id"]),
        )


@strawberry.input(description="Their own, or anybody's for an admin.")
class SetAbsenceInput:
    member_id: strawberry.ID = strawberry.field(description="Who is away.")
    until: datetime | None = strawberry.field(
        default=UNSET, description="When they are back, within a year; left out or null: they are here."
    )


@strawberry.input(description="Somebody who is to have a role here.")
class InviteMemberInput:
    email: str = strawberry.field(description="By it a person is known who is in another workspace already.")
    role: Role = strawberry.field(description="At most one's own.")
    first_name: str = strawberry.field(default="", description="Only for whoever is new altogether.")
    last_name: str = strawberry.field(default="", description="Only for whoever is new altogether.")


@strawberry.input(description="Nobody gives more than they have, and one owner stays.")
class ChangeMemberRoleInput:
    id: strawberry.ID = strawberry.field(description="Which one is meant.")
    role: Role = strawberry.field(description="At most one's own.")


@strawberry.type(description="The member after the command.")
class MemberPayload:
    member: Member | None = strawberry.field(
        default=None, description="null where nothing was done, and for a token that may not read."
    )
    errors: list[CommandError] = no_errors()


@strawberry.type(description="The link sets the password once, within seven days; it is shown once.")
class PasswordLinkPayload:
    member: Member | None = strawberry.field(
        default=None,
        description="Whom the link is for. null where nothing was done, and for a token that may not read.",
    )
    link: str | None = strawberry.field(default=None, description="null for who can sign in already.")
    expires_at: datetime | None = strawberry.field(
        default=None, description="When the link is worth nothing any more. null: there is none."
    )
    errors: list[CommandError] = no_errors()
