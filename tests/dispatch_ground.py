"""A ledger of any size, and what a worker asks of it: the looks for work, and claims of every kind."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from engine import deadlines, reconcile, turns
from engine.claims import Claimant, Claimed, claim
from engine.dispatcher import settle
from engine.idle import Idle
from engine.outcome import Queued
from engine.reactions import waiting
from models import Action, Campaign, CampaignState, DuxSoupAccount, Unit, Units
from models.account import LimitOverride
from tests import factories
from tests.big_ledger import fill
from tests.databases import Database
from tests.settable_clock import SettableClock

Found = TypeVar("Found")


class _TakenBack(Exception):
    """Ends a unit whose work is only looked at, so that nothing has changed when it is done again."""


@dataclass(frozen=True, slots=True)
class Ground:
    database: Database
    units: Units
    clock: SettableClock

    async def filled(self, planned: int, accounts: int = 1) -> DuxSoupAccount:
        """With so many more planned; gives one of the accounts that share them. Each account adds to what a look for work costs,
        so whoever compares begins with several, and adds one at a time.
        """
        ledger = await fill(planned, accounts)
        self.clock.set(ledger.now)
        return ledger.accounts[0]

    async def taken_back(self, work: Callable[[Unit], Awaitable[Found]]) -> Found:
        """What a unit does and gives, which is then rolled back."""
        found: list[Found] = []

        async def undone(unit: Unit) -> None:
            found.append(await work(unit))
            raise _TakenBack

        try:
            await self.units.run(undone)
        except _TakenBack:
            return found[0]
        raise AssertionError


async def look(ground: Ground, of: DuxSoupAccount) -> None:
    """What a worker asks again and again, whether there is work or not."""
    now, wall = ground.clock.now(), ground.clock.wall()
    assert of.id in await turns.accounts_with_work(now)
    await deadlines.due(now)
    await reconcile.due(now, wall)
    for line in await waiting.lines(None, 100):
        await waiting.due(line, wall, 100)


async def claim_and_settle(ground: Ground, of: DuxSoupAccount) -> None:
    """What a claim finds and what becomes of it, in one unit."""

    async def work(unit: Unit) -> None:
        claimed = await _claim(unit, ground, of)
        assert isinstance(claimed, Claimed), claimed
        await settle(unit, claimed, Queued("message-1"))

    await ground.taken_back(work)


async def claim_without_notes(ground: Ground, of: DuxSoupAccount) -> None:
    """Nothing has room but invitations, and of those only such as are left out without a note."""
    limits: list[LimitOverride] = [{"kind": "connect", "with_note": True, "hours": 720, "limit": 0}]
    limits += [{"kind": kind, "with_note": False, "hours": 24, "limit": 0} for kind in ("visit", "message")]
    await DuxSoupAccount.filter(id=of.id).update(limits=limits)
    await _idle_claim(ground, of)


async def claim_while_paused(ground: Ground, of: DuxSoupAccount) -> None:
    await Campaign.filter(workspace_id=of.workspace_id).update(state=CampaignState.PAUSED)
    await _idle_claim(ground, of)


async def claim_out_of_share(ground: Ground, of: DuxSoupAccount) -> None:
    """The campaign may do one thing a day, and has done it."""
    since = ground.clock.now() - timedelta(days=100)
    done = await Action.filter(account_id=of.id, executed_at__gt=since).order_by("executed_at").first()
    assert done is not None
    await Action.filter(id=done.id).update(executed_at=ground.clock.now() - timedelta(hours=20))
    await _idle_with(ground, of, account_share=1)


async def claim_without_openings(ground: Ground, of: DuxSoupAccount) -> None:
    """Most of what is planned is a first visit, and of the rest nothing has room."""
    limits: list[LimitOverride] = [{"kind": "connect", "with_note": False, "hours": 24, "limit": 0}]
    limits += [{"kind": "message", "with_note": False, "hours": 24, "limit": 0}]
    before = (await DuxSoupAccount.get(id=of.id)).limits
    await DuxSoupAccount.filter(id=of.id).update(limits=limits)
    await _idle_with(ground, of, new_contacts_per_day=0)
    await DuxSoupAccount.filter(id=of.id).update(limits=before)


async def _idle_with(ground: Ground, of: DuxSoupAccount, **values: int) -> None:
    running = Campaign.filter(workspace_id=of.workspace_id)
    await running.update(**values)
    await _idle_claim(ground, of)
    await running.update(**dict.fromkeys(values))


async def _idle_claim(ground: Ground, of: DuxSoupAccount) -> None:
    claimed = await ground.taken_back(lambda unit: _claim(unit, ground, of))
    assert isinstance(claimed, Idle), claimed


async def _claim(unit: Unit, ground: Ground, of: DuxSoupAccount) -> Claimed | Idle:
    return await claim(unit, factories.RING, of.id, Claimant("worker-1", ground.clock.monotonic()))


# In this order: the last two change the ground.
WORK: dict[str, Callable[[Ground, DuxSoupAccount], Awaitable[None]]] = {
    "a look for work": look,
    "a claim and its settling": claim_and_settle,
    "a claim when the campaign has used up its share": claim_out_of_share,
    "a claim when nobody new may be met": claim_without_openings,
    "a claim when no notes are left": claim_without_notes,
    "a claim while every campaign is paused": claim_while_paused,
}
