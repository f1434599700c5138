"""Users, the workspaces they belong to, and whose account is whose."""

from collections import defaultdict
from uuid import UUID

from events.cursor import encode
from models.sql import as_id
from resolvers import account
from resolvers.listing import Row, marks, read
from resolvers.permissions import known, reader
from schema.context import Context
from schema.types.account import DuxSoupAccount
from schema.types.user import User
from schema.types.workspace import Workspace


async def load_users(context: Context, keys: list[str]) -> list[User | None]:
    """Only people who belong, or belonged, to the workspace."""
    viewer = reader(context.viewer)
    rows = await read(
        'SELECT u.id, u.email, u.first_name, u.last_name FROM "user" u JOIN member m ON m.user_id = u.id'  # noqa: S608 - only marks are put in
        f" WHERE m.workspace_id = ? AND u.id IN {marks(keys)}",
        [viewer.workspace_id, *map(UUID, keys)],
    )
    by_id = {str(row["id"]): User.of(row) for row in rows}
    return [by_id.get(key) for key in keys]


async def load_workspaces(context: Context, keys: list[str]) -> list[Workspace | None]:
    own = known(context.viewer).workspace_id
    rows = await read("SELECT id, name, timezone, epoch, head FROM workspace WHERE id = ?", [own])
    by_id = {str(row["id"]): _workspace(row) for row in rows}
    return [by_id.get(key) for key in keys]


async def load_workspaces_of_users(context: Context, keys: list[str]) -> list[list[Workspace]]:
    """The viewer's own only: of anybody else it is none of theirs. A token belongs to one workspace, and an admin of that one may
    have made it.
    """
    viewer = known(context.viewer)
    own = str(viewer.user_id)
    if viewer.session_id is None:
        found = await load_workspaces(context, [str(viewer.workspace_id)])
        return [[one for one in found if one] if key == own else [] for key in keys]
    rows = await read(
        "SELECT w.id, w.name, w.timezone, w.epoch, w.head FROM workspace w JOIN member m ON m.workspace_id = w.id"
        " WHERE m.user_id = ? AND m.removed_at IS NULL ORDER BY w.name, w.id LIMIT 100",
        [UUID(own)],
    )
    return [[_workspace(row) for row in rows] if key == own else [] for key in keys]


async def load_accounts_by_dux_id(context: Context, keys: list[str]) -> list[DuxSoupAccount | None]:
    """The one that a campaign is linked to, by the id that the integration guide has it linked by."""
    rows = await _accounts(context, "dux_soup_user_id", list(keys))
    by_dux_id = {row["dux_soup_user_id"]: account.LISTING.of(context, row) for row in rows}
    return [by_dux_id.get(key) for key in keys]


async def load_accounts_of_members(context: Context, keys: list[str]) -> list[DuxSoupAccount | None]:
    """A member's first, as for sending."""
    rows = await _accounts(context, "member_id", [UUID(key) for key in keys])
    by_member: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_member[str(row["member_id"])].append(row)
    return [account.LISTING.of(context, by_member[key][0]) if by_member[key] else None for key in keys]


async def _accounts(context: Context, column: str, values: list[object]) -> list[Row]:
    viewer = reader(context.viewer)
    found: list[Row] = [*await read(
        f"SELECT t.id, {account.LISTING.columns} FROM duxsoup_user t WHERE t.workspace_id = ?"  # noqa: S608 - names are ours, values are bound
        f" AND t.disconnected_at IS NULL AND t.{column} IN {marks(values)} ORDER BY t.id",
        [viewer.workspace_id, *values],
    )]  # fmt: skip
    return found


def _workspace(row: Row) -> Workspace:
    return Workspace.of(row, encode(as_id(row["id"]), row["epoch"], row["head"]))
