"""Asks the remote queue about single actions, each under its own label, so that its cap of 100 items hides nothing."""

from datetime import datetime
from functools import partial
from uuid import UUID

from auth.sealing import KeyRing, SealBroken
from engine import reconcile, verification
from engine.backoff import Breaker
from engine.credentials import credentials_of
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.errors import DuxSoupError, NoAnswer, Unavailable, Unreachable
from integrations.duxsoup.queue_item import cut_short, under
from models import Action, DuxSoupAccount, Units
from models.lifecycle import first

# So many in a row without an answer, and the rest of the turn would only hold up what is to be sent.
UNWELL_AT = 3


class Looks:
    """One per worker process; it reads queues and changes nothing at Dux-Soup."""

    def __init__(self, units: Units, ring: KeyRing, duxsoup: DuxSoup) -> None:
        self._units = units
        self._ring = ring
        self._duxsoup = duxsoup

    async def turn(self) -> int:
        """Looks at what is due for a look; gives how many looks were answered."""
        host, answered = Breaker(), 0
        for action_id in await reconcile.due(self._units.clock.now(), self._units.clock.wall()):
            if host.failures >= UNWELL_AT:
                break
            answered += await self.at(action_id, host)
        return answered

    async def at(self, action_id: UUID, host: Breaker | None = None) -> bool:
        """One look, if nobody else is about to make it; whether it was answered. `host` is the caller's own count of that, for others
        look at the same time.
        """
        action = await Action.get(id=action_id)
        began = self._units.clock.wall()
        if not await first(action, "looked_wall", began):
            return False
        account = await DuxSoupAccount.get(id=action.account_id)
        if not account.usable:
            await reconcile.unanswered(action_id)
            return False
        return await self._look(action_id, account, began, host or Breaker())

    async def _look(self, action_id: UUID, account: DuxSoupAccount, began: datetime, host: Breaker) -> bool:
        try:
            items = await self._duxsoup.queue_items(credentials_of(self._ring, account), campaignid=str(action_id))
        except (DuxSoupError, SealBroken) as error:
            heard(host, error, self._units.clock.monotonic())
            await reconcile.unanswered(action_id)
            await verification.heed(self._units, account, error)
            return False
        host.succeeded()
        judged = partial(reconcile.judge, action_id=action_id, found=under(items, str(action_id)), looked=began)
        await self._units.run(partial(judged, hidden=cut_short(items)))
        return True


def heard(host: Breaker, error: DuxSoupError | SealBroken, monotonic: float) -> None:
    """What an error says of the host: a refusal is an answer, and with a key that cannot be opened nothing was asked."""
    if isinstance(error, NoAnswer | Unreachable | Unavailable):
        host.failed(monotonic)
    elif not isinstance(error, SealBroken):
        host.succeeded()
