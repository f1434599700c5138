"""Rows that are read and changed by statements written once are what the ORM's own would give."""

from datetime import timedelta

import pytest
from tortoise import connections
from tortoise.exceptions import DoesNotExist

from models import DuxSoupAccount, Units, row
from models.errors import Conflict
from models.ids import new_id
from models.lifecycle import change
from tests import factories


async def _account() -> DuxSoupAccount:
    return await factories.account(
        last_seen_at=factories.START + timedelta(microseconds=1),
        paid_linkedin=True,
        limits=[{"kind": None, "with_note": False, "hours": 24, "limit": 5}],
    )


async def test_a_row_is_read_as_the_orm_reads_it(units: Units) -> None:
    account = await _account()
    mine = await row.get(connections.get("default"), DuxSoupAccount, account.id)
    orms = await DuxSoupAccount.get(id=account.id)
    for name in DuxSoupAccount._meta.fields_db_projection:
        here, there = getattr(mine, name), getattr(orms, name)
        assert (name, here, type(here)) == (name, there, type(there))


async def test_a_row_that_is_gone_is_named(units: Units) -> None:
    with pytest.raises(DoesNotExist, match="DuxSoupAccount"):
        await row.get(connections.get("default"), DuxSoupAccount, new_id())


async def test_a_change_asks_for_nothing_where_nothing_has_to_be(units: Units) -> None:
    account = await _account()
    assert account.member_id is None
    await change(account, {"member_id": None, "paid_linkedin": True}, failures=2, limits=None)
    stored = await DuxSoupAccount.get(id=account.id)
    assert (stored.failures, stored.limits) == (2, None)
    with pytest.raises(Conflict):
        await change(account, {"member_id": None, "paid_linkedin": None}, failures=3)
    assert account.failures == 2
