"""LinkedIn's warnings of a limit: a day without that kind, then half of it; a week where it comes again soon."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models import Action, ActionState, DuxSoupAccount, EventKind, HoldCause, LimitHold, NewEvent, StepKind, Unit
from models.ids import new_id

FIRST, AGAIN, SOON = timedelta(days=1), timedelta(days=7), timedelta(days=7)
HALVED_FOR = timedelta(days=7)
# While Dux-Soup goes on to say that it takes none of a kind, it is not handed any.
STILL_TOLD = timedelta(hours=1)
IN_A_ROW = 3


async def told(
    unit: Unit, account: DuxSoupAccount, cause: HoldCause, kinds: Iterable[StepKind | None], at: datetime
) -> None:
    """What one source says is warned of now (`None`: every kind). What it goes on to say is one warning; what it no longer says is
    over, so the next word of it is another. The account is locked.
    """
    named = set(kinds)
    for hold in await LimitHold.filter(account_id=account.id, cause=cause, cleared_at__isnull=True).order_by("at"):
        if hold.kind in named:
            named.discard(hold.kind)
            await _still(unit, account, hold, at)
        elif at > hold.told_at:
            hold.cleared_at = at
            await hold.save(update_fields=["cleared_at"])
    for kind in sorted(named, key=str):
        await _warn(unit, account, cause, kind, at)


async def told_late(
    unit: Unit, account: DuxSoupAccount, cause: HoldCause, kinds: Iterable[StepKind | None], at: datetime
) -> None:
    """As `told`, of a word that a later one of the same source has overtaken: it ends nothing, and what was held then is known."""
    for kind in sorted(set(kinds), key=str):
        if not await LimitHold.filter(account_id=account.id, cause=cause, kind=kind, until__gt=at).exists():
            await _warn(unit, account, cause, kind, at)


async def after_failure(unit: Unit, action: Action) -> None:
    """The third failure of a kind in a row is a warning; those before the last one are forgotten with it."""
    before = await _of_kind(action.account_id, action.kind).order_by("-at", "-id").first()
    settled = Action.filter(
        account_id=action.account_id, kind=action.kind, state__in=[ActionState.EXECUTED, ActionState.FAILED]
    )
    since = unit.now - AGAIN if before is None else max(unit.now - AGAIN, before.until or before.at)
    last = await settled.filter(finished_at__gt=since).order_by("-finished_at", "-id").limit(IN_A_ROW)
    if len(last) == IN_A_ROW and all(one.state is ActionState.FAILED for one in last):
        account = await DuxSoupAccount.get(id=action.account_id)
        await _warn(unit, account, HoldCause.FAILURES, action.kind, unit.now)


async def held_until(account_id: UUID, kind: StepKind | None) -> datetime | None:
    """When the last warning of the kind lets it go, or did; null where there was none."""
    ends = [hold.until for hold in await _of_kind(account_id, kind) if hold.until is not None]
    return max(ends, default=None)


def kind_named(word: str) -> StepKind | None:
    """The kind that a word of Dux-Soup's is about, however it is spelt: `connect`, `connectProfile`, `invitations`."""
    folded = word.casefold()
    if folded.startswith(_UNDOING):
        return None
    return next((kind for part, kind in _WORDS if part in folded), None)


_UNDOING = ("dis", "un")
_WORDS = (
    ("inmail", StepKind.INMAIL), ("messag", StepKind.MESSAGE), ("connect", StepKind.CONNECT),
    ("invit", StepKind.CONNECT), ("visit", StepKind.VISIT), ("view", StepKind.VISIT), ("follow", StepKind.FOLLOW),
    ("endors", StepKind.ENDORSE), ("tag", StepKind.TAG),
)  # fmt: skip


async def _warn(unit: Unit, account: DuxSoupAccount, cause: HoldCause, kind: StepKind | None, at: datetime) -> None:
    """While a kind is held already, whoever speaks of it speaks of the same warning; for the others a word of all kinds is a first."""
    earlier = await _of_kind(account.id, kind)
    holding = [hold for hold in earlier if hold.until is not None and hold.until > at]
    known = any(hold.kind in {kind, None} for hold in holding)
    again = not holding and any(_lately(hold, at) for hold in earlier)
    ends = [hold.until for hold in holding if hold.until is not None]
    until = max(ends) if known else max([*ends, at + (AGAIN if again else FIRST)])
    hold = LimitHold(
        id=new_id(), created_at=unit.now, workspace_id=account.workspace_id, account_id=account.id, kind=kind,
        cause=cause, at=at, until=until, halved_until=until + HALVED_FOR, told_at=at,
        cleared_at=at if cause is HoldCause.FAILURES else None,
    )  # fmt: skip
    await hold.save(force_create=True)
    if not known:
        unit.record(_warned(account, hold))


def _warned(account: DuxSoupAccount, hold: LimitHold) -> NewEvent:
    until = hold.until and hold.until.isoformat()
    data = {"step_kind": hold.kind and hold.kind.value, "cause": hold.cause.value, "until": until}
    return account.event(EventKind.LIMIT_WARNED, **data)


def _of_kind(account_id: UUID, kind: StepKind | None) -> QuerySet[LimitHold]:
    warnings = LimitHold.filter(account_id=account_id).exclude(cause=HoldCause.GUARDRAIL)
    return warnings if kind is None else warnings.filter(Q(kind=kind) | Q(kind__isnull=True))


def _lately(hold: LimitHold, at: datetime) -> bool:
    """Counted from the warning; after a week's pause from its last day, or the week would have forgotten itself."""
    return max(hold.at, (hold.until or hold.at) - FIRST) > at - SOON


async def _still(unit: Unit, account: DuxSoupAccount, hold: LimitHold, at: datetime) -> None:
    """An alert is a mark that may stand for ever; what Dux-Soup takes none of now it would only keep in its queue. Only a kind that went
    on meanwhile is warned of anew: each word puts the end of a hold off a little, and to tell that would fill the log.
    """
    if at <= hold.told_at:
        return
    hold.told_at = at
    if hold.cause is HoldCause.EXCLUDED and hold.until is not None and at + STILL_TOLD > hold.until:
        lapsed = not await _of_kind(account.id, hold.kind).filter(until__gt=at).exists()
        hold.until = at + STILL_TOLD
        hold.halved_until = hold.until + HALVED_FOR
        if lapsed:
            unit.record(_warned(account, hold))
    await hold.save(update_fields=["told_at", "until", "halved_until"])
