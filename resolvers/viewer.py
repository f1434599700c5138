"""Who asks who they are, and for the workspace they are in."""

import strawberry

from auth.viewer import Viewer as Asking
from resolvers.permissions import COMMANDS, known, permitted, reader
from schema.context import Context
from schema.types.viewer import Viewer
from schema.types.workspace import Workspace

Info = strawberry.Info[Context, None]


async def viewer(info: Info) -> Viewer:
    return shown(known(info.context.viewer))


async def workspace(info: Info) -> Workspace:
    found: Workspace = await info.context.loaders.workspace.load(str(reader(info.context.viewer).workspace_id))
    return found


def shown(asking: Asking) -> Viewer:
    return Viewer(
        role=asking.role,
        permissions=[command for command in COMMANDS if permitted(asking, command)],
        user_id=str(asking.user_id),
        member_id=str(asking.member_id),
        workspace_id=str(asking.workspace_id),
    )
