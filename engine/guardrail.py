"""Invitations stop where too few of them are accepted, until a person says that they may go on."""

from datetime import datetime, timedelta
from uuid import UUID

from models import DuxSoupAccount, EventKind, HoldCause, LimitHold, StepKind, Unit, sql
from models.errors import IllegalTransition
from models.ids import new_id

LOWEST = 0.15
SAMPLE = 50
OVER = timedelta(days=30)
# No invitation of before is still undecided; it keeps the look at them short.
_REACH = timedelta(days=400)


async def closes(unit: Unit, account: DuxSoupAccount) -> bool:
    """Asked before an invitation goes, under the account's lease: whether that is the moment to stop."""
    decided, accepted = await _decided(unit, account.id, await _since(account.id, unit.now))
    if decided < SAMPLE or accepted >= LOWEST * decided:
        return False
    hold = LimitHold(
        id=new_id(), created_at=unit.now, workspace_id=account.workspace_id, account_id=account.id,
        kind=StepKind.CONNECT, cause=HoldCause.GUARDRAIL, at=unit.now, told_at=unit.now,
    )  # fmt: skip
    await hold.save(force_create=True)
    unit.record(account.event(EventKind.GUARDRAIL_CLOSED, decided=decided, accepted=accepted))
    return True


async def lift(unit: Unit, account: DuxSoupAccount, member_id: UUID | None, reason: str) -> None:
    """From here on only what is decided later counts. The account is locked."""
    closed = await LimitHold.filter(account_id=account.id, cause=HoldCause.GUARDRAIL, ended_at__isnull=True)
    if not closed:
        raise IllegalTransition("open", ["guardrail"], "Invitations are not held.", path=["accountId"])
    ids = [hold.id for hold in closed]
    await LimitHold.filter(id__in=ids).update(ended_at=unit.now, ended_by=member_id, ended_reason=reason)
    unit.record(account.event(EventKind.GUARDRAIL_LIFTED, reason=reason))


async def undecided(unit: Unit, account_id: UUID) -> int:
    statement = f"SELECT COUNT(*) AS found FROM assignment WHERE {_INVITED} AND {_OPEN}"  # noqa: S608 - ours, bound
    found = await sql.rows(unit.connection, statement, [account_id, unit.now - _REACH])
    return int(found[0]["found"])


async def _since(account_id: UUID, now: datetime) -> datetime:
    lifted = LimitHold.filter(account_id=account_id, cause=HoldCause.GUARDRAIL, ended_at__isnull=False)
    last = await lifted.order_by("-ended_at").first()
    return now - OVER if last is None or last.ended_at is None else max(now - OVER, last.ended_at)


async def _decided(unit: Unit, account_id: UUID, since: datetime) -> tuple[int, int]:
    """By the moment of the decision, so that those accepted at once and those that time decided weigh alike."""
    statement = (
        f"SELECT COUNT(*) AS decided, COUNT(accepted_at) AS accepted FROM assignment WHERE {_INVITED}"  # noqa: S608 - ours, bound
        " AND COALESCE(accepted_at, not_accepted_at) > $3"
    )
    found = (await sql.rows(unit.connection, statement, [account_id, unit.now - _REACH, since]))[0]
    return int(found["decided"]), int(found["accepted"])


_INVITED = "account_id = $1 AND invited_at > $2"
_OPEN = "accepted_at IS NULL AND not_accepted_at IS NULL"
