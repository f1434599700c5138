"""Hears that an extension is there, notices one that has fallen silent, and ends pauses that have run out."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from tortoise.expressions import Q

from engine.calendar import calendar_of
from engine.clock import APART
from engine.holds import pause_is_over
from models import DuxSoupAccount, Receipt, Unit, Units
from models.lifecycle import change

# Of working time; nights, weekends and holidays do not count.
SILENT_AFTER = timedelta(hours=2)
COMMANDS, HEARTBEAT = "rccommand.", "rccommand.ready"
# Signs come in bunches, so one is written down a minute; a heartbeat always.
_BUNCH = timedelta(minutes=1)


class Watch:
    """One per worker process. Who was not running could not hear, so no silence is older than this."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._since = units.clock.now()

    async def turn(self) -> None:
        now = self._units.clock.now()
        self._since = min(self._since, now)
        held = Q(silent_at__isnull=True) & (Q(ready_at__lte=now - SILENT_AFTER) | Q(ready_at__gt=now + APART))
        over = Q(paused_until__lte=now)
        troubles: list[Exception] = []
        usable = DuxSoupAccount.filter(held | over, workspace_id__isnull=False, disconnected_at=None)
        for account in await usable.order_by("id"):
            try:
                await self._see(account, now)
            except Exception as trouble:  # noqa: BLE001 - raised when the others are done
                troubles.append(trouble)
        if troubles:
            raise troubles[0]

    async def _see(self, account: DuxSoupAccount, now: datetime) -> None:
        if pause_is_over(account, now) or silent(account, now, self._since) or _is_ahead(account.ready_at, now):
            await self._units.run(partial(look_after, account_id=account.id, since=self._since))


async def look_after(unit: Unit, account_id: UUID, since: datetime) -> None:
    """Judges one account under its lock; a receipt that is stored and not read yet may speak against silence."""
    account = await DuxSoupAccount.locked(account_id)
    if pause_is_over(account, unit.now):
        await account.resume(unit, ran_out=True)
    if _is_ahead(account.ready_at, unit.now):
        await change(account, {}, ready_at=unit.now)  # the clock was put back: its silence is counted from here
    if account.silent_at is not None or not silent(account, unit.now, since):
        return
    if not await Receipt.unread(account_id).exists():
        account.silent_at = unit.now
        await account.save(update_fields=["silent_at"])
        await account.judge_health(unit)


async def heard(unit: Unit, account: DuxSoupAccount, kind: str, at: datetime, stored_at: datetime) -> None:
    """Any webhook of Dux-Soup's is a sign that the extension was there at `at`; only a heartbeat, and not an old one, brings it back:
    without those it may take no commands. The account is locked.
    """
    news = _news(account, kind, at, stored_at, unit.now)
    if not news:
        return
    account.update_from_dict(news)
    if account.silent_at is not None and not silent(account, unit.now):
        # It is back, so what went unheard meanwhile is looked up at once.
        news |= {"silent_at": None, "reconciled_wall": None}
        account.update_from_dict(news)
    await change(account, {}, **news)
    await account.judge_health(unit)


def silent(account: DuxSoupAccount, now: datetime, since: datetime | None = None) -> bool:
    """`since` when anybody has listened at all; who was never heard of has not fallen silent."""
    seen = account.ready_at
    return seen is not None and calendar_of(account).worked(max(seen, since or seen), now) >= SILENT_AFTER


def _is_ahead(mark: datetime | None, now: datetime) -> bool:
    """A mark of a time before the clock was put back; those of two machines may differ a little."""
    return mark is not None and mark > now + APART


def _news(
    account: DuxSoupAccount, kind: str, at: datetime, stored_at: datetime, now: datetime
) -> dict[str, datetime | None]:
    of_commands = kind.startswith(COMMANDS)
    bunch = timedelta(0) if of_commands or account.silent_at is not None else _BUNCH
    news: dict[str, datetime | None] = {}
    if _is_news(at, account.last_seen_at, now, bunch):
        news["last_seen_at"] = at
    if of_commands and _is_news(at, account.command_word_at, now):
        news |= {"command_word_at": at, "command_word_stored_at": stored_at}
    if kind == HEARTBEAT and _is_news(at, account.ready_at, now):
        news["ready_at"] = at
    return news


def _is_news(at: datetime, before: datetime | None, now: datetime, bunch: timedelta = timedelta(0)) -> bool:
    return before is None or _is_ahead(before, now) or at > before + bunch
