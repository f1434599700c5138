"""Goes round the accounts for what webhooks may have dropped: a bridge check of each box, and a look at all that is out."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from tortoise import connections

from auth.sealing import KeyRing, SealBroken
from engine import boxes, verification
from engine.backoff import Breaker
from engine.calendar import calendar_of
from engine.credentials import credentials_of
from engine.looks import Looks, heard
from integrations.duxsoup.client import DuxSoup
from integrations.duxsoup.commands import Box, BridgeCheck
from integrations.duxsoup.errors import DuxSoupError
from models import Action, DuxSoupAccount, Units, sql
from models.action import OUTSTANDING
from models.lifecycle import first

# Wall time. Where nothing is out, but somebody may still accept or reply, a round now and then is enough.
EVERY = timedelta(minutes=15)
EVERY_IDLE = timedelta(hours=1)
# So many are listed that the pause between two turns counts for little.
_A_TURN = 100
# Each makes a call a second, so that more than half of the host's pace is left to what is to be sent.
AT_ONCE = 8
# An account that was never gone round, or is back, comes first; a mark of a time to come was made by a clock that was wrong.
_DUE = """
SELECT id, reconciled_wall FROM duxsoup_user AS seat
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
        self._host = Breaker()
        self._cut_short: set[UUID] = set()

    async def turn(self) -> int:
        """Gives how many accounts it went round. Those whose last round was cut short come last: some that are never answered must not
        keep the host from being asked for the others.
        """
        listed = await due(self._units.clock.wall())
        left = iter(sorted(listed, key=lambda one: one[0] in self._cut_short))
        # Cancelled, it waits for all of them; and trouble with one account is raised only when the others are done.
        ends = await asyncio.gather(*(self._work_off(left) for _ in range(AT_ONCE)), return_exceptions=True)
        return sum(_counted(end) for end in ends)

    async def _work_off(self, left: Iterator[tuple[UUID, datetime | None]]) -> int:
        gone_round = 0
        for account_id, before in left:
            if self._host_is_away():
                break
            gone_round += await self._go_round(account_id, before)
        return gone_round

    async def _go_round(self, account_id: UUID, before: datetime | None) -> bool:
        """Whether to the end, answered or not. Where the host is given up meanwhile, the account gets its old mark back: it stays due."""
        account, wall = await DuxSoupAccount.get(id=account_id), self._units.clock.wall()
        account.reconciled_wall = before  # as it was listed, for another worker may have been here since
        if not await first(account, "reconciled_wall", wall):
            return False
        await self._ask(account, before, wall)
        await self._look(account_id)
        if not self._host_is_away():
            self._cut_short.discard(account_id)
            return True
        self._cut_short.add(account_id)
        account.reconciled_wall = wall
        await first(account, "reconciled_wall", before)
        return False

    async def _ask(self, account: DuxSoupAccount, before: datetime | None, wall: datetime) -> None:
        """Only in hours in which the account may work at all: a bridge check is something the person's browser does."""
        now = self._units.clock.now()
        if account.paused_at is not None or calendar_of(account).closed_reason(now) is not None:
            return
        days = await boxes.days_back(account, before, wall, now)
        try:
            for box in (Box.CONNECTIONS, Box.INBOX, Box.SALES_INBOX):
                await self._duxsoup.signal(credentials_of(self._ring, account), BridgeCheck(box, days), now)
                self._host.succeeded()
        except (DuxSoupError, SealBroken) as error:
            heard(self._host, error, self._units.clock.monotonic())
            await verification.heed(self._units, account, error)

    async def _look(self, account_id: UUID) -> None:
        out = Action.filter(account_id=account_id, state__in=list(OUTSTANDING))
        for row in await out.order_by("sent_at").values("id"):
            if self._host_is_away():
                break
            await self._looks.at(row["id"], self._host)

    def _host_is_away(self) -> bool:
        return self._host.refuses(self._units.clock.monotonic())


async def due(wall: datetime) -> list[tuple[UUID, datetime | None]]:
    """Each with the mark of its last round."""
    values = [wall - EVERY, wall - EVERY_IDLE, _A_TURN, wall]
    rows = await sql.rows(connections.get("default"), _DUE, values)
    return [(sql.as_id(row["id"]), sql.as_time(row["reconciled_wall"])) for row in rows]


def _counted(end: int | BaseException) -> int:
    if isinstance(end, BaseException):
        raise end
    return end
