"""What the owner of an account does without us, by hand or by Dux-Soup's own campaigns: one row an act, whoever tells of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise import connections
from tortoise.queryset import QuerySet

from models import DuxSoupAccount, ManualAct, StepKind, Unit, sql
from models.ids import new_id

# Reports of one act are this far apart at most; a command takes no longer.
SAME = timedelta(minutes=10)
# Further back no window reaches.
OF_INTEREST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Act:
    """As in the row; `key` names the fact, whatever else differs between two receipts that tell it."""

    kind: StepKind
    at: datetime
    key: str
    person: str
    with_note: bool = False
    reported: bool = False
    command_id: str | None = None
    action_id: UUID | None = None


async def keep(unit: Unit, account: DuxSoupAccount, act: Act) -> None:
    """A report and the act itself are one row, whichever comes first; two letters remain two."""
    if act.at <= unit.now - OF_INTEREST:
        return
    near = _near(account, act)
    if act.reported and await near.exists():
        if act.with_note:
            await near.update(with_note=True)
        return
    if not act.reported:
        await near.filter(reported=True).delete()
    if not await ManualAct.filter(account_id=account.id, key=act.key).update(action_id=act.action_id):
        await _insert(unit, account, act)


async def proved(account: DuxSoupAccount, key: str, action_ids: Sequence[UUID]) -> None:
    """This letter is of these actions, so whatever else was taken for theirs is not."""
    await forget(account, key)
    await ManualAct.filter(account_id=account.id, action_id__in=list(action_ids)).update(action_id=None)


async def forget(account: DuxSoupAccount, key: str) -> None:
    """It was ours after all, so the action counts, and this does not."""
    values = [account.id, key]
    await sql.rows(connections.get("default"), "DELETE FROM manual_act WHERE account_id = $1 AND key = $2", values)


async def forget_command(account_id: UUID, command_id: str) -> None:
    """As above for all that was done under a command's name."""
    values = [account_id, command_id]
    await sql.rows(
        connections.get("default"), "DELETE FROM manual_act WHERE account_id = $1 AND command_id = $2", values
    )


def _near(account: DuxSoupAccount, act: Act) -> QuerySet[ManualAct]:
    return ManualAct.filter(
        account_id=account.id, kind=act.kind, person=act.person, at__gte=act.at - SAME, at__lte=act.at + SAME
    )


async def _insert(unit: Unit, account: DuxSoupAccount, act: Act) -> None:
    row = {"id": new_id(), "created_at": unit.now, "workspace_id": account.workspace_id, "account_id": account.id}
    row |= asdict(act)
    await sql.insert(unit.connection, "manual_act", tuple(row), [tuple(row.values())], "ON CONFLICT DO NOTHING")
