"""Reads the settings of each account's extension once an hour while it works, and learns limits and alerts from them."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from tortoise.expressions import Q

from auth.sealing import KeyRing, SealBroken
from engine import guardrail, limit_alert, limit_warnings
from engine.calendar import calendar_of
from engine.credentials import credentials_of
from engine.limit_alert import Alert
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.errors import DuxSoupError
from integrations.duxsoup.remote_settings import RemoteSettings
from models import DuxSoupAccount, EventKind, HoldCause, Unit, Units
from models.account import RemoteLimits

# Wall time, as every poll; the working hours are the account's own.
EVERY = timedelta(hours=1)
AFTER_FAILURE = timedelta(minutes=5)
AT_ONCE = 20


class RemoteReading:
    """One per worker process; who takes a turn for an account puts it off for the others."""

    def __init__(self, units: Units, ring: KeyRing, duxsoup: DuxSoup) -> None:
        self._units = units
        self._ring = ring
        self._duxsoup = duxsoup

    async def turn(self) -> int:
        """Gives how many accounts were read."""
        clock, read = self._units.clock, 0
        for account in await due(clock.now(), clock.wall()):
            if await _take(account, clock.wall()):
                read += await self._read(account)
        return read

    async def _read(self, account: DuxSoupAccount) -> bool:
        """What does not answer is asked again soon; whether the key is still good is not judged here."""
        try:
            settings = await self._duxsoup.settings(credentials_of(self._ring, account))
        except (DuxSoupError, SealBroken):
            return False
        await self._units.run(partial(learn, account_id=account.id, settings=settings))
        return True


async def due(now: datetime, wall: datetime) -> list[DuxSoupAccount]:
    """In their working hours, those longest unread first."""
    usable = DuxSoupAccount.filter(
        # One further ahead than any that is set is of a time before the clock was put back.
        Q(remote_due_wall__isnull=True) | Q(remote_due_wall__lte=wall) | Q(remote_due_wall__gt=wall + EVERY),
        workspace_id__isnull=False, sealed_auth_key__isnull=False, disconnected_at=None,
    )  # fmt: skip
    found = await usable.order_by("remote_due_wall", "id")
    return [account for account in found if calendar_of(account).closed_reason(now) is None][:AT_ONCE]


async def learn(unit: Unit, account_id: UUID, settings: RemoteSettings) -> None:
    """Their maxima and their day become windows, an alert a warning, follow-ups of their own a word in the account's health."""
    account = await DuxSoupAccount.locked(account_id)
    news = {
        "remote_limits": _limits(settings),
        "remote_followups": settings.followups,
        "undecided_invites": await guardrail.undecided(unit, account_id),
    }
    if settings.linkedin_limit_alert:
        await limit_alert.read(unit, account, _alert(settings))
    else:
        await limit_warnings.told(unit, account, HoldCause.ALERT, [], unit.now)
    changed = [name for name, value in news.items() if getattr(account, name) != value]
    account.update_from_dict(news | {"remote_due_wall": unit.wall + EVERY})
    await account.save(update_fields=[*news, "remote_due_wall"])
    if {"remote_limits", "remote_followups"} & set(changed):
        unit.record(account.event(EventKind.ACCOUNT_CHANGED, fields=sorted(changed)))
    await account.judge_health(unit)


async def _take(account: DuxSoupAccount, wall: datetime) -> bool:
    mine = DuxSoupAccount.filter(id=account.id, remote_due_wall=account.remote_due_wall)
    if account.remote_due_wall is None:
        mine = DuxSoupAccount.filter(id=account.id, remote_due_wall__isnull=True)
    return bool(await mine.update(remote_due_wall=wall + AFTER_FAILURE))


def _limits(settings: RemoteSettings) -> RemoteLimits:
    return {
        "visits": settings.max_visits,
        "invites": settings.max_invites,
        "messages": settings.max_messages,
        "day_offset": settings.daily_limit_offset or 0,
    }


def _alert(settings: RemoteSettings) -> Alert:
    """The mark may name the kind; where it does not, none is safe."""
    mark = settings.raw.get("linkedinlimitalert")
    kind = limit_warnings.kind_named(mark) if isinstance(mark, str) else None
    return Alert(kind, settings.linkedin_limit_mark, timedelta(days=settings.linkedin_limit_snooze or 0))
