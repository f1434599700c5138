"""Pauses that a person makes and ends; one because LinkedIn asks the account to prove itself lets the ramp begin again."""

from datetime import datetime

from engine import account as accounts
from engine.calendar import calendar_of
from models import DuxSoupAccount, Unit
from models.account import CHALLENGE
from models.errors import InvalidInput
from models.reason import stated


async def pause(
    unit: Unit, account: DuxSoupAccount, reason: str, until: datetime | None = None, *, challenge: bool = False
) -> None:
    """A person's; with `until` it ends by itself."""
    words = stated(reason)
    if until is not None and until <= unit.now:
        raise InvalidInput("This moment has passed.", path=["until"])
    if challenge and until is not None:
        raise InvalidInput("A challenge is over when a person says so.", path=["until"])
    code = "account_paused_by_person" if until is None else "account_paused"
    await account.pause(unit, CHALLENGE if challenge else code, words, until)


async def resume(unit: Unit, account: DuxSoupAccount) -> None:
    """Of any pause; after a challenge from the first week of the ramp, whatever it was before. Raises Conflict where another workspace
    has proved the seat's key: two ledgers would each keep its limits.
    """
    if account.verified_at is None:
        await accounts.check_not_elsewhere(account.home, account.dux_soup_user_id)
    challenged = account.pause_code == CHALLENGE
    await account.resume(unit)
    if challenged:
        await accounts.change(unit, account, {"ramp_started_on": calendar_of(account).today(unit.now)})
