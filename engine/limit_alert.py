"""Whether an alert in the extension's settings is another than the one before, though nobody saw its mark gone in between."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from engine import limit_warnings
from engine.manual_acts import OF_ELSEWHERE
from models import Action, ActionState, DuxSoupAccount, HoldCause, LimitHold, ManualAct, StepKind, Unit
from models.action import OUTSTANDING, RESERVING


@dataclass(frozen=True, slots=True)
class Alert:
    """As an hourly look finds it. `kind` null: every kind; `pause`: how long Dux-Soup then does nothing of its own accord."""

    kind: StepKind | None
    mark: str
    pause: timedelta


async def read(unit: Unit, account: DuxSoupAccount, alert: Alert) -> None:
    """The account is locked. What is another ends the one before, so that it is told as the next."""
    standing = LimitHold.filter(account_id=account.id, cause=HoldCause.ALERT, kind=alert.kind, cleared_at__isnull=True)
    before = await standing.order_by("-at", "-id").first()
    changed, stood = (False, False) if before is None else await _another(before, alert, unit.now)
    if changed or stood:
        await standing.update(cleared_at=unit.now)
    await limit_warnings.told(unit, account, HoldCause.ALERT, [alert.kind], unit.now)
    await standing.update(mark=alert.mark, **({"stood": True} if stood else {}))


async def _another(before: LimitHold, alert: Alert, now: datetime) -> tuple[bool, bool]:
    """Because it reads otherwise; or because it stands still although the kind went on after the pause. The latter once for what it
    reads, since a mark that nobody ever takes away would hold the account for ever. While the kind is held it is the same warning.
    """
    over = await limit_warnings.held_until(before.account_id, alert.kind)
    if over is None or over > now:
        return False, False
    changed = before.mark not in {None, alert.mark}
    return changed, not changed and not before.stood and await _went_on(before, alert, over, now)


async def _went_on(before: LimitHold, alert: Alert, since: datetime, now: datetime) -> bool:
    """Dux-Soup was at work on the kind, or should have been: it was handed some, and its own pause is over too."""
    if await _worked(before.account_id, alert.kind, since):
        return True
    taken = [*RESERVING, ActionState.EXECUTED, ActionState.FAILED]
    handed_over = Action.filter(_of(alert.kind), account_id=before.account_id, sent_at__gt=since, state__in=taken)
    return now >= before.at + alert.pause and await handed_over.exists()


async def _worked(account_id: UUID, kind: StepKind | None, since: datetime) -> bool:
    own = Action.filter(_of(kind), account_id=account_id)
    # Dux-Soup tells of a failure at once, and may try again by itself.
    trying = Q(state__in=list(OUTSTANDING), failure_told_at__gt=since)
    return (
        await own.filter(executed_at__gt=since).exists()
        or await own.filter(trying | Q(state=ActionState.FAILED, finished_at__gt=since)).exists()
        or await _by_hand(account_id, since).filter(_of(kind)).exists()
    )


def _by_hand(account_id: UUID, since: datetime) -> QuerySet[ManualAct]:
    """Not what the seat did as another workspace's: what was under way there may still be."""
    return ManualAct.filter(account_id=account_id, at__gt=since).exclude(person=OF_ELSEWHERE)


def _of(kind: StepKind | None) -> Q:
    return Q() if kind is None else Q(kind=kind)
