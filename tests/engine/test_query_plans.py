"""A look for work and a claim cost the same whether a thousand actions are planned or a million."""

from collections.abc import Awaitable, Callable

import pytest
from tortoise import connections

from models import DuxSoupAccount, Units, sql
from tests.databases import Database
from tests.dispatch_ground import WORK, Ground, claim_and_settle
from tests.settable_clock import SettableClock
from tests.statement_cost import Cost, cost, recorded

# Tables that grow with what is planned and done. Those of accounts, campaigns and steps may be read as a whole.
GROWING = {"action", "assignment", "contact", "receipt", "event", "message", "contact_identity"}
FEW = 1_000


@pytest.fixture
def ground(database: Database, units: Units, clock: SettableClock) -> Ground:
    return Ground(database, units, clock)


@pytest.mark.parametrize(
    "many", [20_000, pytest.param(1_000_000, marks=[pytest.mark.bench, pytest.mark.timeout(1_200)])]
)
async def test_however_much_is_planned_no_growing_table_is_read_whole_and_the_cost_is_the_same(
    ground: Ground, many: int
):
    few = await ground.filled(FEW, accounts=8)
    little = {name: await _cost(ground, work, few) for name, work in WORK.items()}
    much = await ground.filled(many)
    for name, work in WORK.items():
        lot = await _cost(ground, work, much)
        assert [scan for scan in lot.scans if scan[0] in GROWING] == [], name
        assert lot.steps <= 2 * little[name].steps, name


async def test_a_statement_that_reads_a_growing_table_is_found(ground: Ground):
    """The control: a question that no index answers."""
    of = await ground.filled(20_000)

    async def naive(ground: Ground, of: DuxSoupAccount) -> None:
        statement = (
            "SELECT id FROM action a WHERE a.account_id = $1 AND a.outcome = 'queued' ORDER BY a.attempts, a.text"
        )
        await sql.rows(connections.get("default"), statement, [of.id])
        await sql.rows(connections.get("default"), "SELECT COUNT(*) AS planned FROM action a WHERE a.attempts = 0")

    usual, found = await _cost(ground, claim_and_settle, of), await _cost(ground, naive, of)
    assert "action" in {scan[0] for scan in found.scans}
    assert found.steps > 2 * usual.steps


async def _cost(ground: Ground, work: Callable[[Ground, DuxSoupAccount], Awaitable[None]], of: DuxSoupAccount) -> Cost:
    with recorded() as statements:
        await work(ground, of)
    assert statements
    return await cost(ground.database, statements)
