"""Where webhooks are handed in: whose address it is, and the row that is written, for many at once where many come at once."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from auth.sealing import KeyRing
from models import Units
from webhooks.duxsoup.store import Arrival, store
from webhooks.duxsoup.use import Use
from webhooks.duxsoup.verify import Sender, by_addresses
from webhooks.gathering import Gathering

_USED_EVERY = timedelta(minutes=1)
_NEVER = datetime.min.replace(tzinfo=UTC)


class Desk:
    """Of one process. `senders` are asked for by the token of an address; `stored` is false for a native body that is there already."""

    def __init__(self, units: Units, ring: KeyRing) -> None:
        self.senders: Gathering[str, Sender | None] = Gathering(self._look)
        self.stored: Gathering[Arrival, bool] = Gathering(self._store)
        self._units = units
        self._ring = ring
        self._used: dict[Use, datetime] = {}

    async def _look(self, tokens: list[str]) -> Sequence[Sender | None]:
        return await by_addresses(tokens, self._units.clock.wall())

    async def _store(self, arrivals: list[Arrival]) -> Sequence[bool]:
        wall = self._units.clock.wall()
        used = self._newly_used(arrivals, wall)
        found = await self._units.run(partial(store, ring=self._ring, arrivals=arrivals, used=used))
        self._used |= dict.fromkeys(used, wall)
        return found

    def _newly_used(self, arrivals: list[Arrival], wall: datetime) -> list[Use]:
        """Addresses through which accounts spoke, in the order in which they are locked; each of them once a minute. What anybody else
        says there tells nothing of the extension.
        """
        uses = {
            Use(one.account_id, one.sender.address, one.sender.token_hash)
            for one in arrivals
            if one.genuine and one.account_id is not None
        }
        return sorted(one for one in uses if abs(wall - self._used.get(one, _NEVER)) >= _USED_EVERY)
