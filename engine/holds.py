"""What holds a whole account: a pause, a lost extension, the hours, the backoff after failures."""

from datetime import datetime

from engine.backoff import LONGEST_ASKED
from engine.calendar import calendar_of
from engine.clock import APART
from engine.idle import Idle
from models import AccountHealth, DuxSoupAccount, Unit


def pause_is_over(account: DuxSoupAccount, now: datetime) -> bool:
    return account.paused_until is not None and account.paused_until <= now


async def holding(unit: Unit, account: DuxSoupAccount) -> Idle | None:
    """Why nothing of this account may go now; a pause that has run out ends here. A wait longer than any is of a time before the clock
    was put back.
    """
    if not account.usable:
        return Idle("account_not_configured")
    if pause_is_over(account, unit.now):
        await account.resume(unit, ran_out=True)
    if account.paused_at is not None:
        return Idle("account_paused", account.paused_until)
    if account.health is AccountHealth.DISCONNECTED:
        return Idle("account_disconnected")
    if account.retry_at is not None and unit.wall < account.retry_at <= unit.wall + LONGEST_ASKED + APART:
        return Idle("backoff")
    calendar = calendar_of(account)
    closed = calendar.closed_reason(unit.now)
    return Idle(closed, calendar.next_open(unit.now)) if closed else None
