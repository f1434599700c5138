"""What the owner of an account does without us, by hand or by Dux-Soup's own campaigns: one row an act, whoever tells of it."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise import connections
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models import DuxSoupAccount, ManualAct, StepKind, Unit, sql
from models.ids import new_id

# Reports of one act are this far apart at most; a command takes no longer.
SAME = timedelta(minutes=10)
# Further back no window reaches.
OF_INTEREST = timedelta(days=31)
# In place of a person, where the seat did it as another workspace's: no hash reads like this, so it is nobody's.
OF_ELSEWHERE = "elsewhere"


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
    await _of_elsewhere(account, act).delete()
    near = _near(account, act)
    if act.reported and await near.exists():
        if act.with_note:
            await near.update(with_note=True)
        return
    if not act.reported:
        await near.filter(reported=True).delete()
    if not await ManualAct.filter(account_id=account.id, key=act.key).update(action_id=act.action_id):
        await _insert(unit, account, [act])


async def replace_elsewhere(unit: Unit, account: DuxSoupAccount, acts: Sequence[Act]) -> None:
    """All that is known of what was done elsewhere, in place of what was known of it before."""
    await ManualAct.filter(account_id=account.id, person=OF_ELSEWHERE).delete()
    await _insert(unit, account, acts)


def elsewhere_key(key: str) -> str:
    """Of what another workspace was told by hand: says the same of it to whoever is told it again, and nothing to others."""
    return hashlib.sha256(f"{OF_ELSEWHERE}\0{key}".encode()).hexdigest()


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


def _of_elsewhere(account: DuxSoupAccount, act: Act) -> QuerySet[ManualAct]:
    """The same act as it was carried over: it is told here now, at its own time."""
    same = Q(key=elsewhere_key(act.key))
    if act.command_id is not None:
        same |= Q(command_id=act.command_id, kind=act.kind)
    return ManualAct.filter(same, account_id=account.id, person=OF_ELSEWHERE)


async def _insert(unit: Unit, account: DuxSoupAccount, acts: Sequence[Act]) -> None:
    place = {"created_at": unit.now, "workspace_id": account.workspace_id, "account_id": account.id}
    rows = [{"id": new_id(), **place, **asdict(act)} for act in acts]
    if rows:
        values = [tuple(row.values()) for row in rows]
        await sql.insert(unit.connection, "manual_act", tuple(rows[0]), values, "ON CONFLICT DO NOTHING")
