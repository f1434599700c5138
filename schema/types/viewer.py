"""Who is asking: a person or their token, always bound to one workspace."""

from typing import Annotated

import strawberry

from models import Role
from schema.cost import MAX_PAGE, at_most
from schema.types.member import Member
from schema.types.node import one
from schema.types.user import User
from schema.types.workspace import Workspace


@strawberry.type(description="Who is asking: a person or a token of theirs, always bound to one workspace.")
class Viewer:
    role: Role = strawberry.field(description="What they may do in this workspace, unless the token narrows it.")
    permissions: list[str] = strawberry.field(
        description="The commands that role and token allow, by name.", directives=at_most(MAX_PAGE)
    )
    user_id: strawberry.Private[str]
    member_id: strawberry.Private[str]
    workspace_id: strawberry.Private[str]
    user: User | None = one("user", description="The person, also behind a token.")
    member: Member | None = one("member", description="The same person as a member of this workspace.")
    workspace: Workspace = one("workspace", description="The one that everything else is answered from.")
    workspaces: list[Annotated["Workspace", strawberry.lazy("schema.types.workspace")]] = one(
        "workspaces",
        "user_id",
        description="Every workspace that this person belongs to; to a token its own.",
        directives=at_most(MAX_PAGE),
    )
