"""Goes round the accounts for what webhooks may have dropped: a bridge check of each box, and a look at all that is out."""

from datetime import datetime, timedelta
from uuid import UUID

from tortoise import connections

from auth.sealing import KeyRing, SealBroken
from engine import boxes, verification
from engine.calendar import calendar_of
from engine.credentials import credentials_of
from engine.looks import Looks
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.commands import Box, BridgeCheck
from integrations.duxsoup.errors import DuxSoupError
from models import Action, DuxSoupAccount, Units, sql
from models.action import OUTSTANDING
from models.lifecycle import first

# Wall time. Where nothing is out, but somebody may still accept or reply, a round now and then is enough.
EVERY = timedelta(minutes=15)
EVERY_IDLE = timedelta(hours=1)
_AT_ONCE = 20
# An account that was never gone round, or is back, comes first; a mark of a time to come was made by a clock that was wrong.
_DUE = """
SELECT id FROM duxsoup_user AS seat
WHERE workspace_id IS NOT NULL AND sealed_auth_key IS NOT NULL AND disconnected_at IS NULL
  AND (pause_code IS NULL OR pause_code NOT IN ('key_refused', 'licence_refused'))
  AND (reconciled_wall IS NULL OR reconciled_wall <= $1 OR reconciled_wall > $4)
  AND (EXISTS (SELECT 1 FROM action WHERE account_id = seat.id AND state IN ('sending', 'queued', 'unknown'))
    OR ((reconciled_wall IS NULL OR reconciled_wall <= $2 OR reconciled_wall > $4) AND EXISTS (
      SELECT 1 FROM assignment WHERE account_id = seat.id AND status IN ('active', 'accepted', 'responded'))))
ORDER BY reconciled_wall IS NOT NULL, reconciled_wall, id LIMIT $3"""


class Rounds:
    """One per worker process; of several one goes round an account. It never visits anybody."""

    def __init__(self, units: Units, ring: KeyRing, duxsoup: DuxSoup, looks: Looks) -> None:
        self._units = units
        self._ring = ring
        self._duxsoup = duxsoup
        self._looks = looks

    async def turn(self) -> int:
        """Gives how many accounts it went round."""
        wall, gone_round = self._units.clock.wall(), 0
        for account_id in await due(wall):
            account = await DuxSoupAccount.get(id=account_id)
            before = account.reconciled_wall
            if await first(account, "reconciled_wall", wall):
                await self._ask(account, before, wall)
                await self._look(account_id)
                gone_round += 1
        return gone_round

    async def _ask(self, account: DuxSoupAccount, before: datetime | None, wall: datetime) -> None:
        """Only in hours in which the account may work at all: a bridge check is something the person's browser does."""
        now = self._units.clock.now()
        if account.paused_at is not None or calendar_of(account).closed_reason(now) is not None:
            return
        days = await boxes.days_back(account, before, wall, now)
        try:
            for box in (Box.CONNECTIONS, Box.INBOX, Box.SALES_INBOX):
                await self._duxsoup.signal(credentials_of(self._ring, account), BridgeCheck(box, days), now)
        except (DuxSoupError, SealBroken) as error:
            await verification.heed(self._units, account, error)

    async def _look(self, account_id: UUID) -> None:
        out = Action.filter(account_id=account_id, state__in=list(OUTSTANDING))
        for row in await out.order_by("sent_at").values("id"):
            await self._looks.at(row["id"])


async def due(wall: datetime) -> list[UUID]:
    values = [wall - EVERY, wall - EVERY_IDLE, _AT_ONCE, wall]
    return [sql.as_id(row["id"]) for row in await sql.rows(connections.get("default"), _DUE, values)]
