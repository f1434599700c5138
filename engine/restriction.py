"""LinkedIn has asked an account to prove itself: only a person says so, only a person ends it, and the ramp begins again."""

from engine import account as accounts
from engine.calendar import calendar_of
from models import DuxSoupAccount, Unit

CODE = "challenge"


async def resume(unit: Unit, account: DuxSoupAccount) -> None:
    """Of any pause; after a challenge from the first week of the ramp, whatever it was before. Raises Conflict where another workspace
    has proved the seat's key: two ledgers would each keep its limits.
    """
    if account.verified_at is None:
        await accounts.check_not_elsewhere(account.home, account.dux_soup_user_id)
    challenged = account.pause_code == CODE
    await account.resume(unit)
    if challenged:
        await accounts.change(unit, account, {"ramp_started_on": calendar_of(account).today(unit.now)})
