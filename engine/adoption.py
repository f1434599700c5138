"""Takes in accounts that the integration guide's INSERT put into the table: seals the key, finds the workspace."""

from uuid import UUID

from tortoise import connections
from tortoise.expressions import Q

from auth.sealing import KeyRing
from engine.account import back, check_not_elsewhere
from engine.calendar import calendar_of
from engine.credentials import credentials_of, sealed_key
from models import DuxSoupAccount, EventKind, Member, NewEvent, Unit, Workspace, sql
from models.errors import Conflict, NotFound


async def waiting() -> bool:
    """Whether a row has a key in clear, or no workspace though there is exactly one."""
    if await DuxSoupAccount.filter(dux_soup_auth_key__isnull=False).exists():
        return True
    return await DuxSoupAccount.filter(workspace_id__isnull=True).exists() and await _only_workspace() is not None


async def adopt_all(unit: Unit, ring: KeyRing) -> int:
    """Seals every key in clear; rows without a workspace get the only one. Gives how many rows it changed.

    With several workspaces such a row stays unusable (its key sealed all the same) until an admin adopts it.
    """
    unseen = DuxSoupAccount.filter(Q(dux_soup_auth_key__isnull=False) | Q(workspace_id__isnull=True))
    owner = await _only_workspace()
    changed = 0
    for account in await unseen.order_by("id").select_for_update():
        home = account.workspace_id or owner
        if home is None and account.dux_soup_auth_key is None:
            continue
        await _take_in(unit, ring, account, home)
        changed += 1
    return changed


async def forget_clear_keys() -> None:
    """What was overwritten still stands in SQLite's journal: it is folded into the file and emptied. Outside any unit."""
    connection = connections.get("default")
    if sql.dialect(connection) == "sqlite":
        await sql.rows(connection, "PRAGMA wal_checkpoint(TRUNCATE)")


async def adopt(unit: Unit, ring: KeyRing, workspace_id: UUID, dux_soup_user_id: str) -> DuxSoupAccount:
    """An admin's act where there are several workspaces. Raises NotFound when no such row waits."""
    found = DuxSoupAccount.filter(dux_soup_user_id=dux_soup_user_id, workspace_id__isnull=True)
    account = await found.order_by("id").select_for_update().first()
    if account is None:
        raise NotFound(dux_soup_user_id, path=["duxSoupUserId"])
    if await DuxSoupAccount.named(workspace_id, dux_soup_user_id) is not None:
        raise Conflict("The workspace has an account of this Dux-Soup user already.", path=["duxSoupUserId"])
    await check_not_elsewhere(workspace_id, dux_soup_user_id)
    return await _take_in(unit, ring, account, workspace_id)


async def _take_in(unit: Unit, ring: KeyRing, account: DuxSoupAccount, home: UUID | None) -> DuxSoupAccount:
    key = account.dux_soup_auth_key or _reopened(ring, account)
    twin = await _twin(account, home)
    if twin is not None:
        await account.delete()  # inserted a second time: that is a new key for the account we have
        account = twin
    adopted = account.workspace_id is None and home is not None
    if adopted and home is not None:
        await _settle_in(unit, account, home)
    account.dux_soup_auth_key = None
    if key is not None:
        account.sealed_auth_key = sealed_key(ring, account.workspace_id, account.id, key)
        account.key_last_four, account.key_updated_at, account.verified_at = key[-4:], unit.now, None
        account.probed_wall = None
    await account.save(force_update=True)
    if account.disconnected_at is not None and key is not None:
        await back(unit, account)
    if home is not None:
        kind = EventKind.ACCOUNT_ADOPTED if adopted else EventKind.KEY_REPLACED
        unit.record(NewEvent(kind, workspace_id=home, account_id=account.id, subject_id=account.id))
    return account


async def _twin(account: DuxSoupAccount, home: UUID | None) -> DuxSoupAccount | None:
    if home is None:
        return None
    known = DuxSoupAccount.filter(workspace_id=home, dux_soup_user_id=account.dux_soup_user_id)
    return await known.exclude(id=account.id).select_for_update().first()


async def _settle_in(unit: Unit, account: DuxSoupAccount, home: UUID) -> None:
    """What connecting it would have given it: the workspace's time zone, a ramp from today, the member of its address."""
    workspace = await Workspace.get(id=home)
    account.workspace_id, account.timezone = home, workspace.timezone
    account.ramp_started_on = calendar_of(account).today(unit.now)
    account.member_id = account.member_id or await _member_of(home, account.email)


def _reopened(ring: KeyRing, account: DuxSoupAccount) -> str | None:
    """A key that was sealed before the row had a workspace is sealed anew to its place."""
    from_nowhere = account.sealed_auth_key is not None and account.workspace_id is None
    return credentials_of(ring, account).auth_key if from_nowhere else None


async def _only_workspace() -> UUID | None:
    found = await Workspace.all().limit(2).values("id")
    return found[0]["id"] if len(found) == 1 else None


async def _member_of(home: UUID, email: str) -> UUID | None:
    """The member with the account's e-mail address, if there is one."""
    member = await Member.with_addresses(home, [email.casefold()]).first()
    return member.id if member is not None else None
