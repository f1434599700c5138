"""Asks the remote queue about single actions, each under its own label, so that its cap of 100 items hides nothing."""

from datetime import datetime
from functools import partial
from uuid import UUID

from auth.sealing import KeyRing, SealBroken
from engine import reconcile, verification
from engine.credentials import credentials_of
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.errors import DuxSoupError, NoAnswer, Unreachable
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
        self._unanswered = 0

    async def turn(self) -> int:
        """Looks at what is due for a look; gives how many looks were answered."""
        self._unanswered, answered = 0, 0
        for action_id in await reconcile.due(self._units.clock.now(), self._units.clock.wall()):
            if self._unanswered >= UNWELL_AT:
                break
            answered += await self.at(action_id)
        return answered

    async def at(self, action_id: UUID) -> bool:
        """One look, if nobody else is about to make it; whether it was answered."""
        action = await Action.get(id=action_id)
        began = self._units.clock.wall()
        if not await first(action, "looked_wall", began):
            return False
        account = await DuxSoupAccount.get(id=action.account_id)
        if not account.usable:
            await reconcile.unanswered(action_id)
            return False
        return await self._look(action_id, account, began)

    async def _look(self, action_id: UUID, account: DuxSoupAccount, began: datetime) -> bool:
        try:
            items = await self._duxsoup.queue_items(credentials_of(self._ring, account), campaignid=str(action_id))
        except (DuxSoupError, SealBroken) as error:
            await reconcile.unanswered(action_id)
            self._unanswered += isinstance(error, NoAnswer | Unreachable)
            await verification.heed(self._units, account, error)
            return False
        self._unanswered = 0
        judged = partial(reconcile.judge, action_id=action_id, found=under(items, str(action_id)), looked=began)
        await self._units.run(partial(judged, hidden=cut_short(items)))
        return True
