"""Proves keys by themselves: one that Dux-Soup refuses pauses its account, which goes on once Dux-Soup takes it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from tortoise.expressions import Q

from auth.sealing import KeyRing
from engine import account as accounts
from engine.credentials import usable_credentials
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.errors import DuxSoupError
from integrations.duxsoup.remote_profile import RemoteProfile
from models import DuxSoupAccount, Unit, Units
from models.account import REFUSALS
from models.errors import DomainError
from models.lifecycle import first

# Wall time; a key that was replaced meanwhile is tried at once.
AGAIN_AFTER = timedelta(minutes=15)


class Verification:
    """One per worker process: catches what nobody verified by hand."""

    def __init__(self, units: Units, ring: KeyRing, duxsoup: DuxSoup) -> None:
        self._units = units
        self._ring = ring
        self._duxsoup = duxsoup

    async def turn(self) -> int:
        """Gives how many accounts go on."""
        wall = self._units.clock.wall()
        return sum(
            [await self._try(account) for account in await due(wall) if await first(account, "probed_wall", wall)]
        )

    async def _try(self, account: DuxSoupAccount) -> bool:
        try:
            proof = await ask(self._duxsoup, self._ring, account)
            await self._units.run(partial(prove, ring=self._ring, account_id=account.id, proven=proof.sealed))
        except DuxSoupError as error:
            await heed(self._units, account, error)
            return False
        except DomainError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Proof:
    """The key that was good, sealed, and what its profile says of the seat."""

    sealed: str
    profile: RemoteProfile


async def ask(duxsoup: DuxSoup, ring: KeyRing, account: DuxSoupAccount) -> Proof:
    """Profile and queue: a licence may cover one and not the other, and the queue is what we need. Outside any transaction.

    Raises DuxSoupError, or InvalidInput where there is no key that could be asked with.
    """
    credentials = usable_credentials(ring, account)
    said = RemoteProfile.from_answer(await duxsoup.profile(credentials))
    await duxsoup.queue_size(credentials)
    return Proof(account.sealed_auth_key or "", said)


async def due(wall: datetime) -> list[DuxSoupAccount]:
    """Refused ones, and those whose key nobody has proven yet: a seat that is new, or was given another key."""
    waiting = DuxSoupAccount.filter(
        Q(pause_code__in=list(REFUSALS), paused_at__isnull=False) | Q(verified_at__isnull=True),
        workspace_id__isnull=False,
        sealed_auth_key__isnull=False,
        disconnected_at__isnull=True,
    )
    # A mark ahead of the clock is of a time before that was put back.
    new = Q(probed_wall__isnull=True) | Q(probed_wall__gt=wall + AGAIN_AFTER)
    fresh = await waiting.filter(new).order_by("id").limit(_AT_ONCE)
    return fresh + await waiting.filter(probed_wall__lte=wall - AGAIN_AFTER).order_by("probed_wall").limit(_AT_ONCE)


async def prove(unit: Unit, ring: KeyRing, account_id: UUID, proven: str) -> DuxSoupAccount:
    """Raises Conflict where the key was replaced meanwhile or the seat works elsewhere; it is tried again then. No claim may be locked
    yet: two who prove one seat lock them in one order.
    """
    seat = (await DuxSoupAccount.get(id=account_id)).dux_soup_user_id
    claims = await DuxSoupAccount.lock_claims(seat)
    account = next(claim for claim in claims if claim.id == account_id)
    await accounts.verified(unit, ring, account, proven)
    return account


async def heed(units: Units, asked: DuxSoupAccount, error: Exception) -> None:
    """An answer to a call of ours, made with the key that `asked` held."""
    if isinstance(error, DuxSoupError) and error.pauses_account:
        await units.run(partial(_refused, account_id=asked.id, code=error.code, sealed=asked.sealed_auth_key))


async def refused(unit: Unit, account: DuxSoupAccount, code: str) -> None:
    """The account's row is locked. The first try comes a while after the refusal, which may be a passing one."""
    await account.pause(unit, code, WORDS.get(code, code))
    account.probed_wall = unit.wall
    await account.save(update_fields=["probed_wall"])


async def _refused(unit: Unit, account_id: UUID, code: str, sealed: str | None) -> None:
    account = await DuxSoupAccount.locked(account_id)
    if account.sealed_auth_key == sealed:
        await refused(unit, account, code)


_AT_ONCE = 10
WORDS = {
    "key_refused": "Dux-Soup refused the key. Replace it; it is tried again by itself every 15 minutes.",
    "licence_refused": (
        "Dux-Soup refused the account: its licence does not include the API."
        " Renew it; it is tried again by itself every 15 minutes."
    ),
}
