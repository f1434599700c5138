"""The body of a receipt goes after 35 days of wall time; its hash stays, and a repeat is known by it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from engine import retention
from engine.manual_acts import OF_INTEREST
from models import DuxSoupAccount, ManualAct, Receipt, Unit, Units, Verdict, sql
from models.receipt import BODY_KEPT_FOR
from tests import factories
from tests.settable_clock import SettableClock
from tests.stored_receipts import heartbeat, stored

V = Verdict


@pytest.fixture
async def account(units: Units) -> DuxSoupAccount:
    return await factories.account()


async def _old(account: DuxSoupAccount, clock: SettableClock, minute: int = 0, **values: Any) -> Receipt:
    """Received 35 days ago."""
    return await stored(
        account, heartbeat(account, minute), **{"verdict": V.APPLIED, "body_until": clock.wall(), **values}
    )


async def test_the_body_goes_after_35_days_and_the_hash_stays(
    units: Units, clock: SettableClock, account: DuxSoupAccount
) -> None:
    old = await _old(account, clock)
    young = await _old(account, clock, 1, body_until=clock.wall() + timedelta(seconds=1))
    assert await units.run(retention.blank_bodies) == 1
    rows = [await Receipt.get(id=receipt.id) for receipt in (old, young)]
    assert [row.sealed_body is None for row in rows] == [True, False]
    assert (rows[0].body_hash, rows[0].repeat_key, rows[0].size) == (old.body_hash, old.repeat_key, old.size)
    assert timedelta(days=35) == BODY_KEPT_FOR


async def test_what_waits_to_be_read_is_kept_until_it_was(
    units: Units, clock: SettableClock, account: DuxSoupAccount
) -> None:
    waiting = await _old(account, clock, verdict=V.WAITING)
    for verdict in (V.DEAD, V.QUARANTINED, V.REFUSED, V.UNMATCHED, V.IGNORED):
        await _old(account, clock, verdict=verdict)
    assert await units.run(retention.blank_bodies) == 5
    assert (await Receipt.get(id=waiting.id)).sealed_body is not None


async def _blank_bodies_row_by_row(unit: Unit) -> int:
    """As PostgreSQL may plan it on a table it knows nothing of: what is within IN is looked up for each row anew."""
    if sql.dialect(unit.connection) == "postgres":
        for way in ("hashagg", "hashjoin", "mergejoin", "sort", "material"):
            await unit.connection.execute_query(f"SET LOCAL enable_{way} = off")
    return await retention.blank_bodies(unit)


@pytest.mark.parametrize("blank_bodies", [retention.blank_bodies, _blank_bodies_row_by_row])
async def test_so_many_at_a_time_and_none_twice(
    units: Units,
    clock: SettableClock,
    account: DuxSoupAccount,
    monkeypatch: pytest.MonkeyPatch,
    blank_bodies: Callable[[Unit], Awaitable[int]],
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for minute in range(5):
        await _old(account, clock, minute)
    assert [await units.run(blank_bodies) for _ in range(4)] == [2, 2, 1, 0]


async def test_an_act_by_hand_goes_when_no_window_reaches_back_to_it(
    units: Units, clock: SettableClock, account: DuxSoupAccount
) -> None:
    ages = (OF_INTEREST, OF_INTEREST - timedelta(seconds=1))
    acts = [await factories.manual_act(account, at=clock.now() - age) for age in ages]
    await units.run(retention.forget_acts)
    assert [one.id for one in await ManualAct.all()] == [acts[1].id]
