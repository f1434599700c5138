"""A look for work and a claim cost the same whether a thousand actions are planned or a million."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from tortoise import connections

from engine import deadlines, reconcile, turns
from engine.claims import Claimant, Claimed, claim
from engine.dispatcher import settle
from engine.idle import Idle
from engine.outcome import Queued
from engine.reactions import waiting
from models import Campaign, CampaignState, DuxSoupAccount, Unit, Units, sql
from models.account import LimitOverride
from tests import factories
from tests.big_ledger import fill
from tests.databases import Database
from tests.settable_clock import SettableClock
from tests.statement_cost import Cost, cost, recorded

# Tables that grow with what is planned and done. Those of accounts, campaigns and steps may be read as a whole.
GROWING = {"action", "assignment", "contact", "receipt", "event", "message", "contact_identity"}
ACCOUNTS = 4
FEW = 1_000


class _TakenBack(Exception):
    """Ends a unit whose statements are looked at, so that nothing has changed when they are run again."""


@dataclass(frozen=True, slots=True)
class Ground:
    database: Database
    units: Units
    clock: SettableClock

    async def filled(self, planned: int) -> DuxSoupAccount:
        """With so many more planned; gives one of the accounts that share them."""
        ledger = await fill(planned, ACCOUNTS)
        self.clock.set(ledger.now)
        return ledger.accounts[0]

    async def cost_of(self, work: Callable[["Ground", DuxSoupAccount], Awaitable[None]], of: DuxSoupAccount) -> Cost:
        with recorded() as statements:
            await work(self, of)
        assert statements
        return await cost(self.database, statements)


@pytest.fixture
def ground(database: Database, units: Units, clock: SettableClock) -> Ground:
    return Ground(database, units, clock)


async def _look(ground: Ground, of: DuxSoupAccount) -> None:
    """What a worker asks again and again, whether there is work or not."""
    now, wall = ground.clock.now(), ground.clock.wall()
    assert of.id in await turns.accounts_with_work(now)
    await deadlines.due(now)
    await reconcile.due(now, wall)
    for line in await waiting.lines(None, 100):
        await waiting.due(line, wall, 100)


async def _claim(ground: Ground, of: DuxSoupAccount) -> None:
    assert isinstance(await _claimed(ground, of), Claimed)


async def _claim_without_notes(ground: Ground, of: DuxSoupAccount) -> None:
    """Nothing has room but invitations, and of those only such as are left out without a note."""
    limits: list[LimitOverride] = [{"kind": "connect", "with_note": True, "hours": 720, "limit": 0}]
    limits += [{"kind": kind, "with_note": False, "hours": 24, "limit": 0} for kind in ("visit", "message")]
    await DuxSoupAccount.filter(id=of.id).update(limits=limits)
    assert isinstance(await _claimed(ground, of), Idle)


async def _claim_while_paused(ground: Ground, of: DuxSoupAccount) -> None:
    await Campaign.filter(workspace_id=of.workspace_id).update(state=CampaignState.PAUSED)
    assert isinstance(await _claimed(ground, of), Idle)


async def _claimed(ground: Ground, of: DuxSoupAccount) -> Claimed | Idle:
    """Claimed and settled in one unit, which is then taken back."""
    found: list[Claimed | Idle] = []

    async def work(unit: Unit) -> None:
        found.append(await claim(unit, factories.RING, of.id, Claimant("worker-1", ground.clock.monotonic())))
        if isinstance(found[0], Claimed):
            await settle(unit, found[0], Queued("message-1"))
        raise _TakenBack

    with pytest.raises(_TakenBack):
        await ground.units.run(work)
    return found[0]


WORK = {
    "a look for work": _look,
    "a claim and its settling": _claim,
    "a claim when no notes are left": _claim_without_notes,
    "a claim while every campaign is paused": _claim_while_paused,
}


@pytest.mark.parametrize(
    "many", [20_000, pytest.param(1_000_000, marks=[pytest.mark.bench, pytest.mark.timeout(1_200)])]
)
async def test_however_much_is_planned_no_growing_table_is_read_whole_and_the_cost_is_the_same(
    ground: Ground, many: int
):
    few, much = await ground.filled(FEW), await ground.filled(many)
    for name, work in WORK.items():
        little, lot = await ground.cost_of(work, few), await ground.cost_of(work, much)
        assert [scan for scan in lot.scans if scan[0] in GROWING] == [], name
        assert lot.steps <= 2 * little.steps, name


async def test_a_statement_that_reads_a_growing_table_is_found(ground: Ground):
    """The control: a question that no index answers."""
    of = await ground.filled(20_000)

    async def naive(ground: Ground, of: DuxSoupAccount) -> None:
        statement = (
            "SELECT id FROM action a WHERE a.account_id = $1 AND a.outcome = 'queued' ORDER BY a.attempts, a.text"
        )
        await sql.rows(connections.get("default"), statement, [of.id])
        await sql.rows(connections.get("default"), "SELECT COUNT(*) AS planned FROM action a WHERE a.attempts = 0")

    usual, found = await ground.cost_of(_claim, of), await ground.cost_of(naive, of)
    assert "action" in {scan[0] for scan in found.scans}
    assert found.steps > 2 * usual.steps
